import type { Leaf2 } from './leaf-fields.ts'
import type { Stage2Plan } from './plan.ts'
import { contains, leafRegion, overlaps, type Region } from './region.ts'

/** A leaf of stage 2 and the IPAs that it maps. */
export interface GuestLeaf {
  readonly level: number
  readonly leaf: Leaf2
  readonly region: Region
  /** It is the leaf of the access, also where it maps one of stage 1's tables. */
  readonly ofAccess: boolean
}

/** The leaf of stage 2 that maps the access's IPA. */
export const accessLeaf = ({ tables, leafLevel, leaf }: Stage2Plan, ipa: number): GuestLeaf => ({
  level: leafLevel,
  leaf,
  region: leafRegion(tables, leafLevel, leaf.contig, ipa),
  ofAccess: true,
})

/**
 * The leaf of stage 2 that maps the IPA `at` of one of stage 1's descriptors, where the access goes to `ipa`. The leaf
 * of the access serves what it maps. A block that would take the access's leaf in is split into leaves of that level.
 */
export function guestLeaf(plan: Stage2Plan, ipa: number, at: number): GuestLeaf {
  const own = accessLeaf(plan, ipa)
  if (contains(own.region, at)) return own
  const { tables, ram, ramLevel, leafLevel } = plan
  const region = leafRegion(tables, ramLevel, ram.contig, at)
  if (!overlaps(region, own.region)) return { level: ramLevel, leaf: ram, region, ofAccess: false }
  const level = Math.max(ramLevel, leafLevel)
  const leaf = { ...ram, contig: false }
  return { level, leaf, region: leafRegion(tables, level, false, at), ofAccess: false }
}
