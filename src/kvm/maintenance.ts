import type { CitationId } from '../cite/citations.ts'
import type { Stage2Type } from './leaf.ts'

/** On the data side KVM does nothing, or DC CIVAC to the Point of Coherency. */
export type DCacheMaintenance = 'none' | 'clean+inval PoC'
/** On the instruction side it does nothing, or IC IVAU (or IALLUIS) to the Point of Unification. */
export type ICacheMaintenance = 'none' | 'inval PoU'

export interface Maintenance {
  readonly dcache: DCacheMaintenance
  readonly icache: ICacheMaintenance
}

/** What the maintenance depends on. */
export interface MaintenanceInput {
  readonly fwb: boolean
  readonly dic: boolean
  readonly type: Stage2Type
  readonly executable: boolean
}

/** An occasion at which KVM may maintain caches, always by an address of the linear map. */
export interface MaintenanceRow {
  readonly id: string
  readonly cite: readonly CitationId[]
  /** The occasion. */
  readonly when: string
  readonly because: string
  readonly dcache: (at: MaintenanceInput) => DCacheMaintenance
  readonly icache: (at: MaintenanceInput) => ICacheMaintenance
}

const none = () => 'none' as const
const cleanNormal = ({ fwb, type }: MaintenanceInput) =>
  type === 'normal' && !fwb ? 'clean+inval PoC' : 'none'
const invalidateExecutable = ({ dic, executable }: MaintenanceInput) =>
  executable && !dic ? 'inval PoU' : 'none'

/** A leaf is installed: what `decide` reports. */
export const onMap: MaintenanceRow = {
  id: 'cmo-map',
  cite: ['linux-s2-map-leaf', 'linux-s2-map-leaf-612'],
  when: 'a stage-2 leaf is installed',
  because:
    'without FWB the guest may read around the cache, so that dirty lines have to reach memory; without DIC stale instructions have to go',
  dcache: cleanNormal,
  icache: invalidateExecutable,
}

/** A permission fault is resolved: the leaf stays and gains permissions. */
export const onRelax: MaintenanceRow = {
  id: 'cmo-relax',
  cite: ['linux-s2-attr-walker'],
  when: 'a leaf gains execute permission',
  because:
    'without FWB the data were cleaned when the leaf was installed; without DIC stale instructions have to go',
  dcache: none,
  icache: invalidateExecutable,
}

/** Every occasion, in the order of a page's life. */
export const maintenanceRows: readonly MaintenanceRow[] = [
  onMap,
  onRelax,
  {
    id: 'cmo-unmap',
    cite: ['linux-s2-unmap-walker'],
    when: 'a leaf is unmapped',
    because: 'without FWB the host may find what the guest wrote around the cache hidden by older lines',
    dcache: cleanNormal,
    icache: none,
  },
  {
    id: 'cmo-toggle',
    cite: ['linux-toggle-cache', 'linux-set-way-flush', 'linux-s2-flush-vm'],
    when: 'the guest turns its MMU and caches on or off, or cleans by set and way',
    because:
      'without FWB KVM traps the change and cleans every Normal leaf, as set and way reach one CPU only',
    dcache: cleanNormal,
    icache: none,
  },
  {
    id: 'cmo-init',
    cite: ['linux-vcpu-init'],
    when: 'KVM_ARM_VCPU_INIT runs again, as for a reboot',
    because:
      'without FWB all RAM is unmapped, but for VMAs that are VM_PFNMAP, and cleaned as it is mapped again; with FWB old instructions have to go by IC IALLUIS, unless DIC',
    dcache: cleanNormal,
    icache: ({ fwb, dic }) => (fwb && !dic ? 'inval PoU' : 'none'),
  },
  {
    id: 'cmo-split',
    cite: ['linux-s2-create-unlinked'],
    when: 'a block is split into pages',
    because: 'the same memory stays mapped the same way, so that the walk skips maintenance',
    dcache: none,
    icache: none,
  },
]

/** What KVM maintains at an occasion. */
export const maintain = (row: MaintenanceRow, at: MaintenanceInput): Maintenance => ({
  dcache: row.dcache(at),
  icache: row.icache(at),
})
