import { faultFacts } from '../../kvm/fault-facts.ts'
import { faultWord, startState } from '../../kvm/fault-word.ts'
import { memslotFacts, memslotWord } from '../../kvm/memslot-facts.ts'
import type { Policy } from '../../kvm/policy.ts'
import { slotStory } from '../../kvm/story.ts'
import { toKvm } from '../../scenario/kvm-inputs.ts'
import { defaults } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { courseOf, walk, type Course, type Walked } from './course.ts'
import { Dependence } from './dependence.ts'
import type { Value } from '../../scenario/setting.ts'
import { singleChanges, type SingleChange } from './single-changes.ts'

export type Act = 'memslot' | 'fault'

/** How the story of some changes goes: the path of each act; none of the second where it is not reached. */
export interface Ending {
  readonly memslot: Walked
  readonly fault: Walked | null
  /** A change of the slot was refused, and it stays as it was: neither a refusal nor a slot as described. */
  readonly stays: boolean
}

/** Changes by their indices in `singleChanges`, in ascending order. */
export type Changes = readonly number[]

/** The stories of one kernel, each told once. */
export class Endings {
  readonly policy: Policy
  readonly courses: Readonly<Record<Act, Course>>
  readonly dependence: Readonly<Record<Act, Dependence>>
  private readonly start: Scenario
  private readonly known = new Map<string, Ending>()

  constructor(policy: Policy) {
    this.policy = policy
    this.courses = {
      memslot: courseOf(policy.memslot, memslotFacts),
      fault: courseOf(policy.fault, faultFacts),
    }
    this.dependence = {
      memslot: new Dependence(this.courses.memslot),
      fault: new Dependence(this.courses.fault),
    }
    this.start = { ...defaults, policy: policy.id as Scenario['policy'] }
  }

  /** The default scenario on this kernel with these changes. */
  scenarioOf(changes: Changes): Scenario {
    const scenario: Record<string, Value> = { ...this.start }
    for (const at of changes) {
      const { key, from } = singleChanges[at] as SingleChange
      scenario[key] = from(scenario[key] as Value)
    }
    return scenario as unknown as Scenario
  }

  of(changes: Changes): Ending {
    const key = changes.join()
    const known = this.known.get(key)
    if (known) return known
    const made = this.tell(changes)
    this.known.set(key, made)
    return made
  }

  private tell(changes: Changes): Ending {
    const { call, access, outcome, reached } = slotStory(this.policy, toKvm(this.scenarioOf(changes)))
    const memslot = walk(this.courses.memslot, memslotWord(call), 0)
    const accepted = outcome.memslot.kind === 'accept'
    return {
      memslot,
      fault: reached && accepted ? walk(this.courses.fault, faultWord(access), startState(access)) : null,
      stays: reached && !accepted,
    }
  }
}
