import { lsbOf } from '../../arch/walk/granule.ts'
import { bin, hex64, hex } from '../words.ts'
import type { Register, RegisterField } from '../registers.ts'
import type { WalkRead } from './reads.ts'

/** What a field of a descriptor is called and says; `kind` is `value` where it is absent. */
interface Told {
  readonly name: string
  readonly hi: number
  readonly lo: number
  readonly short?: string
  readonly from?: number
  readonly kind?: RegisterField['kind']
  readonly says?: string
}

const ap = ['EL1 RW, EL0 none', 'EL1 RW, EL0 RW', 'EL1 RO, EL0 none', 'EL1 RO, EL0 RO']
const s2ap = ['no access', 'read', 'write', 'read and write']
const xn = ['executable', 'at EL0 only', 'not executable', 'at EL1 only']
const sh = ['Non-shareable', 'reserved', 'Outer Shareable', 'Inner Shareable']

const idle = { kind: 'idle' } as const
const res0 = { kind: 'res0', says: 'RES0' } as const

const bitsIn = (value: bigint, hi: number, lo: number) =>
  Number((value >> BigInt(lo)) & ((1n << BigInt(hi - lo + 1)) - 1n))

/** Bits 1 and 0, which say what the descriptor is. */
const type = ({ kind }: WalkRead): Told => ({ name: kind, hi: 1, lo: 0, says: `${kind}, by bits [1:0]` })

/** What lies between bit 12 and the address: bits [51:48] of a 64K address, RES0, and nT of a block. */
function below(read: WalkRead, from: number): readonly Told[] {
  const { tables } = read.descriptor
  const top: readonly Told[] = tables.wide
    ? [{ name: 'address[51:48]', short: '[51:48]', hi: 15, lo: 12 }]
    : []
  const start = tables.wide ? 16 : 12
  if (from <= start) return top
  if (read.kind !== 'block') return [{ name: 'RES0', hi: from - 1, lo: start, ...res0 }, ...top]
  return [
    ...(from > 17 ? [{ name: 'RES0', hi: from - 1, lo: 17, ...res0 }] : []),
    { name: 'nT', hi: 16, lo: 16 },
    ...(start < 16 ? [{ name: 'RES0', hi: 15, lo: start, ...res0 }] : []),
    ...top,
  ]
}

/** The address, and what stands above it up to bit 50. */
function address(read: WalkRead, from: number, name: string): readonly Told[] {
  const { tables } = read.descriptor
  if (tables.ds)
    return [{ name: 'RES0', hi: 50, lo: 50, ...res0 }, { name, hi: 49, lo: from, from }, ...below(read, from)]
  return [{ name: 'RES0', hi: 50, lo: 48, ...res0 }, { name, hi: 47, lo: from, from }, ...below(read, from)]
}

function tableFields(read: WalkRead): readonly Told[] {
  const { granule, ds } = read.descriptor.tables
  const hierarchical: readonly Told[] =
    read.stage === 1
      ? [
          { name: 'NSTable', hi: 63, lo: 63, ...idle, says: 'NSTable, ignored in Non-secure state' },
          { name: 'APTable', hi: 62, lo: 61 },
          { name: 'UXNTable', hi: 60, lo: 60 },
          { name: 'PXNTable', hi: 59, lo: 59 },
          { name: 'ignored', hi: 58, lo: 51, ...idle },
        ]
      : [{ name: 'ignored', hi: 63, lo: 51, ...idle }]
  return [
    ...hierarchical,
    ...address(read, granule.bits, 'next table'),
    ...(ds
      ? [
          { name: 'ignored', hi: 11, lo: 10, ...idle },
          { name: 'next[51:50]', short: '51:50', hi: 9, lo: 8 },
          { name: 'ignored', hi: 7, lo: 2, ...idle },
        ]
      : [{ name: 'ignored', hi: 11, lo: 2, ...idle }]),
    type(read),
  ]
}

/** SH, or with DS two bits of the address. */
const shareability = (ds: boolean, value: bigint): Told =>
  ds
    ? { name: 'OA[51:50]', short: '51:50', hi: 9, lo: 8 }
    : { name: 'SH', hi: 9, lo: 8, says: `SH ${bin(bitsIn(value, 9, 8), 2)}: ${sh[bitsIn(value, 9, 8)]}` }

const accessFlag: Told = { name: 'AF', hi: 10, lo: 10 }

function leaf1(read: WalkRead): readonly Told[] {
  const { value, level } = read
  const { granule, ds } = read.descriptor.tables
  return [
    { name: 'ignored', hi: 63, lo: 63, ...idle },
    { name: 'PBHA', hi: 62, lo: 59, ...idle },
    { name: 'software', hi: 58, lo: 55, ...idle },
    { name: 'UXN', hi: 54, lo: 54 },
    { name: 'PXN', hi: 53, lo: 53 },
    { name: 'Cont', hi: 52, lo: 52, says: 'Contiguous' },
    { name: 'DBM', hi: 51, lo: 51 },
    { name: 'GP', hi: 50, lo: 50, ...idle },
    ...(ds ? [] : [{ name: 'RES0', hi: 49, lo: 48, ...res0 }]),
    ...address(read, lsbOf(granule, level), 'output address').filter(({ hi }) => hi < 50),
    { name: 'nG', hi: 11, lo: 11, ...idle },
    accessFlag,
    shareability(ds, value),
    { name: 'AP', hi: 7, lo: 6, says: `AP[2:1] ${bin(bitsIn(value, 7, 6), 2)}: ${ap[bitsIn(value, 7, 6)]}` },
    { name: 'NS', hi: 5, lo: 5, ...idle, says: 'NS, ignored in Non-secure state' },
    { name: 'AttrIndx', hi: 4, lo: 2 },
    type(read),
  ]
}

function leaf2(read: WalkRead): readonly Told[] {
  const { value, level } = read
  const { granule, ds, pe } = read.descriptor.tables
  const never = bitsIn(value, 54, 53) & (pe.xnx ? 0b11 : 0b10)
  return [
    { name: 'ignored', hi: 63, lo: 63, ...idle },
    { name: 'PBHA', hi: 62, lo: 59, ...idle },
    { name: 'software', hi: 58, lo: 55, ...idle },
    { name: 'XN', hi: 54, lo: 53, says: `XN ${bin(bitsIn(value, 54, 53), 2)}: ${xn[never]}` },
    { name: 'Cont', hi: 52, lo: 52, says: 'Contiguous' },
    { name: 'DBM', hi: 51, lo: 51 },
    ...address(read, lsbOf(granule, level), 'output address'),
    { name: 'FnXS', hi: 11, lo: 11 },
    accessFlag,
    shareability(ds, value),
    { name: 'S2AP', hi: 7, lo: 6, says: `S2AP ${bin(bitsIn(value, 7, 6), 2)}: ${s2ap[bitsIn(value, 7, 6)]}` },
    { name: 'MemAttr', hi: 5, lo: 2 },
    type(read),
  ]
}

function invalid({ value }: WalkRead): readonly Told[] {
  if ((value & 1n) === 0n)
    return [
      { name: 'ignored', hi: 63, lo: 1, ...idle },
      { name: 'invalid', hi: 0, lo: 0, says: 'invalid: bit 0 is 0' },
    ]
  return [
    { name: 'ignored', hi: 63, lo: 2, ...idle },
    { name: 'invalid', hi: 1, lo: 0, says: 'invalid: no blocks at this level' },
  ]
}

function fieldsOf(read: WalkRead): readonly Told[] {
  if (read.kind === 'invalid') return invalid(read)
  if (read.kind === 'table') return tableFields(read)
  return read.stage === 1 ? leaf1(read) : leaf2(read)
}

/** A descriptor that a walk has read, on its ruler; each of its bits can be turned over. */
export function descriptorRegister(read: WalkRead): Register {
  const { value, raw, stage, level, kind, number, pa } = read
  const digits = value.toString(2).padStart(64, '0')
  const flips = `desc_${hex(pa)}_${hex(raw)}${read.descriptor.tables.bigEndian ? '_be' : ''}`
  return {
    id: 'descriptor',
    title: `Read ${number}`,
    value: `${hex64(value)}, stage ${stage} level ${level} ${kind === 'invalid' ? 'invalid descriptor' : `${kind} descriptor`}`,
    bits: 64,
    fields: fieldsOf(read)
      .toSorted((a, b) => b.hi - a.hi)
      .map(({ name, short, hi, lo, from, kind: ground = 'value', says }): RegisterField => {
        const text = digits.slice(63 - hi, 64 - lo)
        return {
          name,
          ...(short !== undefined && { short }),
          ...(from !== undefined && { from }),
          hi,
          lo,
          digits: text,
          kind: ground,
          flips,
          says: says ?? `${name} 0b${text}`,
        }
      }),
  }
}
