import { guestLeaf, accessLeaf } from './guest-leaf.ts'
import { ipaOf, paOf, type Stage2Plan, type TablePlan } from './plan.ts'
import { alignedDown, leafRegion, type Region } from './region.ts'
import { Space, type Need } from './space.ts'
import type { Tables } from './tables.ts'
import { levels } from './granule.ts'
import { pow2 } from './word.ts'

/** Where tables lie. */
export interface TablePlaces {
  /** The IPA of stage 1's table of each level, -1 to 3; a PA where stage 2 is off. */
  readonly ipas: Readonly<Record<number, number>>
  /** Where stage 2 maps that table, as far as its leaves can: the low bits are the IPA's. Not read with stage 2 off. */
  readonly pas: Readonly<Record<number, number>>
  /** The PAs of stage 2's tables: the first, then the others in the order in which they are needed. */
  readonly stage2: readonly number[]
}

/** Examples, on which no rule depends: the guest's first table and those below it, in its memory and in the host's. */
const guestTables = [0x4a3b_1000, 0xbfff_6000, 0xbfff_5000, 0xbfff_0000, 0xbffe_8000]
const hostPages = [0x10_5c7b_1000, 0x10_5d3f_6000, 0x10_5d5e_a000, 0x10_5d0f_0000, 0x10_5d9b_8000]
const firstOfStage2 = 0x10_3e40_0000
const nextOfStage2 = 0x10_3e41_2000

/** The most concatenated tables that stage 2 may begin with. */
const mostConcatenated = 16

/** The bytes of the first table, at least the 64 to which a base of 52 bits is aligned. */
const firstBytes = ({ tableBits, granule }: Tables) =>
  Math.min(Math.max(pow2(tableBits), 64), pow2(granule.bits) * mostConcatenated)

/** The page of an address, of the largest granule. */
const pageOf = (address: number): Region => ({ from: alignedDown(address, 0x1_0000), bytes: 0x1_0000 })

type Addresses = Record<number, number>

const ascending = (a: number, b: number) => a - b

/** Stage 1's tables: not where the access goes, and if possible not in the leaves that map it. */
function placeStage1({ va, stage1, stage2 }: TablePlan): Addresses {
  const places: Addresses = {}
  if (stage1 === null) return places
  const { tables, leafLevel, leaf } = stage1
  const ipa = ipaOf({ va, stage1, stage2 })
  const bits = Math.min(tables.outputBits, stage2?.tables.inputBits ?? tables.outputBits)
  const avoided = [leafRegion(tables, leafLevel, leaf.contig, ipa)]
  if (stage2) avoided.push(accessLeaf(stage2, ipa).region)
  const space = new Space(bits, [pageOf(ipa)], avoided)
  for (const [at, level] of levels(tables.start, leafLevel).entries()) {
    const bytes = level === tables.start ? firstBytes(tables) : pow2(tables.granule.bits)
    places[level] = space.take({ bytes, align: bytes, preferred: guestTables[at] as number })
  }
  return places
}

/** Stage 1's tables that one leaf of stage 2 maps, by where they lie above the beginning of what it maps. */
interface Group {
  readonly region: Region
  readonly ofAccess: boolean
  readonly preferred: number
  readonly offsets: readonly (readonly [level: number, offset: number])[]
}

/** Which of stage 1's tables share a leaf; those under the leaf of the access come first, as their place is given. */
function groupsOf(plan: TablePlan, stage2: Stage2Plan, ipas: Addresses): readonly Group[] {
  const groups = new Map<number, Group>()
  const placed = Object.keys(ipas).map(Number).sort(ascending)
  for (const [at, level] of placed.entries()) {
    const table = ipas[level] as number
    const { region, ofAccess } = guestLeaf(stage2, ipaOf(plan), table)
    const { preferred = hostPages[at] as number, offsets = [] } = groups.get(region.from) ?? {}
    const all = [...offsets, [level, table - region.from] as const]
    groups.set(region.from, { region, ofAccess, preferred, offsets: all })
  }
  return [...groups.values()].sort((a, b) => Number(b.ofAccess) - Number(a.ofAccess))
}

/** What of the host's memory a group needs: from its first table to the end of its last one. */
function needOf({ region, preferred, offsets }: Group, tableBytes: number): Need {
  const all = offsets.map(([, offset]) => offset)
  const offset = Math.min(...all)
  return { bytes: Math.max(...all) + tableBytes - offset, align: region.bytes, offset, preferred }
}

/** Where stage 2 maps stage 1's tables: what shares a leaf lies in one piece of the host's memory. */
function placeInHost(plan: TablePlan, stage2: Stage2Plan, ipas: Addresses, space: Space): Addresses {
  const places: Addresses = {}
  if (plan.stage1 === null) return places
  const bytes = pow2(plan.stage1.tables.granule.bits)
  for (const group of groupsOf(plan, stage2, ipas)) {
    const need = needOf(group, bytes)
    const given = paOf(plan) - (ipaOf(plan) - group.region.from)
    const from = group.ofAccess ? given : space.take(need) - (need.offset ?? 0)
    for (const [level, offset] of group.offsets) {
      places[level] = from + offset
      space.keep({ from: from + offset, bytes })
    }
  }
  return places
}

/** Stage 2's tables: the first, and as many as its tree can need below. */
function placeStage2(tables: Tables, space: Space, leaves: number): readonly number[] {
  const bytes = pow2(tables.granule.bits)
  const first = space.take({ bytes: firstBytes(tables), align: firstBytes(tables), preferred: firstOfStage2 })
  const count = leaves * Math.max(3 - tables.start, 0)
  const others = Array.from({ length: count }, () =>
    space.take({ bytes, align: bytes, preferred: nextOfStage2 }),
  )
  return [first, ...others]
}

/**
 * Addresses for the tables of a plan, always the same ones for the same plan: below the output size of their stage, apart
 * from each other and from the page of the access. What an address space has no room for lies above it, where the walk
 * meets the fault that the architecture has for it.
 */
export function placeTables(plan: TablePlan): TablePlaces {
  const ipas = placeStage1(plan)
  if (plan.stage2 === null) return { ipas, pas: ipas, stage2: [] }
  const { tables, leafLevel, leaf } = plan.stage2
  const pa = paOf(plan)
  const space = new Space(tables.outputBits, [pageOf(pa)], [leafRegion(tables, leafLevel, leaf.contig, pa)])
  const pas = placeInHost(plan, plan.stage2, ipas, space)
  // A table of 64K lies in several pages of a smaller granule; one of them is read.
  const leaves = Object.keys(ipas).length + 1
  return { ipas, pas, stage2: placeStage2(tables, space, leaves) }
}
