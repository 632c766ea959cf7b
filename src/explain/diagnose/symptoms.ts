import type { CitationId } from '../../cite/citations.ts'
import type { Check } from '../../kvm/check.ts'
import { exits, type Errno, type Exit, type InjectedAbort } from '../../kvm/exit.ts'

/** Where a symptom is seen, as a list of them groups it. */
export const places = [
  'KVM_SET_USER_MEMORY_REGION2 returns',
  'KVM_RUN returns',
  'KVM_RUN exits to the VMM',
  'The guest takes',
  'The vCPU thread gets',
  'The kernel log says, after kvm [pid]:',
  'Nothing fails',
] as const

export type Place = (typeof places)[number]

/** Something to know of a symptom, as sentences, with where it is known from. */
export interface Hint {
  readonly says: string
  readonly cite: readonly CitationId[]
}

/** What an access is to the guest's ESR_EL1: an instruction fetch, or anything else. */
export type AccessKind = (typeof accessKinds)[number]

export const accessKinds = ['fetch', 'data'] as const

/** Something that an engineer sees, and how it is recognised in a check. */
export interface Symptom {
  /** As an address writes it. */
  readonly id: string
  readonly place: Place
  /** As a list names it. */
  readonly name: string
  /** What KVM does, up to its number of ways: `KVM_RUN gives -EFAULT`. */
  readonly says: string
  /** Whether a check shows it to an access of a kind; where the kind is left out, to any access. */
  readonly shownBy: (check: Check, kind?: AccessKind) => boolean
  readonly hint?: Hint
  /** The errno that it shows, where it is one. */
  readonly errno?: Errno
}

/** Recognised by how the check leaves its function. */
const byExit =
  (...of: readonly Exit[]) =>
  ({ exit }: Check) =>
    exit !== undefined && of.includes(exit)

/** Recognised by the abort that the guest takes: its fault status, and its exception class where only one counts. */
const byAbort =
  (status: InjectedAbort['status'], only?: AccessKind) =>
  ({ exit }: Check, kind?: AccessKind) => {
    const abort = exit?.abort
    if (abort?.status !== status) return false
    const seen = abort.of === 'either' ? kind : abort.of
    return only === undefined || seen === undefined || seen === only
  }

/** Recognised by the check that prints it. */
const byCheck =
  (...ids: readonly string[]) =>
  ({ id }: Check) =>
    ids.includes(id)

const bareErrno: Hint = {
  says: 'user_mem_abort(), and what 7.1 split it into, never fills in KVM_EXIT_MEMORY_FAULT; only gmem_abort() does. The VMM sees the bare errno, without the address, the access or the check.',
  cite: ['linux-gmem-abort', 'linux-s2-pin-pfn', 'linux-user-mem-abort-617'],
}

const noSyndrome: Hint = {
  says: 'The log says nothing: in these kernels the tracepoint kvm_mmio_nisv has replaced the line “Data abort outside memslots with no valid syndrome info”. With KVM_CAP_ARM_NISV_TO_USER the VMM gets KVM_EXIT_ARM_NISV in place of the errno.',
  cite: ['linux-io-mem-abort', 'linux-io-mem-abort-612'],
}

const readOnlySlot: Hint = {
  says: 'Memory can be the cause: a write to a slot with KVM_MEM_READONLY exits as MMIO too.',
  cite: ['linux-guest-abort'],
}

const noMapping: Hint = {
  says: 'No memslot is refused for a hole: a range without any VMA is accepted, and the first access fails.',
  cite: ['linux-prepare-memslot', 'linux-s2-vma-info'],
}

const unsupportedStatus: Hint = {
  says: 'xFSC is the fault status of ESR_EL2, in hexadecimal: 0x21, an alignment fault, comes from an unaligned access to what stage 2 alone makes Device. KVM_RUN returns -EFAULT with it.',
  cite: ['linux-guest-abort'],
}

const withErrno: Hint = {
  says: 'KVM_RUN returns -EFAULT with it.',
  cite: ['linux-user-mem-abort-617', 'linux-user-mem-abort-612'],
}

/** Everything that can be seen of a memslot and of an access to it, in the order of a list. */
export const symptoms: readonly Symptom[] = [
  {
    id: 'memslot-einval',
    place: 'KVM_SET_USER_MEMORY_REGION2 returns',
    name: '-EINVAL from KVM_SET_USER_MEMORY_REGION2',
    says: 'KVM_SET_USER_MEMORY_REGION2 gives -EINVAL',
    shownBy: byExit(exits.refuseEINVAL),
    errno: 'EINVAL',
  },
  {
    id: 'memslot-efault',
    place: 'KVM_SET_USER_MEMORY_REGION2 returns',
    name: '-EFAULT from KVM_SET_USER_MEMORY_REGION2',
    says: 'KVM_SET_USER_MEMORY_REGION2 gives -EFAULT',
    shownBy: byExit(exits.refuseEFAULT),
    errno: 'EFAULT',
  },
  {
    id: 'memslot-eexist',
    place: 'KVM_SET_USER_MEMORY_REGION2 returns',
    name: '-EEXIST from KVM_SET_USER_MEMORY_REGION2',
    says: 'KVM_SET_USER_MEMORY_REGION2 gives -EEXIST',
    shownBy: byExit(exits.refuseEEXIST),
    errno: 'EEXIST',
  },
  {
    id: 'run-efault',
    place: 'KVM_RUN returns',
    name: '-EFAULT from KVM_RUN',
    says: 'KVM_RUN gives -EFAULT',
    shownBy: byExit(exits.runEFAULT),
    hint: bareErrno,
    errno: 'EFAULT',
  },
  {
    id: 'run-einval',
    place: 'KVM_RUN returns',
    name: '-EINVAL from KVM_RUN',
    says: 'KVM_RUN gives -EINVAL',
    shownBy: byExit(exits.runEINVAL),
    hint: bareErrno,
    errno: 'EINVAL',
  },
  {
    id: 'run-enosys',
    place: 'KVM_RUN returns',
    name: '-ENOSYS from KVM_RUN',
    says: 'KVM_RUN gives -ENOSYS',
    shownBy: byExit(exits.runENOSYS),
    hint: noSyndrome,
    errno: 'ENOSYS',
  },
  {
    id: 'run-ehwpoison',
    place: 'KVM_RUN returns',
    name: '-EHWPOISON from KVM_RUN',
    says: 'KVM_RUN gives -EHWPOISON',
    shownBy: byExit(exits.memoryFaultEHWPOISON),
    errno: 'EHWPOISON',
  },
  {
    id: 'exit-mmio',
    place: 'KVM_RUN exits to the VMM',
    name: 'KVM_EXIT_MMIO',
    says: 'KVM_RUN exits as KVM_EXIT_MMIO',
    shownBy: byExit(exits.mmio),
    hint: readOnlySlot,
  },
  {
    id: 'exit-memory-fault',
    place: 'KVM_RUN exits to the VMM',
    name: 'KVM_EXIT_MEMORY_FAULT',
    says: 'KVM_RUN exits as KVM_EXIT_MEMORY_FAULT',
    shownBy: byExit(exits.memoryFaultEHWPOISON),
    hint: {
      says: 'KVM_RUN returns the errno of kvm_gmem_get_pfn() with it. Of these only EHWPOISON is modelled, that of a poisoned page.',
      cite: ['linux-gmem-abort', 'linux-gmem-get-pfn'],
    },
  },
  {
    id: 'guest-iabt',
    place: 'The guest takes',
    name: 'an instruction abort, external',
    says: 'the guest takes an external instruction abort',
    shownBy: byAbort('external', 'fetch'),
  },
  {
    id: 'guest-dabt',
    place: 'The guest takes',
    name: 'a data abort, external',
    says: 'the guest takes an external data abort',
    shownBy: byAbort('external', 'data'),
  },
  {
    id: 'guest-size',
    place: 'The guest takes',
    name: 'an address size fault, level 0',
    says: 'the guest takes an address size fault',
    shownBy: byAbort('size'),
  },
  {
    id: 'guest-sea',
    place: 'The guest takes',
    name: 'a synchronous external abort, instruction or data',
    says: 'the guest takes a synchronous external abort',
    shownBy: byAbort('external'),
  },
  {
    id: 'guest-excl-atomic',
    place: 'The guest takes',
    name: 'an unsupported exclusive or atomic fault',
    says: 'the guest takes an unsupported exclusive or atomic fault',
    shownBy: byAbort('excl-atomic'),
  },
  {
    id: 'sigbus',
    place: 'The vCPU thread gets',
    name: 'SIGBUS (BUS_MCEERR_AR)',
    says: 'the vCPU thread gets SIGBUS',
    shownBy: byExit(exits.sigbus),
  },
  {
    id: 'log-no-vma',
    place: 'The kernel log says, after kvm [pid]:',
    name: 'Failed to find VMA for hva 0x…',
    says: 'the log says “Failed to find VMA for hva”',
    shownBy: byCheck('fault-no-vma'),
    hint: noMapping,
  },
  {
    id: 'log-unsupported-fsc',
    place: 'The kernel log says, after kvm [pid]:',
    name: 'Unsupported FSC: EC=… xFSC=…',
    says: 'the log says “Unsupported FSC”',
    shownBy: byCheck('abort-unsupported-before', 'abort-unsupported'),
    hint: unsupportedStatus,
  },
  {
    id: 'log-read-permission',
    place: 'The kernel log says, after kvm [pid]:',
    name: 'Unexpected L2 read permission error',
    says: 'the log says “Unexpected L2 read permission error”',
    shownBy: byCheck('fault-read-permission-before'),
    hint: withErrno,
  },
  {
    id: 'memslot-ok',
    place: 'Nothing fails',
    name: '0 from KVM_SET_USER_MEMORY_REGION2',
    says: 'KVM_SET_USER_MEMORY_REGION2 gives 0',
    shownBy: byExit(exits.accepted),
  },
  {
    id: 'mapped',
    place: 'Nothing fails',
    name: 'the page is mapped, the guest goes on',
    says: 'the page is mapped',
    shownBy: byExit(exits.mapped),
  },
  {
    id: 'access-flag-set',
    place: 'Nothing fails',
    name: 'the leaf gets its Access flag, the guest goes on',
    says: 'the leaf gets its Access flag',
    shownBy: byExit(exits.young),
  },
  {
    id: 'skipped',
    place: 'Nothing fails',
    name: 'the instruction is skipped, the guest goes on',
    says: 'the instruction is skipped',
    shownBy: byExit(exits.skipped),
  },
]

/** The symptom of that id, if there is one. */
export const findSymptom = (id: string) => symptoms.find((symptom) => symptom.id === id)

const fromPrefix = 'diagnose-'

/** What a link carries that a symptom led to, as `from` of its address. */
export const fromSymptom = (id: string) => `${fromPrefix}${id}`

/** The symptom that a link came from, if it names one that there is. */
export const symptomOfFrom = (from: string) =>
  from.startsWith(fromPrefix) ? findSymptom(from.slice(fromPrefix.length)) : undefined
