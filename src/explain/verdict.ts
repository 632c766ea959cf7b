import type { Decision } from '../arch/rule.ts'
import type { AccessAnswer } from './access.ts'
import { reasonsByField } from './by-field.ts'
import { stage2TypeName } from './kvm/leaf-words.ts'
import { kvmVerdict } from './kvm/verdict.ts'
import type { OpenPoint } from './open.ts'
import type { Fault } from '../arch/walk/fault.ts'
import type { Parts } from './resolve.ts'
import type { WalkAnswer } from './walk/answer.ts'
import { faultName } from './walk/fault-words.ts'
import { asSentence, fill, say, type Sentence } from './sentence.ts'
import { typeName } from './words.ts'

/** Whether a decision before the last says more about the result than the row that combined the stages. */
function leads({ table, rule }: Decision, open: readonly OpenPoint[]): boolean {
  if (table.id === 's1-disabled' || table.id === 's1-override' || table.id === 's2-override') return true
  const reserved = table.id === 'mair-byte' || table.id === 's2-memattr'
  return reserved && open.some(({ id, matters }) => id === rule.id && matters)
}

/** What led to the type, unless stage 2 then replaced what stage 1 gave. */
function ledBy({ answers: { type }, open }: AccessAnswer): readonly Decision[] {
  const counts = (d: Decision) => type.whose !== 'stage2' || d.table.id.startsWith('s2-')
  return type.before.filter((d) => leads(d, open) && counts(d))
}

/** Names FWB where the row that decided does not. */
function setting({ answers, scenario }: AccessAnswer): Sentence {
  const combines = answers.type.decided.some(({ table }) => table.id.startsWith('combine-'))
  if (!combines) return []
  if (scenario.fwb) return fill('with {hcrfwb}, ', scenario)
  return [...say('without '), { text: 'FEAT_S2FWB', setting: 'fwb' }, ...say(', ')]
}

const joined = (sentences: readonly Sentence[], by: string): Sentence =>
  sentences.flatMap((sentence, at) => (at === 0 ? sentence : [...say(by), ...sentence]))

/** What the access gets, as a clause. */
export function accessEnds({ scenario, attributes }: AccessAnswer): string {
  const who = scenario.acc === 'x' ? "the guest's instruction fetch" : 'the guest'
  return attributes.final
    ? `${who} gets ${typeName(attributes.final)}`
    : `${who} takes a ${attributes.fault?.type} fault at stage ${attributes.fault?.stage}`
}

/** Why it gets that, as a clause. */
export function whyAccess(access: AccessAnswer): Sentence {
  const { scenario } = access
  const { decided } = access.answers.type
  const led = ledBy(access).map(({ because }) => fill(because, scenario))
  const last = fill(reasonsByField(decided), scenario)
  return joined([...led, [...setting(access), ...last]], '; then ')
}

/** What the access gets and why, without a full stop. */
const accessVerdict = (access: AccessAnswer): Sentence => [
  ...say(`${accessEnds(access)}: `),
  ...whyAccess(access),
]

/** What stops the walk, as a clause. */
export function walkEnds({ setup }: WalkAnswer, { kind, stage, level }: Fault): string {
  const who = setup.access.acc === 'x' ? 'the guest’s instruction fetch' : 'the guest’s access'
  const article = kind === 'AddressSize' || kind === 'AccessFlag' || kind === 'Alignment' ? 'an' : 'a'
  return `${who} takes ${article} ${faultName[kind]} at stage ${stage}, level ${level}`
}

/** The same with its reason, without a full stop. */
const walkVerdict = (walk: WalkAnswer, fault: Fault): Sentence =>
  say(`${walkEnds(walk, fault)}: ${fault.why.because}`)

/** The answer in one sentence: what KVM decided and why, and where it is not the same, what the access gets. */
export function verdict({ kvm, walk, access }: Parts): Sentence {
  const stopped = walk?.fault ? walkVerdict(walk, walk.fault) : null
  if (!kvm) return stopped ? asSentence(stopped) : access ? asSentence(accessVerdict(access)) : []
  const decided = kvmVerdict(kvm)
  if (stopped) return asSentence([...decided, ...say('; '), ...stopped])
  if (!access || !kvm.leaf) return asSentence(decided)
  const { final } = access.attributes
  const same = final && typeName(final) === stage2TypeName[kvm.leaf.type]
  return asSentence(same ? decided : [...decided, ...say('; '), ...accessVerdict(access)])
}
