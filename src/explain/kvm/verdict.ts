import type { Exit } from '../../kvm/exit.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import { isCacheable } from '../../kvm/memslot-facts.ts'
import { rowsIn, type Trace } from '../../kvm/trace.ts'
import { marked } from '../marked.ts'
import type { Sentence } from '../sentence.ts'
import type { KvmAnswer } from './answer.ts'
import { accessNoun } from './access-words.ts'
import { stage2TypeName } from './leaf-words.ts'
import { reasonOf } from './reasons.ts'

/** Whether a check of that name set its value. */
const set = (trace: Trace, name: string) =>
  rowsIn(trace).some(({ check, state }) => state === 'sets' && check.sets?.[name])

const hostType = ({ pgprot }: KvmInputs) => (pgprot === 'nc' ? 'Non-cacheable' : 'Device')

/** Why the leaf has its memory type. */
function whyType({ inputs, leaf, traces, policy }: KvmAnswer): string {
  const isBlind = !policy.readsPgprot
  if (inputs.gmem !== 'none') return 'memory of a [guest_memfd](slot-gmem) is always mapped so'
  if (leaf?.type === 'normal') return whyWriteBack(inputs, set(traces.fault, 'device') || isBlind)
  const safe = '[VM_ALLOW_ANY_UNCACHED](vma-uncached)'
  const says = `${safe} says that Normal is safe`
  const blind = 'the PFN is [not in memblock](pfn), this kernel never reads [pgprot](pgprot)'
  if (isBlind) return leaf?.type === 'nc' ? `${blind}, and ${says}` : `${blind}, and the VMA is not ${safe}`
  const which = `the VMA is [${hostType(inputs)}](pgprot)`
  return leaf?.type === 'nc' ? `${which}, and ${says}` : `${which} and not ${safe}`
}

function whyWriteBack(inputs: KvmInputs, device: boolean): string {
  if (inputs.pfn === 'map-memory') {
    const despite = isCacheable(inputs) ? '' : `, although the host maps it [${hostType(inputs)}](pgprot)`
    return `the PFN is [in memblock](pfn)${despite}`
  }
  if (!device) return 'the VMA is neither [PFNMAP](vma-pfnmap) nor [MIXEDMAP](vma-mixedmap)'
  const [kind, flag] = inputs.pfnmap ? ['PFNMAP', 'vma-pfnmap'] : ['MIXEDMAP', 'vma-mixedmap']
  return `the VMA is [cacheable](pgprot) [${kind}](${flag}), and this host has [FEAT_S2FWB](fwb) and [DIC](dic)`
}

const who = (at: KvmInputs) => `the guest’s ${accessNoun(at)}`

/** What becomes of an access that no leaf is mapped for, as a clause. */
function ends(exit: Exit, at: KvmInputs): string {
  const then = at.swap ? '' : 'then '
  switch (exit.kind) {
    case 'error':
      return `${who(at)} ${then}ends in ${exit.says}`
    case 'guest_abort_injected':
      return `KVM answers ${who(at)} with ${exit.says.replace(' in the guest', '')}`
    case 'mmio_exit':
      return `${who(at)} exits to the VMM as KVM_EXIT_MMIO`
    case 'sigbus':
      return `${who(at)} ends in SIGBUS (BUS_MCEERR_AR) for the vCPU thread`
    case 'instruction_skipped':
      return 'KVM skips the instruction'
    case 'access_flag_set':
      return 'KVM only sets the Access flag of the leaf'
    default:
      return `${who(at)} ends in ${exit.says}`
  }
}

/** The answer of acts 1 and 2 in one sentence, without its full stop. */
export function kvmVerdict(kvm: KvmAnswer): Sentence {
  const { memslot, fault, inputs, traces, leaf, policy } = kvm
  if (kvm.stopped === 'memslot')
    return marked(
      `${policy.title} refuses this memslot with -${memslot.errno}: ${reasonOf(traces.memslot.last.check.id, inputs) ?? ''}`,
    )
  const { swap } = inputs
  const accepts = `${policy.title} accepts this memslot${swap ? ', made over anonymous RAM; once the VMA is [swapped in](swap),' : ''}`
  if (leaf)
    return marked(
      `${accepts} ${swap ? 'it maps the page' : 'and maps it'} ${stage2TypeName[leaf.type]}: ${whyType(kvm)}`,
    )
  const reason = reasonOf(traces.fault.last.check.id, inputs)
  return marked(`${accepts}${swap ? '' : ', and'} ${ends(fault, inputs)}${reason ? `: ${reason}` : ''}`)
}

/** The same in few words, for a bar: `Linux 7.3 maps it Normal Write-Back`. */
export function shortVerdict({ stopped, memslot, leaf, fault, policy, inputs }: KvmAnswer): string {
  if (stopped === 'memslot') return `${policy.title} refuses this memslot with -${memslot.errno}`
  if (leaf) return `${policy.title} maps it ${stage2TypeName[leaf.type]}`
  return `${policy.title}: ${ends(fault, inputs)}`
}
