/** Errors by their Linux names, with their numbers. `ENOEXEC` stays within KVM. */
export const errno = {
  ENOEXEC: 8,
  EFAULT: 14,
  EEXIST: 17,
  EINVAL: 22,
  ENOSYS: 38,
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

/** How a path ends. `says` tells it with its receiver, as a noun. */
export interface Exit {
  readonly kind: ExitKind
  readonly errno: Errno | null
  readonly receiver: Receiver
  readonly says: string
}

const refuse = (error: Errno): Exit => ({
  kind: 'refuse',
  errno: error,
  receiver: 'memslot-ioctl',
  says: `-${error} from KVM_SET_USER_MEMORY_REGION2`,
})

const error = (error: Errno): Exit => ({
  kind: 'error',
  errno: error,
  receiver: 'kvm-run',
  says: `-${error} from KVM_RUN`,
})

const inject = (says: string, error: Errno | null = null): Exit => ({
  kind: 'guest_abort_injected',
  errno: error,
  receiver: 'guest',
  says,
})

/** Every way in which a memslot or a fault ends. */
export const exits = {
  accepted: { kind: 'accept', errno: null, receiver: 'memslot-ioctl', says: '0: the memslot exists' },
  refuseEINVAL: refuse('EINVAL'),
  refuseEFAULT: refuse('EFAULT'),
  refuseEEXIST: refuse('EEXIST'),
  mapped: { kind: 'map', errno: null, receiver: 'nobody', says: 'a stage-2 leaf; the guest goes on' },
  runEFAULT: error('EFAULT'),
  runENOSYS: error('ENOSYS'),
  injectIabt: inject('a synchronous external instruction abort in the guest', 'ENOEXEC'),
  injectSea: inject('a synchronous external abort in the guest'),
  injectWalk: inject('a synchronous external data abort in the guest'),
  injectExclAtomic: inject('an unsupported exclusive or atomic fault in the guest'),
  mmio: { kind: 'mmio_exit', errno: null, receiver: 'vmm-exit', says: 'KVM_EXIT_MMIO to the VMM' },
  skipped: {
    kind: 'instruction_skipped',
    errno: null,
    receiver: 'nobody',
    says: 'the instruction is skipped; the guest goes on',
  },
  young: {
    kind: 'access_flag_set',
    errno: null,
    receiver: 'nobody',
    says: 'the leaf gets its Access flag; the guest goes on',
  },
  sigbus: {
    kind: 'sigbus',
    errno: null,
    receiver: 'vcpu-thread',
    says: 'SIGBUS (BUS_MCEERR_AR) to the vCPU thread',
  },
} as const satisfies Record<string, Exit>
