import { factNamed, operandsIn, termsOf, readCondition } from '../../kvm/condition.ts'
import type { Check, KernelFunction } from '../../kvm/check.ts'
import type { Fact } from '../../kvm/fact.ts'
import type { Policy } from '../../kvm/policy.ts'
import { oncePer } from '../../scenario/once-per.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { within } from '../kvm/find-checks.ts'
import { changesTold } from './changes-told.ts'
import { Endings, type Act } from './endings.ts'
import { smallest, type Goal } from './smallest.ts'
import { accessKinds, symptoms, type AccessKind, type Symptom } from './symptoms.ts'

export type { Act } from './endings.ts'

/** The scenario with the fewest changes that gets somewhere. */
export interface Example {
  readonly scenario: Scenario
  /** What it changes of the default scenario, in a few words each; empty for the default scenario itself. */
  readonly changes: readonly string[]
}

/** A check that leads to the way's own, by setting what it asks. */
export interface Cause {
  readonly check: Check
  readonly example: Example | null
}

/** A check that can give a symptom. */
export interface Way {
  readonly act: Act
  readonly fn: KernelFunction
  readonly check: Check
  /** The conditions under which it is taken, as they stand in the source: those of the blocks around it, then its own. */
  readonly conditions: readonly string[]
  /** The one kind of access to which the check shows the symptom; null where it shows it to any. */
  readonly only: AccessKind | null
  /** Null where no scenario of the model gets there. */
  readonly example: Example | null
  /** The checks that decide whether this one is taken, where several can; each with an example of its own. */
  readonly causes: readonly Cause[]
}

/** A check with its place in its function and in the course of its act. */
interface Stand {
  readonly act: Act
  readonly fn: KernelFunction
  readonly check: Check
  readonly step: number
}

/** What a story has to have besides its end. */
type Besides = Pick<Goal, 'by' | 'kind'>

/** One kernel's checks, and what has been found out about them. */
class Ways {
  private readonly endings: Endings
  private readonly stands: readonly Stand[]
  private readonly examples = new Map<string, Example | null>()

  constructor(policy: Policy) {
    this.endings = new Endings(policy)
    this.stands = (['memslot', 'fault'] as const).flatMap((act) => this.standsOf(act, policy[act]))
  }

  of(symptom: Symptom): readonly Way[] {
    return this.stands
      .filter(({ check }) => symptom.shownBy(check))
      .map((stand) => this.wayOf(stand, onlyKind(symptom, stand.check)))
  }

  private wayOf(stand: Stand, only: AccessKind | null): Way {
    const kind = only === null ? {} : { kind: only }
    return {
      act: stand.act,
      fn: stand.fn,
      check: stand.check,
      conditions: (this.endings.courses[stand.act].conditions[stand.step] ?? [])
        .filter((test) => test !== '')
        .map(asInSource),
      only,
      example: this.exampleOf(stand, kind),
      causes: this.causesOf(stand, kind),
    }
  }

  private standsOf(act: Act, functions: readonly KernelFunction[]): readonly Stand[] {
    const { checks } = this.endings.courses[act]
    return functions.flatMap((fn) =>
      within(fn.checks).map((check) => ({ act, fn, check, step: checks.indexOf(check) })),
    )
  }

  private exampleOf({ act, step }: Stand, besides: Besides): Example | null {
    const key = `${act} ${step} ${besides.by} ${besides.kind}`
    const known = this.examples.get(key)
    if (known !== undefined) return known
    const changes = smallest(this.endings, { act, last: step, ...besides })
    const made = changes && this.told(this.endings.scenarioOf(changes))
    this.examples.set(key, made)
    return made
  }

  private told = (scenario: Scenario): Example => ({
    scenario,
    changes: changesTold(this.endings.scenarioOf([]), scenario),
  })

  private causesOf(stand: Stand, besides: Besides): readonly Cause[] {
    const course = this.endings.courses[stand.act]
    const dependence = this.endings.dependence[stand.act]
    const raisers = wantedOf(stand.check, course.facts).flatMap((fact) => dependence.raisersOf(fact))
    if (raisers.length < 2) return []
    return raisers
      .toSorted((a, b) => a - b)
      .map((by) => ({
        check: course.checks[by] as Check,
        example: this.exampleOf(stand, { ...besides, by }),
      }))
  }
}

/** The one kind of access to which a check shows a symptom. */
function onlyKind({ shownBy }: Symptom, check: Check): AccessKind | null {
  const [kind, ...others] = accessKinds.filter((one) => shownBy(check, one))
  return others.length === 0 ? (kind ?? null) : null
}

/** A condition without the marks of its operands. */
const asInSource = (test: string) => test.replace(/[{}]/g, '')

/** The values that other checks set and that have to be true for a check to be taken. */
function wantedOf({ test }: Check, facts: Parameters<typeof termsOf>[1]): readonly Fact[] {
  const terms = termsOf(readCondition(test), facts)
  return operandsIn(test)
    .map((name) => factNamed(facts, name))
    .filter(({ word, bit }) => word === 'state' && terms.every(({ stateValue }) => (stateValue & bit) !== 0))
}

const waysOf = oncePer((policy: Policy) => new Ways(policy))

/**
 * Every check of a kernel that can give a symptom, in the order of the source, each with the smallest scenario that ends
 * there. What was found out about a kernel is kept.
 */
export const waysTo = (policy: Policy, symptom: Symptom): readonly Way[] => waysOf(policy).of(symptom)

/** The symptoms that some check of a kernel gives. */
export const symptomsOf = ({ memslot, fault }: Policy): readonly Symptom[] => {
  const checks = [...memslot, ...fault].flatMap((fn) => within(fn.checks))
  return symptoms.filter(({ shownBy }) => checks.some((check) => shownBy(check)))
}
