import type { AttributeInputs } from '../arch/inputs.ts'
import type { Decision, Status } from '../arch/rule.ts'
import { translateAttributes, type AttributeOutcome } from '../arch/translate-attributes.ts'
import { alternatives, toInputs } from '../scenario/inputs.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { describeOutcome } from './describe.ts'
import { choiceKeys, isSettingKey } from './keys.ts'
import { fill, inWords, type Sentence } from './sentence.ts'

/** Something about this answer that the architecture leaves open, or that software should not rely on. */
export interface OpenPoint {
  readonly id: string
  readonly status: Status
  readonly says: Sentence
  /** Whether another permitted choice gives another answer. */
  readonly matters: boolean
  /** The other answers, with the choice that gives each. */
  readonly others: readonly { readonly key: SettingKey; readonly choice: string; readonly gives: string }[]
}

type Other = OpenPoint['others'][number]

/** The answers of this access on PEs that make one choice differently. */
function otherChoices(key: SettingKey, scenario: Scenario, now: string): readonly Other[] {
  return alternatives(key, scenario).flatMap((value): Other[] => {
    const other: Scenario = { ...scenario, [key]: value }
    const gives = describeOutcome(translateAttributes(toInputs(other)), toInputs(other))
    return gives === now ? [] : [{ key, choice: inWords(key, other), gives }]
  })
}

const bits: readonly { key: SettingKey; needs: SettingKey; set: (at: AttributeInputs) => boolean }[] = [
  { key: 'hcrfwb', needs: 'fwb', set: (at) => at.hcrfwb && !at.fwb },
  { key: 'fnxs', needs: 'xs', set: (at) => at.fnxs && !at.xs },
  { key: 'dct', needs: 'mte2', set: (at) => at.dct && !at.mte2 },
]

/** Bits that are set although they are RES0 on this PE. */
function res0(scenario: Scenario): readonly OpenPoint[] {
  return bits
    .filter(({ set }) => set(toInputs(scenario)))
    .map(({ key, needs }) => ({
      id: `res0-${key}`,
      status: 'res0',
      says: fill(`{${key}} is set, but RES0 on this PE ({${needs}}): it counts as 0`, scenario),
      matters: false,
      others: [],
    }))
}

/** Choices that decide although no row had to name them. */
const silent: readonly { key: SettingKey; status: Status; says: string }[] = [
  {
    key: 'effsh',
    status: 'implementation-defined',
    says: 'which shareability stage 1 hands on, the effective one or the one in the leaf, is IMPLEMENTATION DEFINED; on this PE it is {effsh}',
  },
]

function taken(log: readonly Decision[]): readonly Decision[] {
  const open = log.filter(({ rule }) => rule.status)
  return open.filter((d, at) => open.findIndex((other) => other.rule === d.rule) === at)
}

/**
 * What is open about an outcome: the rows taken that are reserved, UNPREDICTABLE or left to the
 * implementation, and every choice of the PE that would change the answer.
 */
export function openPoints(
  scenario: Scenario,
  log: readonly Decision[],
  outcome: AttributeOutcome,
): readonly OpenPoint[] {
  const now = describeOutcome(outcome, toInputs(scenario))
  const points = taken(log).map(({ rule, because }): OpenPoint => {
    const keys = rule.reads.filter(isSettingKey).filter((key) => choiceKeys.includes(key))
    const others = keys.flatMap((key) => otherChoices(key, scenario, now))
    return {
      id: rule.id,
      status: rule.status ?? 'reserved',
      says: fill(because, scenario),
      matters: others.length > 0,
      others,
    }
  })
  const named = new Set(points.flatMap(({ others }) => others.map(({ key }) => key)))
  const more = silent.flatMap(({ key, status, says }): OpenPoint[] => {
    const others = named.has(key) ? [] : otherChoices(key, scenario, now)
    return others.length === 0
      ? []
      : [{ id: `choice-${key}`, status, says: fill(says, scenario), matters: true, others }]
  })
  return [...points, ...more, ...res0(scenario)].toSorted((a, b) => Number(b.matters) - Number(a.matters))
}
