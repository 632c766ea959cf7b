import type { CitationId } from '../../cite/citations.ts'
import type { Check, KernelFunction } from '../check.ts'
import { exits } from '../exit.ts'

const cite: readonly CitationId[] = ['linux-guest-abort', 'linux-guest-abort-612']

/** The address lies beyond what the VM can address. */
export const beyondIpa: Check = {
  id: 'abort-beyond-ipa',
  cite,
  says: 'An address beyond the IPA size',
  because: 'no slot can stand there, and the guest gets an external abort as on a bus without a device',
  test: '{translation fault} && {fault_ipa >= IPA size}',
  exit: exits.injectSea,
}

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
  '!{translation fault} && !{permission fault} && !{access flag fault}',
)

/** From 7.0 an exclusive or atomic fault is handled too. */
export const unsupportedStatus = unsupported(
  'abort-unsupported',
  '!{translation fault} && !{permission fault} && !{access flag fault} && !{exclusive or atomic fault}',
)

/** No slot, or a write to a read-only one. */
export const noSlot: Check = {
  id: 'abort-no-slot',
  cite,
  says: 'No slot, or a write to a read-only one',
  because: 'such an address is emulated by user space as a device',
  test: '!{memslot} || ({write fault} && {KVM_MEM_READONLY})',
  inner: [
    {
      id: 'abort-no-slot-iabt',
      cite,
      says: 'Instructions are not emulated',
      because: 'user space could do nothing about a fetch, so that -ENOEXEC becomes an abort in the guest',
      test: '{instruction abort}',
      exit: exits.injectIabt,
    },
    {
      id: 'abort-no-slot-walk',
      cite,
      says: 'Page tables are not emulated',
      because: 'user space could do nothing about a stage-1 walk',
      test: '{stage-1 walk}',
      exit: exits.injectWalk,
    },
    {
      id: 'abort-no-slot-cm',
      cite,
      says: 'Cache maintenance outside of slots does nothing',
      because: 'what is no memory cannot be cached',
      test: '!{memslot} && {cache maintenance}',
      exit: exits.skipped,
    },
    {
      id: 'mmio-no-syndrome',
      cite: ['linux-io-mem-abort', 'linux-io-mem-abort-612'],
      says: 'io_mem_abort(): an access without a syndrome',
      because: 'a load pair or an exclusive does not say what it accesses; KVM_CAP_ARM_NISV_TO_USER is off',
      test: '!{ISV}',
      exit: exits.runENOSYS,
    },
    {
      id: 'mmio-exit',
      cite: ['linux-io-mem-abort', 'linux-io-mem-abort-612'],
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
  cite: ['linux-access-fault', 'linux-access-fault-612'],
  says: 'An Access flag fault sets the flag',
  because: 'the leaf is there and was only marked old',
  test: '{access flag fault}',
  exit: exits.young,
}

/** `kvm_handle_guest_abort()`, with what a policy checks there. */
export const handleGuestAbort = (stands: CitationId, checks: readonly Check[]): KernelFunction => ({
  id: 'kvm_handle_guest_abort',
  name: 'kvm_handle_guest_abort()',
  cite: stands,
  checks,
})
