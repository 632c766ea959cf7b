import { packed, type Field } from './fields.ts'
import { granules, tg0Of, tg1Of, type GranuleSize } from './granule.ts'
import { slFor, startLevelFor } from './geometry.ts'
import { defaultPe } from './pe.ts'
import type { Registers } from './registers.ts'
import { baseRegister } from './table-base.ts'
import { outputSize } from './tables.ts'
import { toWord, type Word } from './word.ts'

/** How tables are read: SHx, IRGNx, ORGNx, two bits each. */
interface WalkFields {
  readonly sh: number
  readonly irgn: number
  readonly orgn: number
}

/** What TCR_EL1 has for one half of the VA space. */
export interface HalfChoices extends WalkFields {
  readonly granule: GranuleSize
  readonly txsz: number
  readonly tbi: boolean
  readonly epd: boolean
  readonly e0pd: boolean
  readonly hpd: boolean
  /** The address of the first table: an IPA. */
  readonly base: number
}

/** SCTLR_EL1, TCR_EL1, TTBR0_EL1, TTBR1_EL1 and MAIR_EL1 by their fields. */
export interface Stage1Choices {
  readonly m: boolean
  readonly c: boolean
  readonly i: boolean
  readonly wxn: boolean
  readonly epan: boolean
  readonly ee: boolean
  readonly mair: Word
  /** IPS in bits: 32, 36, 40, 42, 44, 48 or 52. */
  readonly ips: number
  readonly ds: boolean
  readonly ha: boolean
  readonly hd: boolean
  readonly halves: readonly [HalfChoices, HalfChoices]
}

/** VTCR_EL2, VTTBR_EL2 and SCTLR_EL2 by their fields. */
export interface Stage2Choices extends WalkFields {
  readonly granule: GranuleSize
  readonly t0sz: number
  /** {SL2, SL0} as one number, or the start level that fits T0SZ. */
  readonly sl: number | 'fit'
  /** PS in bits. */
  readonly ps: number
  readonly ds: boolean
  readonly ha: boolean
  readonly hd: boolean
  readonly ee: boolean
  /** The address of the first table: a PA. */
  readonly base: number
}

/** HCR_EL2 by its fields. */
export interface HcrChoices {
  readonly vm: boolean
  readonly ptw: boolean
  readonly dc: boolean
  readonly tge: boolean
  readonly cd: boolean
  readonly id: boolean
  readonly fwb: boolean
  readonly dct: boolean
}

/** What the registers of a walk are made from. */
export interface RegisterChoices {
  readonly stage1: Stage1Choices
  readonly stage2: Stage2Choices
  readonly hcr: HcrChoices
}

/** One half of the VA space, all of whose features are off. */
export const plainHalf: HalfChoices = {
  granule: '4K',
  txsz: 16,
  tbi: false,
  epd: false,
  e0pd: false,
  hpd: false,
  sh: 0,
  irgn: 0,
  orgn: 0,
  base: 0,
}

/** Both stages on with 4K tables, a 48-bit VA and IPA, and every feature off. */
export const plainChoices: RegisterChoices = {
  stage1: {
    m: true,
    c: true,
    i: true,
    wxn: false,
    epan: false,
    ee: false,
    mair: { hi: 0, lo: 0 },
    ips: 52,
    ds: false,
    ha: false,
    hd: false,
    halves: [plainHalf, plainHalf],
  },
  stage2: {
    granule: '4K',
    t0sz: 16,
    sl: 0,
    ps: 52,
    ds: false,
    ha: false,
    hd: false,
    ee: false,
    sh: 0,
    irgn: 0,
    orgn: 0,
    base: 0,
  },
  hcr: { vm: true, ptw: false, dc: false, tge: false, cd: false, id: false, fwb: false, dct: false },
}

const psValues = [0b000, 0b001, 0b010, 0b011, 0b100, 0b101, 0b110]

/** IPS or PS for a size in bits. @throws RangeError where there is none; `name` says which */
function psOf(name: string, bits: number): number {
  const sizes = psValues.map((ps) => outputSize(defaultPe, ps, granules['64K']))
  const at = sizes.indexOf(bits)
  if (at < 0) throw new RangeError(`${name} is ${bits}, not one of ${sizes.join(', ')} bits`)
  return at
}

/** No PE has a larger IPA; what it makes of a T0SZ that asks for one is not SL0's matter. */
const mostBits = 52

/** {SL2, SL0} of the choices. */
function slOf({ granule, t0sz, sl }: Stage2Choices): number {
  if (sl !== 'fit') return sl
  return slFor(granule, startLevelFor(granule, Math.min(64 - t0sz, mostBits)))
}

/** TCR_EL1's fields of a half, those of half 1 are 16 bits above those of half 0. */
function halfFields(half: 0 | 1, of: HalfChoices): readonly Field[] {
  const at = half * 16
  return [
    [`T${half}SZ`, at, 6, of.txsz],
    [`EPD${half}`, at + 7, 1, of.epd],
    [`IRGN${half}`, at + 8, 2, of.irgn],
    [`ORGN${half}`, at + 10, 2, of.orgn],
    [`SH${half}`, at + 12, 2, of.sh],
    [`TG${half}`, at + 14, 2, half ? tg1Of(of.granule) : tg0Of(of.granule)],
    [`TBI${half}`, 37 + half, 1, of.tbi],
    [`HPD${half}`, 41 + half, 1, of.hpd],
    [`E0PD${half}`, 55 + half, 1, of.e0pd],
  ]
}

function sctlrOf({ m, c, i, wxn, ee, epan }: Stage1Choices): bigint {
  return packed(
    ['M', 0, 1, m],
    ['C', 2, 1, c],
    ['I', 12, 1, i],
    ['WXN', 19, 1, wxn],
    ['EE', 25, 1, ee],
    ['EPAN', 57, 1, epan],
  )
}

function tcrOf({ halves, ips, ha, hd, ds }: Stage1Choices): bigint {
  return packed(
    ...halfFields(0, halves[0]),
    ...halfFields(1, halves[1]),
    ['IPS', 32, 3, psOf('ips', ips)],
    ['HA', 39, 1, ha],
    ['HD', 40, 1, hd],
    ['DS', 59, 1, ds],
  )
}

function vtcrOf(of: Stage2Choices): bigint {
  const sl = slOf(of)
  return packed(
    ['T0SZ', 0, 6, of.t0sz],
    ['SL0', 6, 2, sl & 0b11],
    ['IRGN0', 8, 2, of.irgn],
    ['ORGN0', 10, 2, of.orgn],
    ['SH0', 12, 2, of.sh],
    ['TG0', 14, 2, tg0Of(of.granule)],
    ['PS', 16, 3, psOf('ps', of.ps)],
    ['HA', 21, 1, of.ha],
    ['HD', 22, 1, of.hd],
    ['RES1', 31, 1, true],
    ['DS', 32, 1, of.ds],
    ['SL2', 33, 1, sl >> 2],
  )
}

/** HCR_EL2; RW is 1, as EL1 is AArch64. */
function hcrOf({ vm, ptw, dc, tge, cd, id, fwb, dct }: HcrChoices): bigint {
  return packed(
    ['VM', 0, 1, vm],
    ['PTW', 2, 1, ptw],
    ['DC', 12, 1, dc],
    ['TGE', 27, 1, tge],
    ['RW', 31, 1, true],
    ['CD', 32, 1, cd],
    ['ID', 33, 1, id],
    ['FWB', 46, 1, fwb],
    ['DCT', 57, 1, dct],
  )
}

/**
 * The registers of the EL1&0 regime for choices of their fields. What no field says is 0, but for HCR_EL2.RW and RES1.
 * @throws RangeError where a field cannot hold its value, or a base is no address of a table; it names the field
 */
export function registersOf({ stage1, stage2, hcr }: RegisterChoices): Registers {
  return {
    sctlr: toWord(sctlrOf(stage1)),
    tcr: toWord(tcrOf(stage1)),
    ttbr0: baseRegister(stage1.halves[0].base),
    ttbr1: baseRegister(stage1.halves[1].base),
    mair: stage1.mair,
    hcr: toWord(hcrOf(hcr)),
    vtcr: toWord(vtcrOf(stage2)),
    vttbr: baseRegister(stage2.base),
    sctlr2: toWord(packed(['EE', 25, 1, stage2.ee])),
  }
}
