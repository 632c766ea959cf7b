import { allowsBlock } from '../../arch/walk/descriptor.ts'
import { granules, levels, lsbOf, runOf, type Granule, type GranuleSize } from '../../arch/walk/granule.ts'
import { stage1Geometry, stage2Geometry, type Geometry } from '../../arch/walk/legal-geometry.ts'
import type { WalkPe } from '../../arch/walk/pe.ts'
import { pow2 } from '../../arch/walk/word.ts'
import { spanOf, type Span } from './runs.ts'

/** A level of a granule's tables. */
export interface LevelShape {
  readonly level: number
  /** The bits of an address that an index of it is, in a table that is not concatenated. */
  readonly msb: number
  readonly lsb: number
  /** The bytes that an entry maps. */
  readonly bytes: number
  /** What a descriptor of it may be, besides a table or invalid; null for neither. */
  readonly leaf: 'block' | 'page' | null
  /** A contiguous run: its entries and the bytes of all; null where the bit is ignored. */
  readonly run: { readonly entries: number; readonly bytes: number } | null
  /** The sizes of VA and of IPA, in bits, for which a stage may start here; null for none. */
  readonly va: Span | null
  readonly ipa: Span | null
}

/** What a granule allows on a PE, with DS 0 or 1; DS is null with 64K tables, where it is not looked at. */
export interface GranuleShape {
  readonly granule: GranuleSize
  readonly ds: boolean | null
  /** The bits of an address within a page, and those that a whole table resolves. */
  readonly bits: number
  readonly stride: number
  readonly levels: readonly LevelShape[]
}

const below = (end: number) => Array.from({ length: end }, (_, at) => at)

/** The sizes that legal geometries start at each level for. */
function sizesByLevel(geometries: readonly Geometry[]): ReadonlyMap<number, Span> {
  const sizes = new Map<number, number[]>()
  for (const { legal, first, inputBits } of geometries)
    if (legal && first) sizes.set(first.level, [...(sizes.get(first.level) ?? []), inputBits])
  return new Map([...sizes].map(([level, bits]) => [level, spanOf(bits)]))
}

interface Starts {
  readonly va: ReadonlyMap<number, Span>
  readonly ipa: ReadonlyMap<number, Span>
}

const startsOf = (pe: WalkPe, size: GranuleSize, ds: boolean): Starts => ({
  va: sizesByLevel(below(64).map((txsz) => stage1Geometry(pe, size, ds, txsz))),
  ipa: sizesByLevel(
    below(5).flatMap((sl) => below(64).map((t0sz) => stage2Geometry(pe, size, ds, t0sz, sl))),
  ),
})

function leafOf(pe: WalkPe, granule: Granule, ds: boolean, level: number): LevelShape['leaf'] {
  if (level === 3) return 'page'
  return allowsBlock({ granule, ds, pe }, level) ? 'block' : null
}

function levelOf(pe: WalkPe, granule: Granule, ds: boolean, { va, ipa }: Starts, level: number): LevelShape {
  const lsb = lsbOf(granule, level)
  const run = runOf(granule, level)
  const largest = Math.max(...[...va.values()].map(({ most }) => most))
  return {
    level,
    msb: Math.min(lsb + granule.stride, largest) - 1,
    lsb,
    bytes: pow2(lsb),
    leaf: leafOf(pe, granule, ds, level),
    run: run === 0 ? null : { entries: pow2(run), bytes: pow2(lsb + run) },
    va: va.get(level) ?? null,
    ipa: ipa.get(level) ?? null,
  }
}

function shapeOf(pe: WalkPe, size: GranuleSize, ds: boolean): GranuleShape {
  const granule = granules[size]
  const starts = startsOf(pe, size, ds)
  const top = Math.min(...starts.va.keys(), ...starts.ipa.keys())
  return {
    granule: size,
    ds: size === '64K' ? null : ds,
    bits: granule.bits,
    stride: granule.stride,
    levels: levels(top, 3).map((level) => levelOf(pe, granule, ds, starts, level)),
  }
}

function shapesOf(pe: WalkPe): readonly GranuleShape[] {
  const both = pe.lpa2 ? [false, true] : [false]
  return [
    ...both.map((ds) => shapeOf(pe, '4K', ds)),
    ...both.map((ds) => shapeOf(pe, '16K', ds)),
    shapeOf(pe, '64K', false),
  ]
}

/** By the features of the PE: scenarios have few different ones, and each costs some 2000 geometries. */
const known = new Map<string, readonly GranuleShape[]>()

/** What each granule allows on a PE. DS 1 is there with FEAT_LPA2. Source: *Translation granules*. */
export function granuleShapes(pe: WalkPe): readonly GranuleShape[] {
  const key = JSON.stringify(pe)
  const shapes = known.get(key) ?? shapesOf(pe)
  known.set(key, shapes)
  return shapes
}
