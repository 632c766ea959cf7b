import type { Decision } from '../arch/rule.ts'
import type { AttributeOutcome } from '../arch/translate-attributes.ts'
import { toInputs } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Answer } from './answer.ts'
import { reasonsByField } from './by-field.ts'
import { describeRest } from './describe.ts'
import type { OpenPoint } from './open.ts'
import type { Reach } from './reach.ts'
import { asSentence, fill, say, type Sentence } from './sentence.ts'
import { bin, cacheabilityName, hex8, typeCodes, typeCodesOf, typeName, type TypeCode } from './words.ts'

interface Parts {
  readonly scenario: Scenario
  readonly attributes: AttributeOutcome
  readonly decisions: readonly Decision[]
  readonly answers: { readonly type: Answer }
  readonly reach: readonly Reach[]
  readonly open: readonly OpenPoint[]
}

/** Whether a decision before the last says more about the result than the row that combined the stages. */
function leads({ table, rule }: Decision, open: readonly OpenPoint[]): boolean {
  if (table.id === 's1-disabled' || table.id === 's1-override' || table.id === 's2-override') return true
  const reserved = table.id === 'mair-byte' || table.id === 's2-memattr'
  return reserved && open.some(({ id, matters }) => id === rule.id && matters)
}

/** What led to the type, unless stage 2 then replaced what stage 1 gave. */
function ledBy({ answers: { type }, open }: Parts): readonly Decision[] {
  const counts = (d: Decision) => type.whose !== 'stage2' || d.table.id.startsWith('s2-')
  return type.before.filter((d) => leads(d, open) && counts(d))
}

/** Names FWB where the row that decided does not. */
function setting({ answers, scenario }: Parts): Sentence {
  const combines = answers.type.decided.some(({ table }) => table.id.startsWith('combine-'))
  if (!combines) return []
  if (scenario.fwb) return fill('with {hcrfwb}, ', scenario)
  return [...say('without '), { text: 'FEAT_S2FWB', setting: 'fwb' }, ...say(', ')]
}

const joined = (sentences: readonly Sentence[], by: string): Sentence =>
  sentences.flatMap((sentence, at) => (at === 0 ? sentence : [...say(by), ...sentence]))

/** The answer in one sentence: what the access gets, and why. */
export function verdict(parts: Parts): Sentence {
  const { scenario, attributes } = parts
  const who = scenario.acc === 'x' ? "the guest's instruction fetch" : 'the guest'
  const what = attributes.final
    ? `${who} gets ${typeName(attributes.final)}`
    : `${who} takes a ${attributes.fault?.type} fault at stage ${attributes.fault?.stage}`
  const { decided } = parts.answers.type
  const led = ledBy(parts).map(({ because }) => fill(because, scenario))
  const last = fill(reasonsByField(decided), scenario)
  const why = joined([...led, [...setting(parts), ...last]], '; then ')
  return asSentence([...say(`${what}: `), ...why])
}

const longName = (type: TypeCode) =>
  type === 'WB' || type === 'WT' || type === 'NC' ? cacheabilityName[type] : `Device-${type}`

const listed = (words: readonly string[], last: 'and' | 'or') =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

const resultName = ({ inner, outer }: NonNullable<Reach['to']>) =>
  inner === outer ? longName(inner) : `inner ${longName(inner)} with outer ${longName(outer)}`

/** What stage 1 can and cannot do about the type. */
function choiceOfStage1({ reach, attributes }: Parts): string {
  const asked = reach.filter(({ possible }) => possible)
  const results = [...new Set(asked.flatMap(({ to }) => (to ? [resultName(to)] : [])))]
  const [only] = results
  if (attributes.fault)
    return only ? 'A Normal stage 1 does not take this fault' : 'No type at stage 1 avoids it'
  if (!only) throw new RangeError('a result that stage 2 cannot give')
  if (asked.length === 1) return 'Stage 1 has no choice of type here'
  if (results.length === 1) return `${only} whatever type stage 1 asks for`
  const kept = reach.every(({ from, to, possible }) => possible && to?.inner === from && to.outer === from)
  if (kept) return 'Stage 1 gets whatever type it asks for'
  const whole = (type: TypeCode) => asked.some(({ to }) => to?.inner === type && to.outer === type)
  const cannot = typeCodes.filter((type) => !whole(type)).map(longName)
  return cannot.length < results.length
    ? `Whatever stage 1 asks for, ${listed(cannot, 'and')} cannot come out`
    : `Whatever stage 1 asks for, only ${listed(results, 'or')} can come out`
}

/** The line below the verdict: the rest of the result, what stage 1 can change, and how AT reports it. */
export function consequences(parts: Parts): readonly Sentence[] {
  const { final, par } = parts.attributes
  if (!final || !par) return [say(choiceOfStage1(parts))]
  const rest = describeRest(final, toInputs(parts.scenario)).join(', ')
  const report = `AT S12E1R reports ATTR ${hex8(par.attr)}, SH ${bin(par.sh, 2)}`
  const fetch = `PAR_EL1 would hold ATTR ${hex8(par.attr)}, SH ${bin(par.sh, 2)}, had AT a fetch form`
  return [
    say(rest.charAt(0).toUpperCase() + rest.slice(1)),
    say(choiceOfStage1(parts)),
    say(parts.scenario.acc === 'x' ? fetch : report),
  ]
}

/** The code that stands for the whole result in a token: a type, two where the fields differ, or a fault. */
export function tokenOf({ final }: AttributeOutcome): readonly (TypeCode | 'fault')[] {
  if (!final) return ['fault']
  const { inner, outer } = typeCodesOf(final)
  return inner === outer ? [inner] : [outer, inner]
}
