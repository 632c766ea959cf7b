import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'

const cite: readonly CitationId[] = ['linux-guest-abort', 'linux-guest-abort-612', 'linux-guest-abort-617']

/** The address lies beyond what the host, or the VM, can address. */
export const beyondIpa: readonly Check[] = [
  {
    id: 'abort-beyond-limit',
    cite: [...cite, 'linux-inject-size-fault', 'linux-inject-size-fault-612', 'linux-inject-size-fault-617'],
    says: 'An address beyond the IPA limit of the host: kvm_inject_size_fault()',
    because: 'no VM of this host can have such an address, and the guest sees a PA size that is no larger',
    test: '{esr_fsc_is_translation_fault()} && {fault_ipa >= BIT_ULL(get_kvm_ipa_limit())}',
    exit: exits.injectSize,
  },
  {
    id: 'abort-beyond-ipa',
    cite,
    says: 'An address beyond the IPA size of the VM: kvm_inject_sea()',
    because:
      'the PA size that the guest sees allows it, but no slot can stand there: an external abort, as on a bus without a device',
    test: '{esr_fsc_is_translation_fault()} && {fault_ipa >= BIT_ULL(VTCR_EL2_IPA())}',
    exit: exits.injectSea,
  },
]

const unsupported = (id: string, test: string): Check => ({
  id,
  cite,
  says: 'Fault status codes that KVM does not handle',
  because: 'only faults that a mapping or a permission can resolve are handled; the log says Unsupported FSC',
  test,
  exit: exits.runEFAULT,
})

/** Up to 6.19. */
export const unsupportedStatusBefore = unsupported(
  'abort-unsupported-before',
  '!{esr_fsc_is_translation_fault()} && !{esr_fsc_is_permission_fault()} && !{esr_fsc_is_access_flag_fault()}',
)

/** From 7.0 an exclusive or atomic fault is handled too. */
export const unsupportedStatus = unsupported(
  'abort-unsupported',
  '!{esr_fsc_is_translation_fault()} && !{esr_fsc_is_permission_fault()} && !{esr_fsc_is_access_flag_fault()} && !{esr_fsc_is_excl_atomic_fault()}',
)

/** No slot, or a write to a read-only one. */
export const noSlot: Check = {
  id: 'abort-no-slot',
  cite,
  says: 'No slot, or a write to a read-only one',
  because: 'such an address is emulated by user space as a device',
  test: '{kvm_is_error_hva()} || ({write_fault} && {KVM_MEM_READONLY})',
  inner: [
    {
      id: 'abort-no-slot-iabt',
      cite,
      says: 'Instructions are not emulated',
      because: 'user space could do nothing about a fetch, so that -ENOEXEC becomes an abort in the guest',
      test: '{is_iabt}',
      exit: exits.injectIabt,
    },
    {
      id: 'abort-no-slot-walk',
      cite,
      says: 'Page tables are not emulated',
      because: 'user space could do nothing about a stage-1 walk',
      test: '{kvm_vcpu_abt_iss1tw()}',
      exit: exits.injectWalk,
    },
    {
      id: 'abort-no-slot-cm',
      cite,
      says: 'Cache maintenance outside of slots does nothing',
      because: 'what is no memory cannot be cached',
      test: '{kvm_is_error_hva()} && {kvm_vcpu_dabt_is_cm()}',
      exit: exits.skipped,
    },
    {
      id: 'mmio-no-syndrome',
      cite: ['linux-io-mem-abort', 'linux-io-mem-abort-612', 'linux-io-mem-abort-617'],
      says: 'io_mem_abort(): an access without a syndrome',
      because: 'a load pair or an exclusive does not say what it accesses; KVM_CAP_ARM_NISV_TO_USER is off',
      test: '!{kvm_vcpu_dabt_isvalid()}',
      exit: exits.runENOSYS,
    },
    {
      id: 'mmio-exit',
      cite: ['linux-io-mem-abort', 'linux-io-mem-abort-612', 'linux-io-mem-abort-617'],
      says: 'io_mem_abort(): the VMM emulates the access',
      because: 'the syndrome says register, size and direction',
      test: '',
      exit: exits.mmio,
    },
  ],
}

/** `handle_access_fault()`. */
export const accessFlag: Check = {
  id: 'abort-access-flag',
  cite: ['linux-access-fault', 'linux-access-fault-612', 'linux-access-fault-617'],
  says: 'An Access flag fault sets the flag',
  because: 'the leaf is there and was only marked old',
  test: '{esr_fsc_is_access_flag_fault()}',
  exit: exits.young,
}

/** `kvm_handle_guest_abort()`, with what a policy checks there. */
export const handleGuestAbort = (stands: CitationId, checks: readonly Check[]): KernelFunction => ({
  id: 'kvm_handle_guest_abort',
  name: 'kvm_handle_guest_abort()',
  cite: stands,
  checks,
})
