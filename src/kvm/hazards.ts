import type { Exit } from './exit.ts'
import type { KvmInputs } from './inputs.ts'
import type { Leaf } from './leaf.ts'
import { isCacheable } from './memslot-facts.ts'

/**
 * What goes wrong at first order where the host's attributes and those of the leaf differ. `leak`: the host may
 * hold dirty lines of memory that the guest reads around the cache. `alias`: the host reads and writes around the
 * cache what the guest accesses through it.
 */
export type Hazard = 'leak' | 'alias'

/** The hazard of a leaf over this VMA, if there is one. guest_memfd pages have no other attributes than Normal. */
export function hazardOf(at: KvmInputs, { type }: Leaf): Hazard | null {
  if (at.gmem !== 'none') return null
  if (type === 'normal') return isCacheable(at) ? null : 'alias'
  return isCacheable(at) ? 'leak' : null
}

/**
 * Whether KVM maintains caches by an address of the linear map that the memory may not have: what Catalin Marinas found on
 * 29 April 2025 (`mail-dic`). A guest_memfd is the kernel's own memory.
 */
export function maintainsWithoutAddress(at: KvmInputs, { leaf, maintenance }: Exit): boolean {
  if (!leaf || !maintenance || at.gmem !== 'none' || at.pfn !== 'none') return false
  return maintenance.dcache !== 'none' || maintenance.icache !== 'none'
}
