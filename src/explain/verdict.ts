import type { Decision } from '../arch/rule.ts'
import type { AttributeOutcome } from '../arch/translate-attributes.ts'
import { toInputs } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import type { Answer } from './answer.ts'
import { describeRest } from './describe.ts'
import { reachable, type Reach } from './reach.ts'
import { asSentence, fill, say, type Sentence } from './sentence.ts'
import { bin, cacheabilityName, hex8, typeCodesOf, typeName, type TypeCode } from './words.ts'

interface Parts {
  readonly scenario: Scenario
  readonly attributes: AttributeOutcome
  readonly decisions: readonly Decision[]
  readonly answers: { readonly type: Answer }
  readonly reach: readonly Reach[]
}

/** Overrides of the access, which say more about a result than the row that combined them. */
const overrides = ['s1-override', 's2-override']

/** Overrides that led to the type, unless stage 2 then replaced what they gave. */
function ledBy({ type }: Parts['answers']): readonly Decision[] {
  return type.whose === 'stage2' ? [] : type.before.filter(({ table }) => overrides.includes(table.id))
}

/** Says that the stages combine, and why, where the row that decided does not name FWB itself. */
function setting({ answers, scenario }: Parts): Sentence {
  const combines = answers.type.decided.some(({ table }) => table.id.startsWith('combine-'))
  return combines
    ? fill(`with ${scenario.fwb ? '{hcrfwb}' : '{fwb}'} the stages combine, and `, scenario)
    : []
}

const joined = (sentences: readonly Sentence[], by: string): Sentence =>
  sentences.flatMap((sentence, at) => (at === 0 ? sentence : [...say(by), ...sentence]))

/** A decision's reason; where inner and outer were decided apart, with the field that it is about. */
function reasonOf({ because, field }: Decision, decided: readonly Decision[]): string {
  return decided.length > 1 && field ? `for the ${field} field ${because}` : because
}

/** The answer in one sentence: what the access gets, and why. */
export function verdict(parts: Parts): Sentence {
  const { scenario, attributes } = parts
  const who = scenario.acc === 'x' ? "the guest's instruction fetch" : 'the guest'
  const what = attributes.final
    ? `${who} gets ${typeName(attributes.final)}`
    : `${who} takes a ${attributes.fault?.type} fault at stage ${attributes.fault?.stage}`
  const { decided } = parts.answers.type
  const led = ledBy(parts.answers).map(({ because }) => fill(because, scenario))
  const last = decided.map((d) => fill(reasonOf(d, decided), scenario))
  const why = joined([...led, [...setting(parts), ...joined(last, '; ')]], '; then ')
  return asSentence([...say(`${what}: `), ...why])
}

const longName = (type: TypeCode) =>
  type === 'WB' || type === 'WT' || type === 'NC' ? cacheabilityName[type] : `Device-${type}`

/** What stage 1 can and cannot do about the type. */
function choiceOfStage1({ reach, attributes }: Parts): string {
  const out = reachable(reach)
  const asked = reach.filter(({ possible }) => possible).length
  const [only] = out
  if (attributes.fault)
    return only ? 'A Normal stage 1 does not take this fault' : 'No type at stage 1 avoids it'
  if (!only) throw new RangeError('a result that stage 2 cannot give')
  if (asked === 1) return 'Stage 1 has no choice of type here'
  if (out.length === 1) return `${longName(only)} whatever type stage 1 asks for`
  if (out.length === asked && out.length === reach.length)
    return 'Stage 1 can still have any of the seven types'
  return `Whatever stage 1 asks for, ${out.map(longName).join(', ')} can come out, nothing else`
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
