import { startLevel } from './begin.ts'
import { TableBuilder } from './build.ts'
import { accessLeaf, guestLeaf, type GuestLeaf } from './guest-leaf.ts'
import { leaf1Bits, leaf2Bits, tableBits } from './leaf-fields.ts'
import { SparseMemory } from './memory.ts'
import { checkPlan, ipaOf, paOf, type Stage1Plan, type Stage2Plan, type TablePlan } from './plan.ts'
import { alignedDown } from './region.ts'
import { first } from '../rule.ts'
import { checkBase } from './table-base.ts'
import { placeTables, type TablePlaces } from './table-places.ts'
import type { Tables } from './tables.ts'
import { inputOf } from './walker.ts'
import { pow2 } from './word.ts'

/** Tables that were built for a plan. */
export interface BuiltTables {
  /** Every descriptor, by its PA, in the byte order of its stage. */
  readonly memory: SparseMemory
  /** What TTBRx_EL1 has to hold, an IPA; null where stage 1 is off. */
  readonly base1: number | null
  /** What VTTBR_EL2 has to hold, a PA; null where stage 2 is off. */
  readonly base2: number | null
  /** Where the access goes if nothing stops it. */
  readonly ipa: number
  readonly pa: number
}

/** An address of the places. @throws RangeError where it is missing; `name` says which one */
function placed(name: string, places: Readonly<Record<number, number>>, at: number): number {
  const place = places[at]
  if (place === undefined) throw new RangeError(`${name}[${at}] is missing`)
  return place
}

/** Whether stage 2 can be walked at all; SL0 that does not fit T0SZ gives tables that have no sensible shape. */
const hasShape = (tables: Tables) => first(startLevel, tables) === null

/** Maps the guest's addresses at stage 2, each by the leaf that covers it. */
class GuestMemory {
  readonly #plan: Stage2Plan
  readonly #ipa: number
  readonly #pa: number
  readonly #places: TablePlaces
  readonly #builder: TableBuilder
  readonly #known = new Map<number, number>()

  constructor(plan: Stage2Plan, whole: TablePlan, places: TablePlaces, memory: SparseMemory) {
    let used = 0
    const next = () => placed('places.stage2', places.stage2, (used += 1))
    const tables = { ...plan.tables, base: placed('places.stage2', places.stage2, 0) }
    this.#plan = plan
    this.#ipa = ipaOf(whole)
    this.#pa = paOf(whole)
    this.#places = places
    this.#builder = new TableBuilder(tables, memory, next)
  }

  /** Maps the IPA of the access. */
  mapAccess(): void {
    this.#map(this.#ipa, accessLeaf(this.#plan, this.#ipa), this.#pa)
  }

  /** Maps the IPA of a descriptor in stage 1's table of a level, and gives its PA. */
  mapDescriptor(at: number, level: number): number {
    const leaf = guestLeaf(this.#plan, this.#ipa, at)
    const { from } = leaf.region
    const to = leaf.ofAccess ? this.#pa - (this.#ipa - from) : this.#piece(leaf, level)
    this.#known.set(from, to)
    this.#map(at, leaf, to + (at - from))
    return to + (at - from)
  }

  /** Where the piece that a leaf maps lies in the host's memory: as it was mapped before, or as the places say. */
  #piece({ region: { from, bytes } }: GuestLeaf, level: number): number {
    const table = placed('places.ipas', this.#places.ipas, level)
    const pa = placed('places.pas', this.#places.pas, level)
    return this.#known.get(from) ?? alignedDown(pa, bytes) + from - alignedDown(table, bytes)
  }

  /** An IPA beyond the input size faults before any read: nothing maps it. */
  #map(input: number, { level, leaf }: GuestLeaf, output: number): void {
    const { tables } = this.#plan
    if (input >= pow2(tables.inputBits) || !hasShape(tables)) return
    this.#builder.map({ input, output, level, bits: leaf2Bits(tables, level, leaf) })
  }
}

/** Builds stage 1's tables. `toMemory` gives the PA of a descriptor of a level from its IPA. */
function buildStage1(
  { tables, leafLevel, leaf, table, ipa }: Stage1Plan,
  { va }: TablePlan,
  { ipas }: TablePlaces,
  memory: SparseMemory,
  toMemory: (at: number, level: number) => number,
): number {
  const base = placed('places.ipas', ipas, tables.start)
  checkBase(`places.ipas[${tables.start}]`, tables, base)
  // Each level has one table, whose descriptors are written before the next level has its place.
  let level = tables.start
  const place = (below: number) => placed('places.ipas', ipas, below)
  const physical = (at: number) => toMemory(at, level++)
  const builder = new TableBuilder({ ...tables, base }, memory, place, physical, tableBits(table))
  const bits = leaf1Bits(tables, leafLevel, leaf)
  builder.map({ input: inputOf(va, tables.inputBits), output: ipa, level: leafLevel, bits })
  return base
}

function base2Of({ stage2 }: TablePlan, places: TablePlaces): number | null {
  if (stage2 === null) return null
  const base = placed('places.stage2', places.stage2, 0)
  if (hasShape(stage2.tables)) checkBase('places.stage2[0]', stage2.tables, base)
  return base
}

/**
 * Builds the descriptors of a plan in memory, so that the walk of its VA meets the chosen leaves: stage 1's tables at the
 * PAs to which stage 2 maps their IPAs, and one tree of stage 2 for these and for the access. What is architectural, such
 * as an address beyond the output size, is built as it is, for the walk to find.
 * @throws RangeError where the plan or its places cannot be: a level without tables, an address that no descriptor can
 * hold, a table that is not aligned, a field that is too wide; it names the field and its value
 */
export function buildTables(
  plan: TablePlan,
  places: TablePlaces = placeTables(plan),
  memory: SparseMemory = new SparseMemory(),
): BuiltTables {
  checkPlan(plan)
  const base2 = base2Of(plan, places)
  const guest = plan.stage2 && new GuestMemory(plan.stage2, plan, places, memory)
  const toMemory = (at: number, level: number) => (guest ? guest.mapDescriptor(at, level) : at)
  const base1 = plan.stage1 && buildStage1(plan.stage1, plan, places, memory, toMemory)
  guest?.mapAccess()
  return { memory, base1, base2, ipa: ipaOf(plan), pa: paOf(plan) }
}
