import type { CitationId } from '../../cite/citations.ts'
import { isCaseSafe, smallestPlans, type Plan } from '../../coherency/plans.ts'
import { attributes, type Attribute, type Script } from '../../coherency/script.ts'
import { caseOf, type Mix } from '../../coherency/situation.ts'
import { situationNamed } from '../../coherency/situations.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import { marked } from '../marked.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { attributesIn, attributesOfPgprot } from './attribute.ts'
import { codeData, codeInstructions, ruleFor, type CodeInputs } from './code-rules.ts'
import { cleansAsItMaps, guestReadings, hasLinearMap, isMappedByUser, type Host } from './host.ts'
import { occasionsOf, type KvmOccasion } from './kvm-occasions.ts'
import { instruction } from './plan-words.ts'

/** What user space does with guest memory: each is a row of the table. */
export type UseId = 'read' | 'write' | 'code'

/** What has to be done for a use. */
export interface Duty {
  /** In a cell: `nothing`, `DC CIVAC before each read`; `no maintenance is enough`. */
  readonly words: string
  /** What to mind of it, or why there is nothing to do, in short, for the same cell: see `dutyCell`. */
  readonly mind: string | null
  /** Whether there is nothing to do. */
  readonly nothing: boolean
  /** Whether what there is to do is enough; false where no maintenance by the VMM is. */
  readonly enough: boolean
  /** Why, and what to mind: whole sentences. */
  readonly says: readonly Sentence[]
  readonly cite: readonly CitationId[]
}

/** One row of the table on one host. */
export interface Use {
  readonly id: UseId
  /** When, as a heading: `Before reading, data`. */
  readonly when: string
  /** What for: `migration, a snapshot, virtio`. */
  readonly example: string
  /** Whose word it is: the model of one line, or rules. */
  readonly by: 'model' | 'rules'
  /** As the guest maps the memory now. */
  readonly asItIs: Duty
  /** Whatever it chooses. */
  readonly anyGuest: Duty
}

export type { KvmOccasion }

/** A duty as its cell has it: `nothing: CTR_EL0.DIC is 1`. */
export const dutyCell = ({ words, mind, nothing }: Duty) =>
  mind === null ? words : `${words}${nothing ? ':' : ','} ${mind}`

/** How each row was found. */
export const byWords = { model: 'computed', rules: 'by rules' } as const

/** What those words mean: whole sentences. */
export const bySays: readonly Sentence[] = [
  say('Computed: the smallest maintenance with which the model of one line permits no wrong read.'),
  say(
    'By rules: the model has no instruction caches, so that what code needs follows from CTR_EL0 and from what KVM does.',
  ),
]

/** What user space must do on one host, with what KVM does beside it. */
export interface HostDuties {
  readonly uses: readonly Use[]
  readonly kvm: readonly KvmOccasion[]
  /** By what address KVM does that, or that it has none: a clause after a heading. */
  readonly kvmBy: string
  /** What the guest may make of its alias there, whatever it chooses. */
  readonly guestMayGet: readonly Attribute[]
}

/** The control of each feature that the rules for code speak of. */
type FeatureControls = Readonly<Record<'fwb' | 'dic' | 'idc', SettingKey>>

/** The table for a host; null where user space has no alias to maintain by. `controls` are those that sentences light. */
export function dutiesOn(
  host: Host,
  hits: boolean,
  controls: FeatureControls = { fwb: 'fwb', dic: 'dic', idc: 'idc' },
): HostDuties | null {
  if (!isMappedByUser(host)) return null
  const mix = mixOf(host, hits)
  const now = guestReadings(host)
  const any = attributes.filter((one) => host.mayGet.includes(one) || now.includes(one))
  const data = (id: 'read' | 'write'): Use => ({
    ...uses[id],
    id,
    asItIs: dataDuty(id, mix, now),
    anyGuest: dataDuty(id, mix, any),
  })
  // What a fetch gets may differ from what a load gets.
  const fetches = host.fetch ? attributesIn(host.fetch) : now
  const code: Use = {
    ...uses.code,
    id: 'code',
    asItIs: codeDuty(host, mix, fetches, controls),
    anyGuest: codeDuty(host, mix, any, controls),
  }
  return {
    uses: [data('read'), data('write'), code],
    kvm: occasionsOf(host, controls),
    kvmBy: hasLinearMap(host)
      ? 'by the kernel’s linear map, and at no other time'
      : 'the kernel’s linear map does not have the page: no address to do it by',
    guestMayGet: any,
  }
}

/** Everything that the model takes of a host, but the guest's attribute. */
export const mixOf = (host: Host, hits: boolean): Omit<Mix, 'guest'> => ({
  host: hostAttribute(host),
  maintains: cleansAsItMaps(host),
  linearAlias: hasLinearMap(host),
  hits,
})

/** What the VMM's alias counts as; a guest_memfd is mapped MT_NORMAL. */
const hostAttribute = ({ inputs: { gmem, pgprot } }: Host): Attribute =>
  attributesIn(attributesOfPgprot(gmem === 'none' ? pgprot : 'normal'))[0] ?? 'WB'

const uses = {
  read: { when: 'Before reading, data', example: 'migration, a snapshot, virtio', by: 'model' },
  write: { when: 'After writing, data', example: 'loading, DMA of an emulated device', by: 'model' },
  code: { when: 'After writing, code', example: 'loading a kernel, a breakpoint', by: 'rules' },
} as const satisfies Readonly<Record<UseId, Pick<Use, 'when' | 'example' | 'by'>>>

const situationOf = { read: situationNamed('guest-to-vmm'), write: situationNamed('vmm-to-guest') } as const

const notEnough = 'no maintenance by the VMM is enough'

function dataDuty(id: 'read' | 'write', mix: Omit<Mix, 'guest'>, guests: readonly Attribute[]): Duty {
  const cases = guests.map((guest) => caseOf(situationOf[id], { ...mix, guest }))
  const plans = smallestPlans(...cases)
  const script = cases[0]?.script ?? []
  const nothing = plans?.[0]?.length === 0
  const words = plans === null ? notEnough : nothing ? 'nothing' : plansWords(plans, script)
  const cautions = plans && !nothing ? cautionsOf(id, plans, mix, guests) : []
  return {
    words,
    mind: cautions.length > 0 ? cautions.map(({ mind }) => mind).join(', ') : null,
    nothing,
    enough: plans !== null,
    says: [say(verdictOf(id, words, nothing, plans !== null)), ...cautions.map(({ says }) => says)],
    cite: ['mismatched-attributes', ...(nothing || !plans ? [] : citesOf(plans))],
  }
}

const shows = {
  read: 'the VMM reads what the guest wrote',
  write: 'the guest reads what the VMM wrote',
} as const

function verdictOf(id: 'read' | 'write', words: string, nothing: boolean, enough: boolean): string {
  if (!enough) return `No maintenance by the VMM makes sure that ${shows[id]}.`
  return nothing ? `Without any maintenance ${shows[id]}.` : `${words} makes sure that ${shows[id]}.`
}

/** Plans as a habit: what makes the second read good makes every read good. Equally small ones stand beside each other. */
function plansWords(plans: readonly Plan[], script: Script): string {
  const [first = []] = plans
  const place = (plan: Plan) => plan.map(({ op, where }) => `${op} ${where}`).join()
  const alike = plans.filter((plan) => place(plan) === place(first))
  return first
    .map(({ op, where }, at) => {
      const names = new Set(alike.map((plan) => instruction[(plan[at] ?? first[at] ?? { do: 'clean' }).do]))
      return `${[...names].join(' or ')} ${where} each ${script[op]?.do}`
    })
    .join(' and ')
}

const citesOf = (plans: readonly Plan[]): readonly CitationId[] => {
  const kinds = new Set(plans.flat().map((repair) => repair.do))
  return [
    ...(kinds.has('clean') ? (['dc-cvac'] as const) : []),
    ...(kinds.has('cleaninv') ? (['dc-civac'] as const) : []),
  ]
}

/** What to mind of a duty: in the cell, and in a whole sentence. */
interface Caution {
  readonly mind: string
  readonly says: Sentence
}

/** What to mind: a DC CIVAC that writes back something old, and a page that the guest sees for the first time. */
function cautionsOf(
  id: 'read' | 'write',
  plans: readonly Plan[],
  mix: Omit<Mix, 'guest'>,
  guests: readonly Attribute[],
): readonly Caution[] {
  const isUnsafe = (situation: string) =>
    guests.some((guest) => !isCaseSafe(caseOf(situationNamed(situation), { ...mix, guest })))
  if (id === 'read' && isUnsafe('dirty-civac'))
    return [
      {
        mind: 'after cleaning what the VMM wrote itself: see dirty-civac',
        says: say(
          `${instruction[plans[0]?.[0]?.do ?? 'cleaninv']} writes a dirty line back: what the VMM wrote and did not clean then overwrites what the guest wrote.`,
        ),
      },
    ]
  if (id === 'write' && isUnsafe('leak'))
    return [
      {
        mind: 'the first time before the guest sees the page',
        says: say('After the first write it has to be done before the guest first sees the page.'),
      },
    ]
  return []
}

/** The rules ask the model what data would need, were it read as the guest fetches. */
function codeDuty(
  { inputs: { fwb, dic }, idc, leaf: { type } }: Host,
  mix: Omit<Mix, 'guest'>,
  guests: readonly Attribute[],
  controls: FeatureControls,
): Duty {
  const data = dataDuty('write', mix, guests)
  const at: CodeInputs = { fwb, dic, idc, type, data: data.enough ? data.words : null }
  const both = [ruleFor(codeData, at), ruleFor(codeInstructions, at)]
  const [first, second] = both.map(({ gives }) => gives)
  const enough = first !== null
  const parts = [first, second].filter((one) => one !== null && one !== undefined && one !== 'nothing')
  const nothing = enough && parts.length === 0
  const same = both.every(({ rule }) => rule.because === both[0]?.rule.because)
  return {
    words: enough ? (nothing ? 'nothing' : parts.join(', then ')) : notEnough,
    mind: nothing ? whyNothing(both.map(({ rule }) => rule.says)) : null,
    nothing,
    enough,
    says: (same ? both.slice(0, 1) : both).map(({ rule }) =>
      asSentence(marked(lit(`${rule.says.split(':')[0]}: ${rule.because}`, controls))),
    ),
    cite: [...new Set(both.flatMap(({ rule }) => rule.cite))],
  }
}

/** Why there is nothing to do, in short: `Nothing: CTR_EL0.DIC is 1` says it after its colon. */
const whyNothing = (says: readonly string[]) =>
  [...new Set(says.map((one) => one.replace(/^Nothing: /, '')))].join(', and ')

/** Marks the features that a rule speaks of. */
const lit = (text: string, { fwb, dic, idc }: FeatureControls) =>
  text
    .replace(/FEAT_S2FWB/, `[FEAT_S2FWB](${fwb})`)
    .replace(/\bwith(out)? DIC\b/, `with$1 [DIC](${dic})`)
    .replace(/\bwith(out)? IDC\b/, `with$1 [IDC](${idc})`)
