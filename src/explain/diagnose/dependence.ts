import { factNamed, holds, namesIn, readCondition, type Condition } from '../../kvm/condition.ts'
import type { Fact } from '../../kvm/fact.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import { assignments } from '../../kvm/steps.ts'
import { controlOf } from '../../scenario/kvm-ids.ts'
import type { Course, Walked } from './course.ts'

/** Controls that decide what an input counts as, besides its own: how `toKvm` and `slotStory` take them. */
const besides: Partial<Record<keyof KvmInputs, readonly string[]>> = {
  gmem: ['gmemmap'],
  lpa2: ['page'],
  ipa: ['pa', 'lpa2', 'page'],
  mte: ['mte2'],
  swap: ['slot-gmem', 'later', 'slot-log'],
  log: ['later', 'slot-gmem'],
  granule: ['slot-log', 'slot-gmem'],
}

type Controls = ReadonlySet<string>

const controlsOf = (input: keyof KvmInputs): readonly string[] => [
  controlOf[input],
  ...(besides[input] ?? []),
]

/** What the steps of a course depend on, worked out once. */
export class Dependence {
  private readonly course: Course
  private readonly setters: readonly Setter[]
  private readonly parts: readonly (readonly Part[])[]
  private readonly unions = new Map<number, Controls>()

  constructor(course: Course) {
    this.course = course
    this.setters = course.checks.flatMap((check, at) =>
      check?.sets ? [{ at, ...assignments(check.sets, course.facts) }] : [],
    )
    this.parts = course.conditions.map((tests) =>
      tests.flatMap((test) => partsOf(readCondition(test))).map((condition) => this.partOf(condition)),
    )
  }

  /**
   * The controls on which it depends whether a step is taken, once the path gets there: those of its own condition and of those
   * around it, and of the checks that set what these ask.
   */
  of(at: number): Controls {
    const known = this.unions.get(at) ?? this.union(at, new Set())
    this.unions.set(at, known)
    return known
  }

  /**
   * The controls of which one has to move for a step to be taken that a path passed over. Every part of a condition has to hold, so
   * that those of one part that does not are enough; where only what other checks set is lacking, those by which one of them is taken.
   */
  toTake(at: number, path: Walked): Controls {
    return this.lacking(at, path, []) ?? this.of(at)
  }

  /** The controls that an input is told by. */
  ofFact(name: string): Controls {
    return new Set(factNamed(this.course.facts, name).reads.flatMap(controlsOf))
  }

  /** The steps that set a fact to true. */
  raisersOf({ word, bit }: Fact): readonly number[] {
    return word === 'in' ? [] : this.setters.flatMap(({ at, set }) => ((set & bit) !== 0 ? [at] : []))
  }

  private isCleared = ({ bit }: Fact) => this.setters.some(({ clear }) => (clear & bit) !== 0)

  private union(at: number, seen: Set<number>): Controls {
    if (seen.has(at)) return new Set()
    seen.add(at)
    const facts = (this.parts[at] ?? []).flatMap((part) => part.facts)
    return new Set(
      facts.flatMap((fact) => [
        ...fact.reads.flatMap(controlsOf),
        ...this.settersOf(fact).flatMap((setter) => [...this.union(setter, seen)]),
      ]),
    )
  }

  private settersOf({ word, bit }: Fact): readonly number[] {
    if (word === 'in') return []
    return this.setters.flatMap(({ at, set, clear }) => (((set | clear) & bit) !== 0 ? [at] : []))
  }

  /** As `toTake`; null where it cannot be told by the inputs alone. */
  private lacking(at: number, path: Walked, seen: readonly number[]): Controls | null {
    if (seen.includes(at) || path.taken.includes(at)) return null
    const parts = this.parts[at] ?? []
    const refuted = parts.find((part) => part.isGiven && !this.holdsOn(part, path))
    if (refuted) return refuted.controls
    for (const part of parts) {
      const found = this.raisedBy(part, path, [...seen, at])
      if (found) return found
    }
    return null
  }

  /** For a value that checks raise, and that none clears: the controls by which one of those is taken. */
  private raisedBy({ condition, facts }: Part, path: Walked, seen: readonly number[]): Controls | null {
    const [fact] = facts
    if (condition.op !== 'fact' || !fact || this.isCleared(fact)) return null
    const raisers = this.raisersOf(fact)
    if (raisers.length === 0) return null
    const ways = raisers.map((raiser) => this.lacking(raiser, path, seen))
    return ways.includes(null) ? null : new Set(ways.flatMap((way) => [...(way ?? [])]))
  }

  private partOf(condition: Condition): Part {
    const facts = namesIn(condition).map((name) => factNamed(this.course.facts, name))
    return {
      condition,
      facts,
      isGiven: facts.every(({ reads }) => reads.length > 0),
      controls: new Set(facts.flatMap(({ reads }) => reads.flatMap(controlsOf))),
    }
  }

  private holdsOn({ condition }: Part, { input, start }: Walked): boolean {
    return holds(condition, (name) => {
      const { word, bit } = factNamed(this.course.facts, name)
      return ((word === 'in' ? input : start) & bit) !== 0
    })
  }
}

/** A check that sets values: the bits of the state that it clears and sets. */
interface Setter {
  readonly at: number
  readonly clear: number
  readonly set: number
}

/** A part of a condition, all of whose parts have to hold. */
interface Part {
  readonly condition: Condition
  readonly facts: readonly Fact[]
  /** Whether the inputs alone say what it is. */
  readonly isGiven: boolean
  /** Those that its facts read of the inputs. */
  readonly controls: Controls
}

const partsOf = (condition: Condition): readonly Condition[] =>
  condition.op === 'all' ? condition.of.flatMap(partsOf) : [condition]
