import type { KvmInputs } from '../../kvm/inputs.ts'
import { isCacheable } from '../../kvm/memslot-facts.ts'

/** Why a check ended an act, with these inputs; words in brackets light the control behind them. */
type Tells = (at: KvmInputs) => string

/** What this host lacks of FWB and DIC. */
export function lacks({ fwb, dic }: Pick<KvmInputs, 'fwb' | 'dic'>): string {
  if (fwb) return 'this host has FEAT_S2FWB but not [CTR_EL0.DIC](dic)'
  return dic
    ? 'this host has no [FEAT_S2FWB](fwb)'
    : 'this host has neither [FEAT_S2FWB](fwb) nor [CTR_EL0.DIC](dic)'
}

/** The same in a table's words: `no FWB`, `no DIC`, `no FWB, no DIC`. */
export const lacking = ({ fwb, dic }: Pick<KvmInputs, 'fwb' | 'dic'>) =>
  [...(fwb ? [] : ['no FWB']), ...(dic ? [] : ['no DIC'])].join(', ')

function unaligned({ gpa, size, hva, page }: KvmInputs): string {
  const wrong = [
    gpa % (page * 1024) !== 0 && '[guest_phys_addr](gpa)',
    size % (page * 1024) !== 0 && '[memory_size](size)',
    hva % (page * 1024) !== 0 && '[userspace_addr](hva)',
  ].filter((word) => word !== false)
  const last = wrong.at(-1) ?? ''
  return wrong.length < 2
    ? `${last} is not a multiple`
    : `${wrong.slice(0, -1).join(', ')} and ${last} are not multiples`
}

const noTags: Tells = () => 'the VM has [MTE](mte), and the VMA is not [VM_MTE_ALLOWED](vma-mte)'

const memslot: Readonly<Record<string, Tells>> = {
  'memslot-unknown-flag': () => '[bit 3](slot-bit3) of its flags is no flag of this kernel',
  'memslot-no-guest-memfd': () => 'this kernel has no [guest_memfd](slot-gmem) on arm64',
  'memslot-guest-memfd-flags': ({ log }) =>
    `a slot of a [guest_memfd](slot-gmem) cannot be ${log ? '[logged](slot-log)' : '[read-only](slot-ro)'}`,
  'memslot-alignment': (at) => `${unaligned(at)} of the [host page size](page)`,
  'memslot-too-large': () => '[it has](size) more than 2^31 - 1 pages',
  'memslot-overlap': () => '[another slot](overlap) covers a part of its range',
  'memslot-ipa-size': ({ ipa }) => `[it ends](gpa) beyond the VM’s [IPA size](ipa) of ${ipa} bits`,
  'memslot-guest-memfd-mappable': () => 'its guest_memfd was made without [GUEST_MEMFD_FLAG_MMAP](gmemmap)',
  'memslot-guest-memfd-mte': () =>
    'the VM has [MTE](mte), and nobody would initialise tags in a [guest_memfd](slot-gmem)',
  'memslot-mte': noTags,
  'memslot-pfnmap-logging': () =>
    'the VMA is [PFNMAP](vma-pfnmap), whose writes [dirty logging](slot-log) cannot track',
  'memslot-cacheable-pfnmap': (at) => `the VMA is [cacheable](pgprot) [PFNMAP](vma-pfnmap), and ${lacks(at)}`,
}

const cacheablePfnmap = 'the VMA is [cacheable](pgprot) [PFNMAP](vma-pfnmap)'
const normalPfnmap = 'the VMA is [MT_NORMAL](pgprot) [PFNMAP](vma-pfnmap)'
const otherPfnmap = 'the VMA is [PFNMAP](vma-pfnmap) that is not [cacheable](pgprot)'
/** What a patch that only blocks says of cacheable memory: without it KVM would map such a leaf. */
const wouldMap = ({ pfn, anyuncached }: KvmInputs) =>
  pfn === 'map-memory'
    ? 'which this patch refuses even where the PFN is [in memblock](pfn)'
    : `which KVM would map ${anyuncached ? '[Non-cacheable](vma-uncached)' : 'Device'}`
const noFwb = 'this host has no [FEAT_S2FWB](fwb)'
const flagSet = '[bit 3](slot-bit3) of its flags asks for Write-Back'
const flagMissing = '[bit 3](slot-bit3) of its flags does not ask for it'

/** Of the policies that were posted, proposed or rejected. */
const memslotProposed: Readonly<Record<string, Tells>> = {
  'memslot-normal-pfnmap': (at) => `${normalPfnmap}, ${wouldMap(at)}`,
  'memslot-no-cacheable-pfnmap': (at) => `${cacheablePfnmap}, ${wouldMap(at)}`,
  'memslot-plan': () => `${normalPfnmap}, and ${noFwb}`,
  'memslot-flag-and-hardware': (at) => `${cacheablePfnmap}, and ${at.bit3 ? lacks(at) : flagMissing}`,
  'memslot-optin-missing': () => `${cacheablePfnmap}, and ${flagMissing}`,
  'memslot-optin-non-cacheable': () => `${flagSet}, and ${otherPfnmap}`,
  'memslot-force': () => `${flagSet}, and ${otherPfnmap}`,
  'memslot-strict': ({ bit3 }) =>
    bit3 ? `${flagSet}, and ${otherPfnmap}` : `${cacheablePfnmap}, and ${flagMissing}`,
  'memslot-flag-needs-hardware': (at) => `[bit 3](slot-bit3) of its flags is set, and ${lacks(at)}`,
  'memslot-flag-needs-fwb': () => `[bit 3](slot-bit3) of its flags is set, and ${noFwb}`,
}

/** Likewise, at the fault. */
const faultProposed: Readonly<Record<string, Tells>> = {
  'fault-normal-pfnmap': (at) => `${normalPfnmap}, ${wouldMap(at)}`,
  'fault-cow-pfnmap': () =>
    'the VMA is [PFNMAP](vma-pfnmap) and [copy on write](vma-shared), VM_MAYWRITE without VM_SHARED',
  'fault-devmem-fwb': () => `${normalPfnmap}, and ${noFwb}`,
  'fault-devmem-hardware': (at) => `${cacheablePfnmap}, and ${lacks(at)}`,
  'fault-no-cacheable': (at) => `${cacheableRaw(at)}, ${wouldMap(at)}`,
  'fault-flag-needs-fwb': () => `[bit 3](slot-bit3) of the slot’s flags is set, and ${noFwb}`,
  'fault-optin-missing': () =>
    `${cacheablePfnmap}, and [bit 3](slot-bit3) of the slot’s flags does not ask for it`,
  'fault-optin-fwb': (at) => `${cacheableRaw(at)}, and ${noFwb}`,
  'fault-optin-non-cacheable': () =>
    '[bit 3](slot-bit3) of the slot’s flags asks for Write-Back, and the VMA is not [cacheable](pgprot)',
}

/** A cacheable VMA over a PFN that is not in memblock. */
const cacheableRaw = ({ pfnmap }: KvmInputs) =>
  `the VMA is [cacheable](pgprot) ${pfnmap ? '[PFNMAP](vma-pfnmap)' : '[MIXEDMAP](vma-mixedmap)'}, its PFN is [not in memblock](pfn)`

/** A leaf that is not Write-Back, because of the VMA or in spite of it. */
const execOfRaw: Tells = (at) =>
  `the page would be mapped Non-cacheable or Device, ${isCacheable(at) ? '' : 'as the [VMA](pgprot) is not cacheable, '}and such a leaf is never [executable](acc)`

const fault: Readonly<Record<string, Tells>> = {
  'abort-beyond-limit': () => 'the [IPA](addr) lies beyond what any VM of this host can address',
  'abort-beyond-ipa': ({ ipa }) => `the [IPA](addr) lies beyond the VM’s [IPA size](ipa) of ${ipa} bits`,
  'abort-unsupported-before': () => 'KVM does not handle this [fault status](fsc)',
  'abort-unsupported': () => 'KVM does not handle this [fault status](fsc)',
  'abort-no-slot-iabt': (at) => `${unmapped(at)}, and [instructions](acc) are not emulated`,
  'abort-no-slot-walk': (at) => `${unmapped(at)}, and [page tables](s1ptw) are not emulated`,
  'abort-no-slot-cm': () =>
    'no slot stands at the [IPA](addr), and [what is no memory](ins) cannot be cached',
  'mmio-no-syndrome': (at) => `${unmapped(at)}, and the syndrome does not say [what is accessed](ins)`,
  'mmio-exit': unmapped,
  'abort-access-flag': () => 'the leaf is there, and its [Access flag](fsc) is 0',
  'fault-read-permission-before': () => 'every leaf is readable, so that no read fails by [permission](fsc)',
  'fault-no-vma': () => 'there is [no VMA](map) at the host address',
  'gmem-hwpoison': () => 'the page of the guest_memfd is [poisoned](hwpoison)',
  'fault-hwpoison': () => 'the page is [poisoned](hwpoison)',
  'fault-no-pfn': noPfn,
  'fault-cacheable-pfnmap': (at) => `${cacheableRaw(at)}, and ${lacks(at)}`,
  'exec-non-cacheable': execOfRaw,
  'exec-non-cacheable-617': execOfRaw,
  'exec-non-cacheable-before': () =>
    'the PFN is [not in memblock](pfn), so that KVM takes it for a device, and such a leaf is never [executable](acc)',
  'excl-atomic': () => 'the memory does not support this [access](fsc), and that is the guest’s business',
  'fault-mte': noTags,
  'fault-mte-before': noTags,
  'fault-mte-617': noTags,
}

/** Why no PFN was found. */
function noPfn({ pfn, hpte, io, pfnmap, hwpoison }: KvmInputs): string {
  if (!io && !pfnmap && pfn === 'none')
    return 'the PFN has [no struct page](pfn), and the VMA is neither [VM_IO](vma-io) nor [VM_PFNMAP](vma-pfnmap)'
  if (hwpoison && pfn !== 'none' && !pfnmap)
    return 'the page is [poisoned](hwpoison), and through [VM_IO](vma-io) nobody is told'
  return hpte === 'cow'
    ? 'the host’s leaf is [copy on write](hpte), which only get_user_pages() could break'
    : 'the host’s leaf is [read-only](hpte)'
}

function unmapped({ readonly, addr, gpa, size }: KvmInputs): string {
  return readonly && addr >= gpa && addr < gpa + size
    ? 'the slot is [read-only](slot-ro)'
    : 'no slot stands at the [IPA](addr)'
}

const tells: Readonly<Record<string, Tells>> = { ...memslot, ...memslotProposed, ...fault, ...faultProposed }

/** The reason of a check that ended an act, or undefined for one that ends well. */
export function reasonOf(id: string, at: KvmInputs): string | undefined {
  return tells[id]?.(at)
}
