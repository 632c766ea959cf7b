import type { WalkPe } from '../../src/arch/walk/pe.ts'
import type { Registers } from '../../src/arch/walk/registers.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { toBigInt, type Word } from '../../src/arch/walk/word.ts'

type Size = Tables['granule']['size']

/** `lsb` of the index at levels 3 to -1, log2 of contiguous runs at levels 1 to 3, from the manual's tables. */
export const plainGranules = {
  '4K': { bits: 12, stride: 9, lsb: [12, 21, 30, 39, 48], run: { 1: 4, 2: 4, 3: 4 } },
  '16K': { bits: 14, stride: 11, lsb: [14, 25, 36, 47, 58], run: { 2: 5, 3: 7 } },
  '64K': { bits: 16, stride: 13, lsb: [16, 29, 42, 55, 68], run: { 2: 5, 3: 5 } },
} as const satisfies Record<Size, unknown>

/** The lowest bit of the index at a level. */
export const plainLsb = (size: Size, level: number) => plainGranules[size].lsb[3 - level] ?? Number.NaN

/** log2 of a contiguous run at a level; 0 where the bit is ignored. */
export const plainRun = (size: Size, level: number) =>
  (plainGranules[size].run as Readonly<Record<number, number>>)[level] ?? 0

const field = (word: Word, msb: number, lsb: number) =>
  Number((toBigInt(word) >> BigInt(lsb)) & ((1n << BigInt(msb - lsb + 1)) - 1n))
const flag = (word: Word, at: number) => field(word, at, at) === 1

/** A reserved encoding is 4K on this PE. */
const tg0: readonly Size[] = ['4K', '64K', '16K', '4K']
const tg1: readonly Size[] = ['4K', '16K', '4K', '64K']

/** `AArch64_PhysicalAddressSize`: IPS and PS, 0b111 being whatever the PE has. */
function outputBits({ pa, lpa, lpa2 }: WalkPe, ps: number, size: Size): number {
  const asked = { 0: 32, 1: 36, 2: 40, 3: 42, 4: 44, 5: 48, 6: 52 }[ps] ?? pa
  const most = !lpa || (size !== '64K' && !lpa2) ? 48 : 52
  return Math.min(asked, pa, most)
}

/** The base with its low bits, `AArch64_S1TTBaseAddress`: bits [51:48] stand in [5:2] where the base is a long one. */
function base(ttbr: Word, isLong: boolean, tableBits: number): number {
  const value = toBigInt(ttbr)
  const whole = isLong
    ? (((value >> 2n) & 0xfn) << 48n) | (value & 0xffff_ffff_ffc0n)
    : value & 0xffff_ffff_fffen
  const size = 1n << BigInt(isLong ? Math.max(tableBits, 6) : tableBits)
  return Number(whole - (whole % size))
}

const mostTxsz = ({ ttst }: WalkPe, size: Size) => (!ttst ? 39 : size === '64K' ? 47 : 48)
const clamped = (txsz: number, least: number, most: number) =>
  txsz < least ? least : txsz > most ? most : txsz

/** What counts of the tables of a stage besides `granule` and `pe`. */
export type PlainTables = Omit<Tables, 'granule' | 'pe'> & { readonly size: Size }

/** TCR_EL1, TTBRx_EL1 and SCTLR_EL1 as the manual has their fields, of one half. */
export function plainStage1(pe: WalkPe, { tcr, ttbr0, ttbr1, sctlr }: Registers, half: 0 | 1): PlainTables {
  const upper = half === 1
  const size = upper ? tg1[field(tcr, 31, 30)] : tg0[field(tcr, 15, 14)]
  if (!size) throw new Error('no granule')
  const ds = flag(tcr, 59) && pe.lpa2 && size !== '64K'
  const ps = field(tcr, 34, 32)
  const txsz = upper ? field(tcr, 21, 16) : field(tcr, 5, 0)
  const least = ds || (size === '64K' && pe.lva) ? 12 : 16
  const most = mostTxsz(pe, size)
  const inputBits = 64 - clamped(txsz, least, most)
  const { bits, stride } = plainGranules[size]
  // The highest level whose index has a bit of the input address.
  const start = [-1, 0, 1, 2, 3].find((level) => bits + (3 - level) * stride < inputBits) ?? Number.NaN
  const tableBits = inputBits - plainLsb(size, start) + 3
  return {
    stage: 1,
    half,
    size,
    ds,
    wide: size === '64K' && pe.lpa,
    txsz,
    least,
    most,
    inputBits,
    outputBits: outputBits(pe, ps, size),
    sl: 0,
    start,
    base: base(upper ? ttbr1 : ttbr0, ds || (size === '64K' && pe.lpa && ps === 0b110), tableBits),
    tableBits,
    bigEndian: flag(sctlr, 25),
    ha: pe.hafdbs && flag(tcr, 39),
    hd: pe.hafdbs && flag(tcr, 39) && flag(tcr, 40),
    hpd: pe.hpds && flag(tcr, upper ? 42 : 41),
    tbi: flag(tcr, upper ? 38 : 37),
    epd: flag(tcr, upper ? 23 : 7),
    e0pd: pe.e0pd && flag(tcr, upper ? 56 : 55),
    sh: upper ? field(tcr, 29, 28) : field(tcr, 13, 12),
    irgn: upper ? field(tcr, 25, 24) : field(tcr, 9, 8),
    orgn: upper ? field(tcr, 27, 26) : field(tcr, 11, 10),
    faultsBelow: pe.lva,
  }
}

/** Where SL2:SL0 begin, `AArch64_S2StartLevel`. */
const starts = { '4K': [2, 1, 0, 3], '16K': [3, 2, 1, 0], '64K': [3, 2, 1, 0] } as const

/** VTCR_EL2, VTTBR_EL2 and SCTLR_EL2 likewise. */
export function plainStage2(pe: WalkPe, { vtcr, vttbr, sctlr2 }: Registers): PlainTables {
  const size = tg0[field(vtcr, 15, 14)]
  if (!size) throw new Error('no granule')
  const ds = flag(vtcr, 32) && pe.lpa2 && size !== '64K'
  const ps = field(vtcr, 18, 16)
  const txsz = field(vtcr, 5, 0)
  const least = 64 - (pe.lpa && (size === '64K' || ds) ? pe.pa : Math.min(pe.pa, 48))
  const most = mostTxsz(pe, size)
  const inputBits = 64 - clamped(txsz, least, most)
  const sl2 = ds && size === '4K' && flag(vtcr, 33)
  const sl0 = field(vtcr, 7, 6)
  const start = sl2 ? -1 : (starts[size][sl0] ?? Number.NaN)
  const tableBits = Math.max(inputBits - plainLsb(size, start) + 3, 3)
  return {
    stage: 2,
    half: 0,
    size,
    ds,
    wide: size === '64K' && pe.lpa,
    txsz,
    least,
    most,
    inputBits,
    outputBits: outputBits(pe, ps, size),
    sl: sl2 ? 4 + sl0 : sl0,
    start,
    base: base(vttbr, ds || (size === '64K' && pe.lpa && ps === 0b110), tableBits),
    tableBits,
    bigEndian: flag(sctlr2, 25),
    ha: pe.hafdbs && flag(vtcr, 21),
    hd: pe.hafdbs && flag(vtcr, 21) && flag(vtcr, 22),
    hpd: true,
    tbi: true,
    epd: false,
    e0pd: false,
    sh: field(vtcr, 13, 12),
    irgn: field(vtcr, 9, 8),
    orgn: field(vtcr, 11, 10),
    faultsBelow: pe.lpa,
  }
}

/** What of the regime is not of its tables: SCTLR_EL1 and HCR_EL2. */
export function plainControls(pe: WalkPe, { sctlr, hcr }: Registers) {
  const tge = flag(hcr, 27)
  const dc = flag(hcr, 12)
  const m = flag(sctlr, 0) && !tge
  return {
    tge,
    stage1On: m && !dc,
    stage2On: flag(hcr, 0) || dc,
    wxn: flag(sctlr, 19),
    epan: flag(sctlr, 57) && pe.pan3,
    m,
    c: flag(sctlr, 2),
    i: flag(sctlr, 12),
    vm: flag(hcr, 0),
    dc,
    dct: flag(hcr, 57),
    cd: flag(hcr, 32),
    id: flag(hcr, 33),
    hcrfwb: flag(hcr, 46),
    ptw: flag(hcr, 2) && !tge,
  }
}
