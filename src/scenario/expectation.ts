import type { Cacheability, DeviceType } from '../arch/attributes.ts'
import type { Errno } from '../kvm/exit.ts'
import type { Hazard } from '../kvm/hazards.ts'
import type { Stage2Type } from '../kvm/leaf.ts'
import type { DCacheMaintenance, ICacheMaintenance } from '../kvm/maintenance.ts'
import type { SituationId } from './coherency-fields.ts'

/** The situations of one line and its aliases that the model answers; the reader's own script is none of them. */
export type LineSituation = Exclude<SituationId, 'own'>

/** What a situation comes to: it is safe, the smallest repairs by the VMM in words make it so, or none is enough. */
export type LineSafety = 'safe' | 'no repair' | readonly string[]

type OfLine = { readonly [S in LineSituation]?: LineSafety }

/** A memory type as one cacheability field or Device type names it. */
export type MemoryType = Cacheability | DeviceType

/** What an outcome has to be, as far as somebody says so: a value for each thing that is looked at. */
export interface Expectation extends OfLine {
  /** What KVM_SET_USER_MEMORY_REGION2 returns: 0, or the errno. */
  readonly memslot?: 0 | Errno
  /** How the fault ends: in a leaf, or in an errno from KVM_RUN. */
  readonly fault?: 'leaf' | Errno
  /** Type of the stage-2 leaf. */
  readonly type?: Stage2Type
  /** MemAttr[3:0] of the leaf. */
  readonly memattr?: number
  /** The whole descriptor. */
  readonly descriptor?: bigint
  /** What KVM maintains as it maps the page. */
  readonly dcache?: DCacheMaintenance
  readonly icache?: ICacheMaintenance
  /** KVM maintains caches by an address of the linear map that the memory may not have. */
  readonly withoutAddress?: boolean
  /** What goes wrong at first order between the host's mapping and the leaf. */
  readonly hazard?: Hazard | 'none'
  /** The type that the guest gets, where both fields have the same. */
  readonly final?: MemoryType
  /** Every type that some MAIR byte of the guest can make of it. */
  readonly reachable?: readonly MemoryType[]
  /** The guest goes around the cache and the VMM does not, so that the VMM has to clean and invalidate. */
  readonly vmmMaintains?: boolean
  /** KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED on the VM fd. */
  readonly capability?: 0 | 1
  /** VmFlags of the VMA in smaps, as far as the settings decide them. */
  readonly smaps?: string
  /** When the peer host refuses, and whether the capabilities tell it before the VM moves. */
  readonly peer?: { readonly fails: 'memslot' | 'access' | null; readonly known: boolean }
}

export type Looked = keyof Expectation

/** What is expected of an outcome: by value, and by what another outcome has. */
export interface Expected {
  readonly expects: Expectation
  /** What is the same as in the other outcome. */
  readonly same?: readonly Looked[]
  /** What is not. */
  readonly differs?: readonly Looked[]
}
