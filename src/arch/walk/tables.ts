import { granules, lsbOf, tg0, tg1, type Granule, type GranuleSize } from './granule.ts'
import { physicalSizes, type WalkPe } from './pe.ts'
import type { Registers } from './registers.ts'
import { bitOf, bitsOf, pow2, type Word } from './word.ts'

/** The translation tables of one stage, as its registers describe them and the PE reads them. */
export interface Tables {
  readonly stage: 1 | 2
  /** Which half of the VA space the tables of stage 1 are for, TTBR0_EL1's or TTBR1_EL1's; 0 at stage 2. */
  readonly half: 0 | 1
  readonly granule: Granule
  /** TCR_EL1.DS or VTCR_EL2.DS as it counts: with FEAT_LPA2, and a 4K or 16K granule. */
  readonly ds: boolean
  /** Bits [15:12] of a descriptor are bits [51:48] of its address: 64K tables with FEAT_LPA. */
  readonly wide: boolean
  /** TxSZ as written, the limits of this PE, and the size of the input address in bits after clamping. */
  readonly txsz: number
  readonly least: number
  readonly most: number
  readonly inputBits: number
  /** The size of the output address that IPS or PS gives, in bits. */
  readonly outputBits: number
  /** VTCR_EL2.{SL2, SL0} as one number, SL0 in its low bits; 0 at stage 1. */
  readonly sl: number
  readonly start: number
  /** Address of the first table, aligned down to its size; an IPA at stage 1. */
  readonly base: number
  /** log2 of the bytes of the first table; concatenated tables count as one. */
  readonly tableBits: number
  /** SCTLR_ELx.EE: the descriptors are big-endian. */
  readonly bigEndian: boolean
  readonly ha: boolean
  readonly hd: boolean
  /** HPD0 or HPD1 with FEAT_HPDS: no hierarchical permissions; true at stage 2, which never has them. */
  readonly hpd: boolean
  /** TBI0 or TBI1: bits [63:56] of the VA are ignored. */
  readonly tbi: boolean
  readonly epd: boolean
  readonly e0pd: boolean
  /** SHx, IRGNx, ORGNx: the attributes of the walk. */
  readonly sh: number
  readonly irgn: number
  readonly orgn: number
  /** The architecture asks for a fault where TxSZ is below its minimum. */
  readonly faultsBelow: boolean
  readonly pe: WalkPe
}

/** The output size in bits for a PS or IPS field; 0b111 asks for more than a PE has. Source: `AArch64_PhysicalAddressSize`. */
export function outputSize(pe: WalkPe, ps: number, granule: Granule): number {
  const large = pe.lpa && (granule.size === '64K' || pe.lpa2)
  return Math.min(physicalSizes[ps] ?? pe.pa, pe.pa, large ? 52 : 48)
}

/** The largest TxSZ, for the smallest input address. Source: `AArch64_S1TxSZFaults`, `AArch64_S2TxSZFaults`. */
export const mostTxsz = (pe: WalkPe, { size }: Granule) => (pe.ttst ? (size === '64K' ? 47 : 48) : 39)

/** The smallest TxSZ of stage 1, for the largest VA. */
export const leastT0sz1 = (pe: WalkPe, { size }: Granule, ds: boolean) =>
  ds || (size === '64K' && pe.lva) ? 12 : 16

/** The smallest T0SZ of stage 2, for the largest IPA. */
export const leastT0sz2 = (pe: WalkPe, { size }: Granule, ds: boolean) =>
  64 - Math.min(pe.pa, pe.lpa && (size === '64K' || ds) ? 52 : 48)

/** The level that stage 1 starts at. Source: `AArch64_S1StartLevel`. */
export const startLevel1 = ({ bits, stride }: Granule, inputBits: number) =>
  3 - Math.floor((inputBits - 1 - bits) / stride)

/** The level that SL0 names, by granule; SL2 with SL0 0b00 names level -1. Source: `AArch64_S2StartLevel`. */
export function startLevel2({ size }: Granule, sl: number): number {
  if (sl >= 4) return -1
  return size === '4K' ? ([2, 1, 0, 3][sl] as number) : 3 - sl
}

function base(ttbr: Word, tables: Pick<Tables, 'ds' | 'wide'>, ps: number, tableBits: number): number {
  const long = tables.ds || (tables.wide && ps === 6)
  const size = pow2(long ? Math.max(tableBits, 6) : tableBits)
  const low = (ttbr.hi & 0xffff) * pow2(32) + ((ttbr.lo & ~1) >>> 0)
  const at = long ? bitsOf(ttbr, 5, 2) * pow2(48) + Math.floor(low / 64) * 64 : low
  return Math.floor(at / size) * size
}

/** What both stages' registers say alike. */
type Shape = Pick<
  Tables,
  'granule' | 'ds' | 'wide' | 'txsz' | 'least' | 'most' | 'inputBits' | 'outputBits' | 'pe'
>

function shapeOf(
  pe: WalkPe,
  granule: Granule,
  dsBit: boolean,
  ps: number,
  txsz: number,
  leastOf: (pe: WalkPe, granule: Granule, ds: boolean) => number,
): Shape {
  const ds = pe.lpa2 && granule.size !== '64K' && dsBit
  const least = leastOf(pe, granule, ds)
  const most = mostTxsz(pe, granule)
  return {
    granule,
    ds,
    wide: pe.lpa && granule.size === '64K',
    txsz,
    least,
    most,
    inputBits: 64 - Math.min(Math.max(txsz, least), most),
    outputBits: outputSize(pe, ps, granule),
    pe,
  }
}

// In both the spread stands last: an object that grows after one costs three times as much, at each change of a setting.

/** Stage 1's tables of one half. Source: `AArch64_GetS1TTWParams`. */
export function stage1Tables(pe: WalkPe, registers: Registers, half: 0 | 1): Tables {
  const { tcr, sctlr } = registers
  const at = half * 16
  const granule = granules[(half ? tg1 : tg0)[bitsOf(tcr, at + 15, at + 14)] as GranuleSize]
  const ps = bitsOf(tcr, 34, 32)
  const shape = shapeOf(pe, granule, bitOf(tcr, 59), ps, bitsOf(tcr, at + 5, at), leastT0sz1)
  const start = startLevel1(granule, shape.inputBits)
  const tableBits = shape.inputBits - lsbOf(granule, start) + 3
  const ha = pe.hafdbs && bitOf(tcr, 39)
  return {
    stage: 1,
    half,
    sl: 0,
    start,
    base: base(half ? registers.ttbr1 : registers.ttbr0, shape, ps, tableBits),
    tableBits,
    bigEndian: bitOf(sctlr, 25),
    ha,
    hd: ha && bitOf(tcr, 40),
    hpd: pe.hpds && bitOf(tcr, 41 + half),
    tbi: bitOf(tcr, 37 + half),
    epd: bitOf(tcr, at + 7),
    e0pd: pe.e0pd && bitOf(tcr, 55 + half),
    irgn: bitsOf(tcr, at + 9, at + 8),
    orgn: bitsOf(tcr, at + 11, at + 10),
    sh: bitsOf(tcr, at + 13, at + 12),
    faultsBelow: pe.lva,
    ...shape,
  }
}

/** Stage 2's tables. Source: `AArch64_GetS2TTWParams`. */
export function stage2Tables(pe: WalkPe, { vtcr, vttbr, sctlr2 }: Registers): Tables {
  const granule = granules[tg0[bitsOf(vtcr, 15, 14)] as GranuleSize]
  const ps = bitsOf(vtcr, 18, 16)
  const shape = shapeOf(pe, granule, bitOf(vtcr, 32), ps, bitsOf(vtcr, 5, 0), leastT0sz2)
  const sl2 = shape.ds && granule.size === '4K' && bitOf(vtcr, 33)
  const sl = bitsOf(vtcr, 7, 6) + (sl2 ? 4 : 0)
  const start = startLevel2(granule, sl)
  const tableBits = Math.max(shape.inputBits - lsbOf(granule, start) + 3, 3)
  const ha = pe.hafdbs && bitOf(vtcr, 21)
  return {
    stage: 2,
    half: 0,
    sl,
    start,
    base: base(vttbr, shape, ps, tableBits),
    tableBits,
    bigEndian: bitOf(sctlr2, 25),
    ha,
    hd: ha && bitOf(vtcr, 22),
    hpd: true,
    tbi: true,
    epd: false,
    e0pd: false,
    irgn: bitsOf(vtcr, 9, 8),
    orgn: bitsOf(vtcr, 11, 10),
    sh: bitsOf(vtcr, 13, 12),
    faultsBelow: pe.lpa,
    ...shape,
  }
}
