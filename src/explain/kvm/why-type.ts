import type { KvmInputs } from '../../kvm/inputs.ts'
import { isCacheable } from '../../kvm/memslot-facts.ts'
import type { Policy } from '../../kvm/policy.ts'
import type { KvmAnswer } from './answer.ts'
import { lacks } from './reasons.ts'

/** What a policy made of a leaf, as much of it as tells its type. */
type Typed = Pick<KvmAnswer, 'inputs' | 'leaf' | 'policy'>

const hostType = ({ pgprot }: KvmInputs) => (pgprot === 'nc' ? 'Non-cacheable' : 'Device')

/** The kind of a VMA that KVM cannot maintain, with the box that says it. */
const rawKind = ({ pfnmap }: KvmInputs) => (pfnmap ? '[PFNMAP](vma-pfnmap)' : '[MIXEDMAP](vma-mixedmap)')

/** Why the leaf has its memory type, as a clause; words in brackets light the control behind them. */
export function whyType(of: Typed): string {
  const { inputs, leaf } = of
  if (inputs.gmem !== 'none') return 'memory of a [guest_memfd](slot-gmem) is always mapped so'
  if (leaf?.type === 'normal') return whyWriteBack(of)
  const says = '[VM_ALLOW_ANY_UNCACHED](vma-uncached)'
  const byVma = isByVma(of)
  const why = byVma ? `the VMA is [${hostType(inputs)}](pgprot)` : whyNotWriteBack(of)
  if (leaf?.type === 'nc') return `${why}, and ${says} says that Normal is safe`
  return byVma ? `${why} and not ${says}` : `${why}, and the VMA is not ${says}`
}

/** Whether pgprot alone keeps a leaf from Write-Back: the policy reads it of this VMA, and it is not cacheable. */
const isByVma = ({ inputs, policy }: Typed) =>
  policy.readsPgprot && !isCacheable(inputs) && (inputs.pfnmap || !asksPfnmapOnly(policy))

function whyWriteBack({ inputs, policy }: Typed): string {
  if (inputs.pfn === 'map-memory') {
    const despite = isCacheable(inputs) ? '' : `, although the host maps it [${hostType(inputs)}](pgprot)`
    return `the PFN is [in memblock](pfn)${despite}`
  }
  if (!inputs.pfnmap && !inputs.mixedmap)
    return 'the VMA is neither [PFNMAP](vma-pfnmap) nor [MIXEDMAP](vma-mixedmap)'
  const dic = policy.follows === 'fwb' ? '' : ' and [DIC](dic)'
  const asked = policy.asksFlag && inputs.bit3 ? ', [bit 3](slot-bit3) of the slot’s flags asks for it' : ''
  return `the VMA is [cacheable](pgprot) ${rawKind(inputs)}${asked}, and this host has [FEAT_S2FWB](fwb)${dic}`
}

/** Whether a policy asks pgprot of PFNMAP only, as the patches did that stand on 6.12. */
const asksPfnmapOnly = ({ version }: Policy) => version === '6.12'

function whyNotWriteBack({ inputs, policy }: Typed): string {
  const notInMemblock = 'the PFN is [not in memblock](pfn)'
  if (!policy.readsPgprot) return `${notInMemblock}, this kernel never reads [pgprot](pgprot)`
  if (asksPfnmapOnly(policy))
    return inputs.pfnmap
      ? `${notInMemblock}, the VMA is [MT_NORMAL_TAGGED](pgprot), which this patch does not count as cacheable`
      : `${notInMemblock}, [pgprot](pgprot) is read of [PFNMAP](vma-pfnmap) only`
  const cacheable = `the VMA is [cacheable](pgprot) ${rawKind(inputs)}`
  if (policy.asksFlag && !inputs.bit3)
    return `${cacheable}, [bit 3](slot-bit3) of the slot’s flags does not ask for it`
  return `${cacheable}, ${lacks(inputs)}`
}
