import {
  cached,
  device,
  deviceTypes,
  hintNames,
  nc,
  normal,
  type CacheField,
  type MemoryAttributes,
  type Shareability,
} from './attributes.ts'
import type { AttributeInputs } from './inputs.ts'
import type { Rule, Table } from './rule.ts'

/** The byte of MAIR_EL1 that AttrIndx selects, with the leaf's decoded shareability. */
export interface MairInput {
  readonly at: AttributeInputs
  readonly shareability: Shareability
}

type Row = Rule<MairInput, MemoryAttributes>

const high = (mair: number) => mair >> 4
const low = (mair: number) => mair & 0xf

/**
 * One nibble of a Normal byte: 0b0100 is NC; bit 2 chooses Write-Back over Write-Through,
 * bit 3 non-transient over transient, bits 1 and 0 are read- and write-allocate.
 */
export function decodeNibble(nibble: number): CacheField {
  if (nibble === 0b0100) return nc
  const hint = hintNames[nibble & 0b11] ?? 'none'
  return cached(nibble & 0b100 ? 'WB' : 'WT', hint, !(nibble & 0b1000))
}

/** A nibble of a reserved byte, taken literally: 0b0000 is Write-Through without allocation. */
const literalNibble = (nibble: number) => (nibble === 0 ? cached('WT', 'none') : decodeNibble(nibble))

function substitute({ at, shareability }: MairInput): MemoryAttributes {
  if (at.resmair === 'ngnrne') return device('nGnRnE', shareability, true)
  if (high(at.mair) === 0) return deviceByte(at.mair, shareability)
  const inner = literalNibble(low(at.mair))
  const outer = literalNibble(high(at.mair))
  return normal(inner, outer, shareability, !(inner.attr === 'WB' && outer.attr === 'WB'))
}

function deviceByte(mair: number, shareability: Shareability): MemoryAttributes {
  return device(deviceTypes[(mair >> 2) & 0b11] ?? 'nGnRnE', shareability, !(mair & 1))
}

function normalByte(mair: number, shareability: Shareability): MemoryAttributes {
  const inner = decodeNibble(low(mair))
  const outer = decodeNibble(high(mair))
  return normal(inner, outer, shareability, !(inner.attr === 'WB' && outer.attr === 'WB'))
}

function reserved(
  id: string,
  because: string,
  reads: readonly string[],
  when: (at: AttributeInputs) => boolean,
): Row {
  return {
    id,
    cite: ['mair-reserved'],
    says: 'A reserved MAIR byte',
    because: `${because}; reserved, and on this PE read as {resmair}`,
    reads: ['mair', 'resmair', ...reads],
    when: ({ at }) => when(at),
    gives: substitute,
    status: 'unpredictable',
    choice: 'RESMAIR',
  }
}

/** MAIR_EL1.Attr<n> to attributes, all 256 bytes. Reserved encodings stand first, as in the pseudocode. */
export const mairByte: Table<MairInput, MemoryAttributes> = {
  id: 'mair-byte',
  title: 'Stage 1: the MAIR_EL1 byte',
  of: ['type', 'hints', 'tags', 'xs-attr'],
  rules: [
    reserved(
      'mair-reserved-device',
      '{mair} is 0b0000xxxx with bits[1:0] not 0b00, and is not allocated ({xs})',
      ['xs'],
      ({ mair, xs }) => high(mair) === 0 && (mair & 0b11) !== 0 && !(xs && (mair & 0b11) === 0b01),
    ),
    reserved(
      'mair-reserved-no-xs',
      '{mair} is allocated by FEAT_XS, which this PE does not have',
      ['xs'],
      ({ mair, xs }) => (mair === 0x40 || mair === 0xa0) && !xs,
    ),
    reserved(
      'mair-reserved-no-mte2',
      '{mair} is allocated by FEAT_MTE2, which this PE does not have',
      ['mte2'],
      ({ mair, mte2 }) => mair === 0xf0 && !mte2,
    ),
    reserved(
      'mair-reserved-inner',
      '{mair} has an inner nibble of 0b0000 under a Normal outer one',
      [],
      ({ mair }) => high(mair) !== 0 && low(mair) === 0 && mair !== 0x40 && mair !== 0xa0 && mair !== 0xf0,
    ),
    {
      id: 'mair-device',
      encoding: '0b0000dd0x',
      cite: ['mair-el1'],
      says: 'A Device byte',
      because: '{mair} is 0b0000dd0x: dd names the Device type, and bit 0 set clears XS',
      reads: ['mair'],
      when: ({ at }) => high(at.mair) === 0,
      gives: ({ at, shareability }) => deviceByte(at.mair, shareability),
    },
    {
      id: 'mair-nc-xs0',
      encoding: '0x40',
      cite: ['mair-el1', 'feat-xs'],
      says: 'Non-cacheable with XS 0',
      because: '{mair} is the Non-cacheable encoding of FEAT_XS',
      reads: ['mair', 'xs'],
      when: ({ at }) => at.mair === 0x40,
      gives: ({ shareability }) => normal(nc, nc, shareability, false),
    },
    {
      id: 'mair-wt-xs0',
      encoding: '0xa0',
      cite: ['mair-el1', 'feat-xs'],
      says: 'Write-Through with XS 0',
      because: '{mair} is the Write-Through, read-allocate encoding of FEAT_XS',
      reads: ['mair', 'xs'],
      when: ({ at }) => at.mair === 0xa0,
      gives: ({ shareability }) => normal(cached('WT', 'RA'), cached('WT', 'RA'), shareability, false),
    },
    {
      id: 'mair-tagged',
      encoding: '0xf0',
      cite: ['mair-el1', 'feat-mte2'],
      says: 'Tagged Write-Back',
      because: '{mair} is Write-Back, read- and write-allocate, with Allocation Tags',
      reads: ['mair', 'mte2'],
      when: ({ at }) => at.mair === 0xf0,
      gives: ({ shareability }) =>
        normal(cached('WB', 'RWA'), cached('WB', 'RWA'), shareability, false, true),
    },
    {
      id: 'mair-normal',
      cite: ['mair-el1', 'mair-hints'],
      says: 'A Normal byte',
      because: '{mair} is two nibbles, outer then inner: cacheability, transience and allocation hints',
      reads: ['mair'],
      when: () => true,
      gives: ({ at, shareability }) => normalByte(at.mair, shareability),
    },
  ],
}
