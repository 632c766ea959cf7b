import type { Errno } from './exit.ts'
import type { KvmInputs, PgProt } from './inputs.ts'
import type { CapabilityRule, Policy } from './policy.ts'

/** Number of KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED. */
export const cacheablePfnmapCap = 243

/** What KVM_CHECK_EXTENSION gives: a value, or an error. */
export interface CapabilityAnswer {
  readonly value: number | null
  readonly errno: Errno | null
}

/**
 * KVM_CHECK_EXTENSION for KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED on the VM's file descriptor or on /dev/kvm.
 * A kernel that does not know it says 0 on both; one that does answers for a VM only.
 */
export function capability(policy: Policy, at: KvmInputs, fd: 'vm' | '/dev/kvm'): CapabilityAnswer {
  if (policy.capability === 'absent') return { value: 0, errno: null }
  if (fd === '/dev/kvm') return { value: null, errno: 'EINVAL' }
  return { value: supported[policy.capability](at) ? 1 : 0, errno: null }
}

const supported: Readonly<Record<Exclude<CapabilityRule, 'absent'>, (at: KvmInputs) => boolean>> = {
  fwb: ({ fwb }) => fwb,
  'fwb && dic': ({ fwb, dic }) => fwb && dic,
}

/** ID_AA64MMFR2_EL1.FWB, bits 43 to 40, as KVM_GET_ONE_REG shows it: the host's, which a VMM cannot change. */
export const idRegisterFwb = ({ fwb }: KvmInputs): 0 | 1 => (fwb ? 1 : 0)

interface SmapsCode {
  readonly code: string
  /** Bit of `vm_flags`, by which smaps sorts. */
  readonly bit: number
  readonly shown: (at: KvmInputs) => boolean
}

const tagged: PgProt = 'normal_tagged'

const smapsCodes: readonly SmapsCode[] = [
  { code: 'rd', bit: 0, shown: () => true },
  { code: 'wr', bit: 1, shown: ({ hpte }) => hpte !== 'ro' },
  { code: 'sh', bit: 3, shown: ({ shared }) => shared },
  { code: 'mw', bit: 5, shown: ({ maywrite }) => maywrite },
  { code: 'ms', bit: 7, shown: ({ shared }) => shared },
  { code: 'pf', bit: 10, shown: ({ pfnmap }) => pfnmap },
  { code: 'io', bit: 14, shown: ({ io }) => io },
  { code: 'ht', bit: 22, shown: ({ hugetlb }) => hugetlb },
  { code: 'mm', bit: 28, shown: ({ mixedmap }) => mixedmap },
  { code: 'mt', bit: 36, shown: ({ pfnmap, pgprot }) => pgprot === tagged && !pfnmap },
  { code: '??', bit: 39, shown: ({ anyuncached }) => anyuncached },
]

/**
 * The VmFlags of smaps as far as these inputs decide them, in the order of their bits. `??` is
 * VM_ALLOW_ANY_UNCACHED, which has no code; VM_MTE_ALLOWED is never printed; no code says pgprot.
 */
export function smapsFlags(at: KvmInputs): string {
  if (at.vma === 'none') return ''
  return smapsCodes
    .filter(({ shown }) => shown(at))
    .map(({ code }) => code)
    .join(' ')
}
