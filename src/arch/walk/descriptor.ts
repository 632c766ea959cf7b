import type { CitationId } from '../../cite/citations.ts'
import { first, type Table } from '../rule.ts'
import { passes, type FaultKind } from './check.ts'
import { lsbOf, runOf, type GranuleSize } from './granule.ts'
import type { Tables } from './tables.ts'
import { lowBits, pow2, shifted } from './word.ts'

/** What a descriptor is. */
export type DescriptorKind = 'invalid' | 'table' | 'block' | 'page'

/** A descriptor that a walk has read, as the checks see it. One object serves a whole walk. */
export interface Descriptor {
  readonly tables: Tables
  level: number
  /** Both halves, in the order of a little-endian word. */
  hi: number
  lo: number
  /** The input address that is translated. */
  input: number
  /** Where the descriptor lies: an IPA at stage 1, a PA at stage 2. */
  address: number
  /** The same as a PA. */
  pa: number
  /** Where it leads: the next descriptor's address, or the output address of a leaf. */
  next: number
}

const inManual: readonly CitationId[] = ['vmsa-descriptors', 'decode-descriptor']

const low2 = ({ lo }: Descriptor) => lo & 0b11

/** Whether a level may hold block descriptors. Source: *Translation table levels*, `AArch64_BlockDescSupported`. */
export function allowsBlock(
  { granule, ds, pe }: Pick<Tables, 'granule' | 'ds' | 'pe'>,
  level: number,
): boolean {
  const highest: Record<GranuleSize, number> = {
    '4K': ds ? 0 : 1,
    '16K': ds ? 1 : 2,
    '64K': pe.lpa && pe.pa >= 52 ? 1 : 2,
  }
  return level < 3 && level >= highest[granule.size]
}

/** What the low bits of a descriptor say. Source: `AArch64_DecodeDescriptorType`. */
export const descriptorKind: Table<Descriptor, DescriptorKind> = {
  id: 'descriptor-kind',
  title: 'What the descriptor is',
  of: [],
  rules: [
    {
      id: 'descriptor-invalid',
      cite: inManual,
      says: 'Invalid',
      because: 'bit 0 of the descriptor is 0',
      reads: [],
      when: ({ lo }) => (lo & 1) === 0,
      gives: () => 'invalid',
    },
    {
      id: 'descriptor-table',
      cite: inManual,
      says: 'A table',
      because: 'bits [1:0] are 0b11 at a level above 3',
      reads: [],
      when: (d) => low2(d) === 0b11 && d.level < 3,
      gives: () => 'table',
    },
    {
      id: 'descriptor-page',
      cite: inManual,
      says: 'A page',
      because: 'bits [1:0] are 0b11 at level 3',
      reads: [],
      when: (d) => low2(d) === 0b11,
      gives: () => 'page',
    },
    {
      id: 'descriptor-block',
      cite: inManual,
      says: 'A block',
      because: 'bits [1:0] are 0b01 at a level that has blocks',
      reads: [],
      when: ({ tables, level }) => allowsBlock(tables, level),
      gives: () => 'block',
    },
    {
      id: 'descriptor-no-block',
      cite: inManual,
      says: 'Invalid: no blocks at this level',
      because: 'bits [1:0] are 0b01, and this granule has no block descriptors at this level',
      shows: ({ tables, level }) =>
        level === 3
          ? 'bits [1:0] are 0b01, which is reserved at level 3'
          : `bits [1:0] are 0b01, and ${tables.granule.size} tables have no block descriptors at level ${level}`,
      reads: [],
      when: () => true,
      gives: () => 'invalid',
    },
  ],
}

/** What descriptors of some tables are, by `(level + 1) * 4 + bits [1:0]`. */
export type Kinds = readonly DescriptorKind[]

const layouts = new Map<string, Kinds>()

/** Asks `descriptorKind` once for all tables of a shape: its rows look at the level and bits [1:0] alone. */
export function kindsOf(tables: Tables): Kinds {
  const { granule, ds, pe } = tables
  const key = `${granule.size} ${ds} ${pe.lpa} ${pe.pa}`
  const known = layouts.get(key)
  if (known) return known
  const all = [-1, 0, 1, 2, 3].flatMap((level) =>
    [0, 1, 2, 3].map((lo) =>
      first(descriptorKind, { tables, level, hi: 0, lo, input: 0, address: 0, pa: 0, next: 0 }),
    ),
  )
  layouts.set(key, all)
  return all
}

/** Whether an address needs more bits than IPS or PS gives. */
const beyond = (address: number, { outputBits }: Tables) => address >= pow2(outputBits)

const sizeOf = ({ stage, outputBits }: Tables) =>
  `${stage === 1 ? 'TCR_EL1.IPS' : 'VTCR_EL2.PS'} and the PE allow ${outputBits} bits`

/** What may stop a walk at a table descriptor. */
export const tableChecks: Table<Descriptor, FaultKind | null> = {
  id: 'table-checks',
  title: 'A table descriptor',
  of: [],
  rules: [
    {
      id: 'next-table-size',
      cite: ['oa-out-of-range'],
      says: 'Address size fault: the next descriptor lies too high',
      because: 'the address of the next descriptor is beyond the output size of the stage',
      shows: ({ tables, next }) => `0x${next.toString(16)} is beyond what ${sizeOf(tables)}`,
      reads: [],
      when: ({ tables, next }) => beyond(next, tables),
      gives: () => 'AddressSize',
    },
    passes('table-goes-on', 'The walk goes on'),
  ],
}

/** log2 of the entries that a leaf's Contiguous bit, bit 52, puts together; 0 where it does not. */
const runIn = ({ tables, level, hi }: Readonly<Descriptor>) =>
  (hi & (1 << 20)) === 0 ? 0 : runOf(tables.granule, level)

/** Source: *The Contiguous bit*. A run larger than the input address space is misprogrammed. */
const isMisprogrammed = (leaf: Descriptor) => {
  const run = runIn(leaf)
  return run > 0 && lsbOf(leaf.tables.granule, leaf.level) + run > leaf.tables.inputBits
}

/** What may stop a walk at a block or page descriptor, before its permissions are looked at. */
export const leafChecks: Table<Descriptor, FaultKind | null> = {
  id: 'leaf-checks',
  title: 'A block or page descriptor',
  of: [],
  rules: [
    {
      id: 'leaf-nt',
      cite: ['vmsa-descriptors', 's1-walk', 's2-walk'],
      says: 'Translation fault: nT',
      because: 'bit 16 of a block, nT, is 1, which on this PE faults until software clears it',
      reads: [],
      when: ({ tables, lo, level }) => tables.pe.nt === 'fault' && (lo & (1 << 16)) !== 0 && level < 3,
      gives: () => 'Translation',
      status: 'implementation-defined',
      choice: 'BBM level 1 or 2 support nT bit causes Translation Fault',
    },
    {
      id: 'leaf-oa-size',
      cite: ['oa-out-of-range'],
      says: 'Address size fault: the output address',
      because: 'the output address is beyond the output size of the stage',
      shows: ({ tables, next }) => `0x${next.toString(16)} is beyond what ${sizeOf(tables)}`,
      reads: [],
      when: ({ tables, next }) => beyond(next, tables),
      gives: () => 'AddressSize',
    },
    {
      id: 'leaf-af',
      cite: ['access-flag'],
      says: 'Access flag fault',
      because: 'AF, bit 10, is 0 and hardware does not set it here',
      reads: [],
      when: ({ tables, lo }) => (lo & (1 << 10)) === 0 && !tables.ha,
      gives: () => 'AccessFlag',
    },
    {
      ...passes<Descriptor>(
        'leaf-contiguous-misprogrammed',
        'It maps, and its Contiguous bit is misprogrammed',
      ),
      cite: ['vmsa-descriptors', 'stage-oa'],
      because:
        'a contiguous run of this level is larger than the input address space; this PE takes it as it is',
      when: isMisprogrammed,
      status: 'implementation-defined',
      choice: 'Translation fault on misprogrammed contiguous bit',
    },
    passes('leaf-maps', 'It maps'),
  ],
}

/** Bits [51:48] of an address, which a descriptor holds elsewhere than bits [47:0]. */
const topOf = ({ ds, wide }: Tables, hi: number, lo: number) =>
  wide ? (lo >>> 12) & 0xf : ds ? (((lo >>> 8) & 0b11) << 2) | ((hi >>> 16) & 0b11) : 0

/** The address in a descriptor, from bit `lsb` up. Source: `AArch64_NextTableBase`, `AArch64_LeafBase`. */
export function addressIn(tables: Tables, hi: number, lo: number, lsb: number): number {
  const low = lsb < 32 ? ((lo >>> lsb) << lsb) >>> 0 : 0
  const middle = lsb < 32 ? hi & 0xffff : ((hi & 0xffff) >>> (lsb - 32)) << (lsb - 32)
  return (topOf(tables, hi, lo) * 0x1_0000 + middle) * pow2(32) + low
}

/** The output address of a leaf for the input address. Source: `StageOA`. */
export function outputAddress(leaf: Readonly<Descriptor>): number {
  const { tables, level, hi, lo, input } = leaf
  const lsb = lsbOf(tables.granule, level)
  const run = tables.pe.contig === 'ignored' ? 0 : runIn(leaf)
  const mapped = addressIn(tables, hi, lo, lsb)
  const low = lowBits(input, lsb + run)
  return (run === 0 ? mapped : mapped - lowBits(mapped, lsb + run)) + low
}

/** Where the table that a descriptor names has the next descriptor for the input address. */
export function nextDescriptor({ tables, level, hi, lo, input }: Readonly<Descriptor>): number {
  const { granule } = tables
  const index = lowBits(shifted(input, lsbOf(granule, level + 1)), granule.stride)
  return addressIn(tables, hi, lo, granule.bits) + index * 8
}
