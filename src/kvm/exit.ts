import type { Leaf } from './leaf.ts'
import type { Maintenance } from './maintenance.ts'

/** Errors by their Linux names, with their numbers. `ENOEXEC` stays within KVM. */
export const errno = {
  ENOEXEC: 8,
  EFAULT: 14,
  EEXIST: 17,
  EINVAL: 22,
  ENOSYS: 38,
  EHWPOISON: 133,
} as const

export type Errno = keyof typeof errno

/** Who hears of it: what ioctl returns, what KVM_RUN returns or exits with, an exception, a signal, or nobody. */
export type Receiver = 'memslot-ioctl' | 'kvm-run' | 'vmm-exit' | 'guest' | 'vcpu-thread' | 'nobody'

/** What becomes of a memslot: 'accept' or 'refuse'; of a fault: the others. */
export type ExitKind =
  | 'accept'
  | 'refuse'
  | 'map'
  | 'error'
  | 'guest_abort_injected'
  | 'mmio_exit'
  | 'sigbus'
  | 'instruction_skipped'
  | 'access_flag_set'

/** An abort that KVM injects, as the guest's ESR_EL1 tells it. */
export interface InjectedAbort {
  /** The exception class: an instruction abort, a data abort, or whichever the access calls for. */
  readonly of: 'fetch' | 'data' | 'either'
  /** The fault status. */
  readonly status: 'external' | 'size' | 'excl-atomic'
}

/** How a path ends. `says` tells it with its receiver, as a noun; a mapping has a leaf and its cache maintenance. */
export interface Exit {
  readonly kind: ExitKind
  readonly errno: Errno | null
  readonly receiver: Receiver
  readonly says: string
  readonly abort: InjectedAbort | null
  readonly leaf: Leaf | null
  readonly maintenance: Maintenance | null
}

const exit = (kind: ExitKind, receiver: Receiver, says: string, error: Errno | null = null): Exit => ({
  kind,
  errno: error,
  receiver,
  says,
  abort: null,
  leaf: null,
  maintenance: null,
})

const refuse = (error: Errno) =>
  exit('refuse', 'memslot-ioctl', `-${error} from KVM_SET_USER_MEMORY_REGION2`, error)

const error = (error: Errno) => exit('error', 'kvm-run', `-${error} from KVM_RUN`, error)

const inject = (
  of: InjectedAbort['of'],
  status: InjectedAbort['status'],
  says: string,
  error: Errno | null = null,
): Exit => ({ ...exit('guest_abort_injected', 'guest', says, error), abort: { of, status } })

/** Every way in which a memslot or a fault ends. */
export const exits = {
  accepted: exit('accept', 'memslot-ioctl', '0: the memslot exists'),
  refuseEINVAL: refuse('EINVAL'),
  refuseEFAULT: refuse('EFAULT'),
  refuseEEXIST: refuse('EEXIST'),
  mapped: exit('map', 'nobody', 'a stage-2 leaf; the guest goes on'),
  runEFAULT: error('EFAULT'),
  runEINVAL: error('EINVAL'),
  runENOSYS: error('ENOSYS'),
  memoryFaultEHWPOISON: exit(
    'error',
    'kvm-run',
    '-EHWPOISON from KVM_RUN, with KVM_EXIT_MEMORY_FAULT',
    'EHWPOISON',
  ),
  injectIabt: inject('fetch', 'external', 'a synchronous external instruction abort in the guest', 'ENOEXEC'),
  injectSize: inject(
    'either',
    'size',
    'an instruction or data abort in the guest, whose status is an address size fault, level 0',
  ),
  injectSea: inject('either', 'external', 'a synchronous external abort in the guest'),
  injectWalk: inject('data', 'external', 'a synchronous external data abort in the guest'),
  injectExclAtomic: inject('data', 'excl-atomic', 'an unsupported exclusive or atomic fault in the guest'),
  mmio: exit('mmio_exit', 'vmm-exit', 'KVM_EXIT_MMIO to the VMM'),
  skipped: exit('instruction_skipped', 'nobody', 'the instruction is skipped; the guest goes on'),
  young: exit('access_flag_set', 'nobody', 'the leaf gets its Access flag; the guest goes on'),
  sigbus: exit('sigbus', 'vcpu-thread', 'SIGBUS (BUS_MCEERR_AR) to the vCPU thread'),
} as const
