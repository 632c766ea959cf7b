import type { CitationId } from '../../cite/citations.ts'
import { isCaseSafe, smallestPlans, type Plan } from '../../coherency/plans.ts'
import { attributes, type Attribute, type Script } from '../../coherency/script.ts'
import { caseOf, type Mix } from '../../coherency/situation.ts'
import { situationNamed } from '../../coherency/situations.ts'
import { maintain, maintenanceRows, onRelax } from '../../kvm/maintenance.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import { marked } from '../marked.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { attributesIn, attributesOfPgprot } from './attribute.ts'
import { codeData, codeInstructions, ruleFor, type CodeInputs } from './code-rules.ts'
import { cleansAsItMaps, guestReadings, hasLinearMap, isMappedByUser, type Host } from './host.ts'
import { instruction } from './plan-words.ts'

/** What user space does with guest memory: each is a row of the table. */
export type UseId = 'read' | 'write' | 'code'

/** What has to be done for a use. */
export interface Duty {
  /** In a cell: `nothing`, `DC CIVAC before each read`; `no maintenance is enough`. */
  readonly words: string
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

/** What KVM maintains by itself at one occasion of the page's life. */
export interface KvmOccasion {
  readonly id: string
  /** The occasion as a clause: `a stage-2 leaf is installed`. */
  readonly when: string
  /** In cells: `DC CIVAC` or `nothing`; `IC IVAU or IALLUIS` or `nothing`. */
  readonly data: string
  readonly instructions: string
  readonly because: Sentence
  readonly cite: readonly CitationId[]
}

/** What user space must do on one host, with what KVM does beside it. */
export interface HostDuties {
  readonly uses: readonly Use[]
  readonly kvm: readonly KvmOccasion[]
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
    kvm: occasionsOf(host),
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
  const says = plans && !nothing ? cautions(id, plans, mix, guests) : []
  return {
    words,
    nothing,
    enough: plans !== null,
    says: [say(verdictOf(id, words, nothing, plans !== null)), ...says],
    cite: ['mismatched-attributes', ...(nothing || !plans ? [] : citesOf(plans))],
  }
}

const shows = {
  read: 'the VMM reads what the guest wrote',
  write: 'the guest reads what the VMM wrote',
} as const

function verdictOf(id: 'read' | 'write', words: string, nothing: boolean, enough: boolean): string {
  if (!enough) return `No maintenance by the VMM makes sure that ${shows[id]}.`
  return nothing
    ? `Without any maintenance ${shows[id]}.`
    : `${words}, completed by a DSB, makes sure that ${shows[id]}.`
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

/** What to mind: a DC CIVAC that writes back something old, and a page that the guest sees for the first time. */
function cautions(
  id: 'read' | 'write',
  plans: readonly Plan[],
  mix: Omit<Mix, 'guest'>,
  guests: readonly Attribute[],
): readonly Sentence[] {
  const isUnsafe = (situation: string) =>
    guests.some((guest) => !isCaseSafe(caseOf(situationNamed(situation), { ...mix, guest })))
  if (id === 'read' && isUnsafe('dirty-civac'))
    return [
      say(
        `${instruction[plans[0]?.[0]?.do ?? 'cleaninv']} writes a dirty line back: what the VMM wrote and did not clean then overwrites what the guest wrote.`,
      ),
    ]
  if (id === 'write' && isUnsafe('leak'))
    return [say('After the first write it has to be done before the guest first sees the page.')]
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
  const same = both.every(({ rule }) => rule.because === both[0]?.rule.because)
  return {
    words: enough ? (parts.length === 0 ? 'nothing' : parts.join(', then ')) : notEnough,
    nothing: enough && parts.length === 0,
    enough,
    says: (same ? both.slice(0, 1) : both).map(({ rule }) =>
      asSentence(marked(lit(`${rule.says.split(':')[0]}: ${rule.because}`, controls))),
    ),
    cite: [...new Set(both.flatMap(({ rule }) => rule.cite))],
  }
}

/** Marks the features that a rule speaks of. */
const lit = (text: string, { fwb, dic, idc }: FeatureControls) =>
  text
    .replace(/FEAT_S2FWB/, `[FEAT_S2FWB](${fwb})`)
    .replace(/\bwith(out)? DIC\b/, `with$1 [DIC](${dic})`)
    .replace(/\bwith(out)? IDC\b/, `with$1 [IDC](${idc})`)

/** What KVM maintains, at each occasion. A leaf that gains execute permission is executable then. */
function occasionsOf({ inputs: { fwb, dic }, leaf: { type, xn } }: Host): readonly KvmOccasion[] {
  return maintenanceRows.map((row) => {
    const executable = row === onRelax ? type === 'normal' : xn === 0
    const { dcache, icache } = maintain(row, { fwb, dic, type, executable })
    return {
      id: row.id,
      when: row.when,
      data: dcache === 'none' ? 'nothing' : 'DC CIVAC',
      instructions: icache === 'none' ? 'nothing' : 'IC IVAU or IC IALLUIS',
      because: asSentence(say(row.because)),
      cite: row.cite,
    }
  })
}
