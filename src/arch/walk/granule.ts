/** Translation granules by their size in bytes. */
export type GranuleSize = '4K' | '16K' | '64K'

/** What a granule fixes. Levels go from -1, which only 4K tables of FEAT_LPA2 have, to 3. */
export interface Granule {
  readonly size: GranuleSize
  /** log2 of its bytes: the bits of an address within a page. */
  readonly bits: number
  /** Bits of an address that a whole table resolves. */
  readonly stride: number
  /** log2 of the entries that a contiguous run has, for levels 1, 2 and 3; 0 where the bit is ignored. */
  readonly run: readonly [number, number, number]
}

/** Source: *Translation granules* and *The Contiguous bit*. */
export const granules: Readonly<Record<GranuleSize, Granule>> = {
  '4K': { size: '4K', bits: 12, stride: 9, run: [4, 4, 4] },
  '16K': { size: '16K', bits: 14, stride: 11, run: [0, 5, 7] },
  '64K': { size: '64K', bits: 16, stride: 13, run: [0, 5, 5] },
}

/** Levels in their order, both included; none where `from` is below `to`. */
export const levels = (from: number, to: number): readonly number[] =>
  Array.from({ length: Math.max(to - from + 1, 0) }, (_, at) => from + at)

/** The lowest bit of an input address that a level's index has; an entry of it maps 2^this bytes. */
export const lsbOf = (granule: Granule, level: number) => granule.bits + (3 - level) * granule.stride

/** log2 of the entries of a contiguous run at a level, 0 where the Contiguous bit is ignored. */
export const runOf = (granule: Granule, level: number) => (level < 1 ? 0 : (granule.run[level - 1] as number))

/** TCR_EL1.TG0 and VTCR_EL2.TG0; the reserved 0b11 is taken as 4K, which is IMPLEMENTATION DEFINED. */
export const tg0: readonly GranuleSize[] = ['4K', '64K', '16K', '4K']

/** TCR_EL1.TG1, which has an encoding of its own; the reserved 0b00 is taken as 4K. */
export const tg1: readonly GranuleSize[] = ['4K', '16K', '4K', '64K']

/** The encoding of a granule in TG0, the allocated one. */
export const tg0Of = (size: GranuleSize) => tg0.indexOf(size)

/** The encoding of a granule in TG1, the allocated one. */
export const tg1Of = (size: GranuleSize) => tg1.lastIndexOf(size)
