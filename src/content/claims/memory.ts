import type { Scenario } from '../../scenario/schema.ts'
import { differing } from '../presets/host-memory.ts'
import { vmaKinds } from '../vma-kinds.ts'

type Settings = Partial<Scenario>

/** Memory that the claims are about, as it differs from the default, which is nvgrace usemem: cacheable PFNMAP. */
export const anonymous: Settings = differing(vmaKinds.anon.settings)
export const writeCombined: Settings = differing(vmaKinds['nvgrace-resmem'].settings)
export const registers: Settings = differing(vmaKinds['vfio-platform'].settings)
export const bar: Settings = differing(vmaKinds['vfio-bar'].settings)
export const dmabuf: Settings = differing(vmaKinds['dmabuf-wb'].settings)
export const dmabufWriteCombined: Settings = differing(vmaKinds['dmabuf-wc'].settings)
export const mixedmap: Settings = differing(vmaKinds.virtiofs.settings)

/** A cacheable VMA that is VM_ALLOW_ANY_UNCACHED as well. */
export const anyUncached: Settings = { vma: 'pfnmap+io+uncached+shared' }

/** Hosts, as they differ from one with FWB and DIC. */
export const noFwb: Settings = { fwb: false }
export const noDic: Settings = { dic: false }
export const neither: Settings = { fwb: false, dic: false }

/** The proposed flag of a memslot. */
export const flag: Settings = { slot: 'bit3' }

/** Repairs by the VMM, in the words of act 5: what the one who goes through the cache does for the one who goes around it. */
export const cleansItsWrite = ['DC CVAC or DC CIVAC by the VMM after its write']
export const dropsItsCopy = ['DC CIVAC by the VMM before its second read']

/** The same for a VMM that goes around the cache itself. */
export const dropsTheGuestsCopy = ['DC CIVAC by the VMM after its write']
export const cleansTheGuestsWrite = ['DC CVAC or DC CIVAC by the VMM before its second read']

/** The guest's own stage 1 asks for Non-cacheable, or for Device-nGnRE. */
export const guestNonCacheable: Settings = { mair: 0x44 }
export const guestDevice: Settings = { mair: 0x04 }
