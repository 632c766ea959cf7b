import type { CitationId } from '../../cite/citations.ts'
import {
  maintain,
  maintenanceRows,
  onRelax,
  type MaintenanceInput,
  type MaintenanceRow,
} from '../../kvm/maintenance.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'
import { marked } from '../marked.ts'
import { asSentence, type Sentence } from '../sentence.ts'
import { hasLinearMap, type Host } from './host.ts'

/** What KVM maintains by itself at one occasion of the page's life. */
export interface KvmOccasion {
  readonly id: string
  /** The occasion as a clause: `a stage-2 leaf is installed`. */
  readonly when: string
  /** In cells: `DC CIVAC`, `nothing`, or `not known` where KVM has no address; `IC IVAU or IC IALLUIS` likewise. */
  readonly data: string
  readonly instructions: string
  /** Why it is so on this host. */
  readonly because: Sentence
  readonly cite: readonly CitationId[]
}

/** What the reasons depend on, beside what `maintain` takes. */
export interface OccasionInput extends MaintenanceInput {
  /** The kernel has an address of the page. */
  readonly linear: boolean
  /** The VMA is VM_PFNMAP, which a reboot of the VM leaves mapped. */
  readonly pfnmap: boolean
}

/** The controls that the reasons light. */
export interface OccasionControls {
  readonly fwb: string
  readonly dic: string
}

type Side = 'data' | 'instructions'
type Done = 'does' | 'nothing' | 'no address'

/** What each occasion does where it does something, as clauses. */
const purposes: Readonly<Record<string, Readonly<Partial<Record<Side, string>>>>> = {
  'cmo-map': {
    data: 'without [FEAT_S2FWB](fwb) the guest may read around the cache, so that dirty lines have to reach memory',
    instructions: 'the leaf is executable, and without [DIC](dic) stale instructions have to go',
  },
  'cmo-relax': { instructions: 'without [DIC](dic) stale instructions have to go' },
  'cmo-unmap': {
    data: 'without [FEAT_S2FWB](fwb) older lines may hide from the host what the guest wrote around the cache',
  },
  'cmo-toggle': {
    data: 'without [FEAT_S2FWB](fwb) KVM traps this and cleans every Normal leaf, as set and way reach one CPU only',
  },
  'cmo-init': {
    data: 'without [FEAT_S2FWB](fwb) KVM unmaps all RAM then, and cleans it as it goes',
    instructions: 'with [FEAT_S2FWB](fwb) the leaf stays, and without [DIC](dic) old instructions have to go',
  },
}

/** What KVM maintains, at each occasion. A leaf that gains execute permission is executable then. */
export function occasionsOf(host: Host, controls: OccasionControls): readonly KvmOccasion[] {
  const {
    inputs: { fwb, dic, pfnmap, gmem },
    leaf: { type, xn },
  } = host
  return maintenanceRows.map((row) =>
    occasionAt(
      row,
      {
        fwb,
        dic,
        type,
        executable: row === onRelax ? type === 'normal' : xn === 0,
        linear: hasLinearMap(host),
        pfnmap: pfnmap && gmem === 'none',
      },
      controls,
    ),
  )
}

/** One occasion; the reasons follow from the conditions that decide. */
export function occasionAt(
  row: MaintenanceRow,
  at: OccasionInput,
  controls: OccasionControls = { fwb: 'fwb', dic: 'dic' },
): KvmOccasion {
  const data = dataAt(row, at)
  const instructions = instructionsAt(row, at)
  return {
    id: row.id,
    when: row.when,
    data: words(data, 'DC CIVAC'),
    instructions: words(instructions, row.id === 'cmo-init' ? 'IC IALLUIS' : 'IC IVAU or IC IALLUIS'),
    because: asSentence(
      marked(
        reasons(row, at, data, instructions)
          .replaceAll('(fwb)', `(${controls.fwb})`)
          .replaceAll('(dic)', `(${controls.dic})`),
      ),
    ),
    cite: row.cite,
  }
}

const words = (done: Done, instruction: string) =>
  done === 'does' ? instruction : done === 'nothing' ? 'nothing' : 'not known'

function dataAt(row: MaintenanceRow, at: OccasionInput): Done {
  if (maintain(row, at).dcache === 'none' || staysMapped(row, at)) return 'nothing'
  return at.linear ? 'does' : 'no address'
}

/** IC IALLUIS, which a reboot takes, needs no address. */
function instructionsAt(row: MaintenanceRow, at: OccasionInput): Done {
  if (maintain(row, at).icache === 'none') return 'nothing'
  return at.linear || row.id === 'cmo-init' ? 'does' : 'no address'
}

/** KVM_ARM_VCPU_INIT unmaps no VMA that is VM_PFNMAP. */
const staysMapped = ({ id }: MaintenanceRow, { pfnmap }: OccasionInput) => id === 'cmo-init' && pfnmap

const noAddress =
  'KVM would do it by an address in the linear map, and the PFN has [no struct page](pfn): what that does is not known'

function reasons(row: MaintenanceRow, at: OccasionInput, data: Done, instructions: Done): string {
  if (purposes[row.id] === undefined) return row.because
  if (data === 'nothing' && instructions === 'nothing' && at.type !== 'normal')
    return `the leaf is ${stage2TypeName[at.type]}, and KVM maintains Normal Write-Back leaves only`
  const both = [
    data === 'nothing' ? whyNoData(row, at) : data === 'does' ? purposes[row.id]?.data : noAddress,
    instructions === 'nothing'
      ? whyNoInstructions(row, at)
      : instructions === 'does'
        ? purposes[row.id]?.instructions
        : noAddress,
  ]
  return [...new Set(both)].join('; ')
}

/** Why the data need nothing, by the condition that decides. */
function whyNoData(row: MaintenanceRow, at: OccasionInput): string {
  if (row === onRelax) return 'KVM cleans data, if at all, when it installs the leaf'
  if (at.type !== 'normal')
    return `the leaf is ${stage2TypeName[at.type]}, and KVM cleans Normal Write-Back leaves only`
  if (at.fwb) return 'with [FEAT_S2FWB](fwb) KVM cleans no data'
  return 'KVM leaves a VMA that is [VM_PFNMAP](vma-pfnmap) mapped then, and so cleans nothing of it'
}

/** Why the instructions need nothing, by the condition that decides. */
function whyNoInstructions(row: MaintenanceRow, at: OccasionInput): string {
  if (row.id === 'cmo-unmap' || row.id === 'cmo-toggle')
    return 'KVM invalidates instructions when a leaf becomes executable, and not here'
  if (at.dic) return '[CTR_EL0.DIC](dic) is 1, so that instructions need nothing'
  if (row.id === 'cmo-init')
    return 'without [FEAT_S2FWB](fwb) KVM invalidates instructions when it installs a leaf, and not here'
  return 'the leaf is not executable'
}
