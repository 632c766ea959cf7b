import type { MemoryAttributes } from '../arch/attributes.ts'
import type { AttributeInputs } from '../arch/inputs.ts'
import { stage2On } from '../arch/inputs.ts'
import type { Decision, Property, Whose } from '../arch/rule.ts'
import type { AttributeOutcome } from '../arch/translate-attributes.ts'
import type { SettingKey } from '../scenario/schema.ts'
import { isSettingKey } from './keys.ts'
import { hintsCode, hintsName, shareabilityName, tagsName, typeCode, typeName } from './words.ts'

/** One property of the access, from stage 1 to the result, with everything that had a say. */
export interface Answer {
  readonly property: Property
  readonly label: string
  /** Short codes, as a diagram writes them; `result` is null where the access takes a fault. */
  readonly stage1: string | null
  readonly result: string | null
  /** The result in words. */
  readonly words: string
  readonly whose: Whose
  /** The decision that had the last word: two where inner and outer were decided by different rows. */
  readonly decided: readonly Decision[]
  /** The decisions before it that gave or changed the value, in order. */
  readonly before: readonly Decision[]
  /** The settings that these decisions looked at, at both stages. */
  readonly sources: readonly SettingKey[]
}

export const properties: readonly Property[] = ['type', 'hints', 'shareability', 'tags', 'xs-attr']

const labels: Record<Property, string> = {
  type: 'Memory type, cacheability',
  hints: 'Allocation hints',
  shareability: 'Shareability',
  tags: 'Memory tags',
  'xs-attr': 'XS',
}

/** The leaf field of stage 2 that speaks about a property, even where it then changes nothing. */
const stage2Field: Record<Property, readonly SettingKey[]> = {
  type: ['memattr', 'hcrfwb'],
  hints: ['memattr', 'hcrfwb'],
  shareability: ['s2sh'],
  tags: ['memattr', 'hcrfwb'],
  'xs-attr': ['fnxs'],
}

type Speaks = (attrs: MemoryAttributes, at: AttributeInputs) => string

const code: Record<Property, Speaks> = {
  type: typeCode,
  hints: hintsCode,
  shareability: ({ shareability }) => shareability,
  tags: (attrs, at) => tagsName(attrs, at.mteperm),
  'xs-attr': ({ xs }) => (xs ? '1' : '0'),
}

const words: Record<Property, Speaks> = {
  type: typeName,
  hints: hintsName,
  shareability: ({ shareability }) => shareabilityName[shareability],
  tags: (attrs, at) => tagsName(attrs, at.mteperm),
  'xs-attr': ({ xs }) => `XS ${xs ? 1 : 0}`,
}

/** A property of any outcome in words, without its reasons. */
export function propertyWords(property: Property, { final }: AttributeOutcome, at: AttributeInputs): string {
  return final ? words[property](final, at) : 'fault'
}

/** The same as a diagram writes it. */
export function propertyCode(property: Property, { final }: AttributeOutcome, at: AttributeInputs): string {
  return final ? code[property](final, at) : 'fault'
}

/** Whether a row gives the property a value, rather than letting it pass. */
const speaksOf = (property: Property) => (d: Decision) => d.table.of.includes(property) && !d.rule.keeps

/** The last word on a property: one decision, or those about both cacheability fields. */
function lastWord(speaking: readonly Decision[]): readonly Decision[] {
  const last = speaking.at(-1)
  if (!last) throw new RangeError('no row decides this property')
  const together = speaking.filter((d) => d.table === last.table)
  return together.filter(
    (d, at) => together.findIndex((other) => other.rule === d.rule && other.because === d.because) === at,
  )
}

/** Whose the value is; both stages' where they decided one cacheability field each. */
function whoseOf(decided: readonly Decision[]): Whose {
  const all = new Set(decided.map(({ rule }) => rule.whose ?? 'stage1'))
  const [only = 'stage1'] = all
  return all.size > 1 ? 'both' : only
}

/** Explains one property of an outcome from the log of its decisions. */
export function answer(
  property: Property,
  at: AttributeInputs,
  log: readonly Decision[],
  s1: MemoryAttributes | null,
  final: MemoryAttributes | null,
): Answer {
  const speaking = log.filter(speaksOf(property))
  const fault = final ? undefined : log.at(-1)
  const decided = fault ? [fault] : lastWord(speaking)
  const reads = [...speaking, ...decided].flatMap((d) => d.rule.reads)
  const keys = [...reads, ...(s1 && stage2On(at) ? stage2Field[property] : [])].filter(isSettingKey)
  return {
    property,
    label: labels[property],
    stage1: s1 && code[property](s1, at),
    result: final && code[property](final, at),
    words: final ? words[property](final, at) : 'not reached',
    whose: whoseOf(decided),
    decided,
    before: speaking.filter((d) => !decided.includes(d) && d.table !== decided[0]?.table),
    sources: [...new Set(keys)],
  }
}
