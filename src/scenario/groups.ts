/** A fold of the control panel: settings that the same party sets. */
export interface Group {
  readonly id: string
  readonly name: string
  /** Who sets it, in words; null where the name says it. */
  readonly by: string | null
}

/** The groups in the order of the panel, which is also the order of their keys in an address. */
export const groups = [
  { id: 'cpu', name: 'Host CPU', by: 'set by silicon' },
  { id: 'kernel', name: 'Kernel', by: 'set by the host' },
  { id: 'vma', name: 'VMA', by: 'set by the host driver' },
  { id: 'slot', name: 'Memslot', by: 'set by the VMM' },
  { id: 'access', name: 'Access', by: 'by the guest' },
  { id: 's1', name: 'Guest stage 1', by: 'set by the guest' },
  { id: 't1', name: 'Guest tables', by: 'set by the guest' },
  { id: 's2', name: 'Stage 2', by: 'set by the hypervisor' },
  { id: 'hcr', name: 'HCR_EL2', by: 'set by the hypervisor' },
  { id: 't2', name: 'Stage 2 tables', by: 'set by the hypervisor' },
  { id: 'hand', name: 'Tables by hand', by: 'in place of what was built' },
  { id: 'vm', name: 'VM', by: 'set by the VMM' },
  { id: 'range', name: 'Slot range', by: 'set by the VMM' },
  { id: 'hostpage', name: 'Host page table', by: 'set by the host' },
  { id: 'abort', name: 'Abort', by: 'as ESR_EL2 tells it' },
  { id: 'model', name: 'Model', by: 'what hardware may do' },
  { id: 'peer', name: 'Peer host', by: 'where the VM migrates to' },
  { id: 'features', name: 'CPU features', by: 'set by silicon' },
  { id: 'choices', name: 'CPU choices', by: 'left open by the architecture' },
  { id: 'about', name: 'Title and note', by: null },
] as const satisfies readonly Group[]

export type GroupId = (typeof groups)[number]['id']

export const groupIds: readonly GroupId[] = groups.map((group) => group.id)
