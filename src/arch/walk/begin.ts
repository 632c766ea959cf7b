import type { CitationId } from '../../cite/citations.ts'
import type { Status, Table } from '../rule.ts'
import { passes, type Check, type FaultKind } from './check.ts'
import type { Descriptor } from './descriptor.ts'
import { lsbOf } from './granule.ts'
import type { Tables } from './tables.ts'
import { pow2, shifted } from './word.ts'

/** A first read that is about to be made. */
export type FirstRead = Pick<Descriptor, 'tables' | 'input' | 'address'>

/** The first read of stage 1, with the access that asks for it. */
export interface FirstRead1 extends FirstRead {
  /** The VA. */
  readonly hi: number
  readonly lo: number
  /** The access is made with EL0's permissions. */
  readonly el0: boolean
}

const txsz = (t: Tables) => (t.stage === 2 ? 'VTCR_EL2.T0SZ' : `TCR_EL1.T${t.half}SZ`)
const sizes: readonly CitationId[] = ['txsz-1', 'txsz-2']

/** What the limits of TxSZ depend on, besides the PE. */
const kindOf = ({ granule: { size }, ds }: Tables) =>
  size === '64K' ? '64K tables' : `${size} tables and DS ${ds ? 1 : 0}`

function sizeRow(
  id: string,
  says: string,
  because: string,
  when: (t: Tables) => boolean,
  gives: FaultKind | null,
  status?: Status,
): Check<Tables> {
  return {
    id,
    cite: sizes,
    says,
    because,
    shows: (t) => `${txsz(t)} is ${t.txsz}, and this PE allows ${t.least} to ${t.most} with ${kindOf(t)}`,
    reads: [],
    when,
    gives: () => gives,
    ...(gives === null && { keeps: true as const }),
    ...(status && {
      status,
      choice: `Fault on TxSZ value ${id.includes('above') ? 'above maximum' : 'below minimum'}`,
    }),
  }
}

/** Whether the size of the input address is one that the PE allows. Source: `AArch64_S1TxSZFaults`, `AArch64_S2TxSZFaults`. */
export const inputSize: Table<Tables, FaultKind | null> = {
  id: 'input-size',
  title: 'The size of the input address',
  of: [],
  rules: [
    sizeRow(
      'txsz-below',
      'Translation fault: TxSZ below its minimum',
      'TxSZ asks for a larger input address than the PE has',
      (t) => t.txsz < t.least && t.faultsBelow,
      'Translation',
    ),
    sizeRow(
      'txsz-below-fault',
      'Translation fault: TxSZ below its minimum',
      'TxSZ asks for a larger input address than the PE has, and this PE faults',
      (t) => t.txsz < t.least && t.pe.txszbelow === 'fault',
      'Translation',
      'implementation-defined',
    ),
    sizeRow(
      'txsz-below-clamped',
      'TxSZ is taken as its minimum',
      'TxSZ asks for a larger input address than the PE has, and this PE takes the largest that it has',
      (t) => t.txsz < t.least,
      null,
      'implementation-defined',
    ),
    sizeRow(
      'txsz-above-fault',
      'Translation fault: TxSZ above its maximum',
      'TxSZ asks for a smaller input address than the PE supports, and this PE faults',
      (t) => t.txsz > t.most && t.pe.txszabove === 'fault',
      'Translation',
      'implementation-defined',
    ),
    sizeRow(
      'txsz-above-clamped',
      'TxSZ is taken as its maximum',
      'TxSZ asks for a smaller input address than the PE supports, and this PE takes the smallest that it has',
      (t) => t.txsz > t.most,
      null,
      'implementation-defined',
    ),
    sizeRow('txsz-allowed', 'TxSZ is allowed', 'TxSZ is within the limits of the PE', () => true, null),
  ],
}

function startRow(id: string, because: string, when: (t: Tables) => boolean): Check<Tables> {
  return {
    id,
    cite: ['s2-invalid-sl'],
    says: 'Translation fault: invalid SL0',
    because,
    reads: [],
    when,
    gives: () => 'Translation',
  }
}

/** A row for a start level that needs a large PA, which says how large this PE's is. */
function smallPaRow(id: string, because: string, when: (t: Tables) => boolean): Check<Tables> {
  return { ...startRow(id, because, when), shows: ({ pe }) => `${because}; this PE has ${pe.pa}` }
}

const sl0 = (t: Tables) => t.sl & 0b11
const is = (t: Tables, size: string) => t.granule.size === size

/** The sizes of IPA, in bits, for which tables that start at a level fit: one whole table to 16 concatenated ones. */
export function inputBitsFor({ bits, stride }: Tables['granule'], start: number): readonly [number, number] {
  const below = (3 - start) * stride + bits
  return [below + 1, below + stride + 4]
}

/** Whether stage 2 may start at the level that SL0 names. Source: `AArch64_S2InvalidSL`, `AArch64_S2InconsistentSL`. */
export const startLevel: Table<Tables, FaultKind | null> = {
  id: 's2-start-level',
  title: 'Where stage 2 starts',
  of: [],
  rules: [
    startRow(
      'sl2-with-sl0',
      'VTCR_EL2.SL2 1 names level -1 only with SL0 0b00',
      (t) => t.sl >= 4 && sl0(t) !== 0,
    ),
    smallPaRow(
      'sl0-4k-level-0',
      'SL0 0b10 starts 4K tables at level 0, which a PE with less than 44 bits of PA does not have',
      (t) => is(t, '4K') && t.sl === 0b10 && t.pe.pa < 44,
    ),
    startRow(
      'sl0-4k-level-3',
      'SL0 0b11 starts 4K tables at level 3, which needs FEAT_TTST',
      (t) => is(t, '4K') && t.sl === 0b11 && !t.pe.ttst,
    ),
    startRow(
      'sl0-16k-level-0',
      'SL0 0b11 starts 16K tables at level 0, which needs VTCR_EL2.DS 1',
      (t) => is(t, '16K') && t.sl === 0b11 && !t.ds,
    ),
    smallPaRow(
      'sl0-16k-level-1',
      'SL0 0b10 starts 16K tables at level 1, which a PE with less than 42 bits of PA does not have',
      (t) => is(t, '16K') && t.sl === 0b10 && t.pe.pa < 42,
    ),
    startRow(
      'sl0-64k-reserved',
      'SL0 0b11 is reserved with 64K tables',
      (t) => is(t, '64K') && t.sl === 0b11,
    ),
    smallPaRow(
      'sl0-64k-level-1',
      'SL0 0b10 starts 64K tables at level 1, which a PE with less than 44 bits of PA does not have',
      (t) => is(t, '64K') && t.sl === 0b10 && t.pe.pa < 44,
    ),
    {
      ...startRow(
        'sl0-inconsistent',
        'the IPA is too small or too large for tables that start there, also with 16 of them concatenated',
        (t) => {
          const [least, most] = inputBitsFor(t.granule, t.start)
          return t.inputBits < least || t.inputBits > most
        },
      ),
      cite: ['s2-inconsistent-sl'],
      says: 'Translation fault: SL0 and T0SZ do not fit',
      shows: (t) => {
        const [least, most] = inputBitsFor(t.granule, t.start)
        return `${t.granule.size} tables that start at level ${t.start} are for an IPA of ${least} to ${most} bits, and VTCR_EL2.T0SZ gives ${t.inputBits}`
      },
    },
    passes('sl0-fits', 'The start level fits', 'tables that start there hold an IPA of this size', [
      's2-invalid-sl',
      's2-inconsistent-sl',
    ]),
  ],
}

/** Whether the bits of a VA above the input address differ from bit 55. Source: `AArch64_VAIsOutOfRange`. */
function outOfRange({ tables: { inputBits, tbi }, hi, lo }: FirstRead1): boolean {
  const sign = (hi << 8) >> 31
  const high = tbi ? (hi ^ sign) & 0x00ff_ffff : hi ^ sign
  if (inputBits >= 32) return high >>> (inputBits - 32) !== 0
  return high !== 0 || (lo ^ sign) >>> inputBits !== 0
}

const firstTooHigh = <In extends FirstRead>(id: string): Check<In> => ({
  id,
  cite: ['oa-out-of-range'],
  says: 'Address size fault: the first descriptor lies too high',
  because: 'the address of the first descriptor is beyond the output size of the stage; level 0 is reported',
  shows: ({ tables, address }) =>
    `0x${address.toString(16)} is beyond the ${tables.outputBits} bits of the stage`,
  reads: [],
  when: ({ tables, address }) => address >= pow2(tables.outputBits),
  gives: () => 'AddressSize',
})

/** What may stop stage 1 before its first read. Source: `AArch64_S1Translate`, `AArch64_S1Walk`. */
export const stage1Begins: Table<FirstRead1, FaultKind | null> = {
  id: 's1-begins',
  title: 'Stage 1 before its first read',
  of: [],
  rules: [
    {
      id: 'va-out-of-range',
      cite: ['va-range'],
      says: 'Translation fault: the VA is in neither half',
      because: 'the bits of the VA above its size are not all equal to bit 55',
      shows: ({ tables }) =>
        `bits [${tables.tbi ? 55 : 63}:${tables.inputBits}] of the VA are not all equal to bit 55`,
      reads: [],
      when: outOfRange,
      gives: () => 'Translation',
    },
    {
      id: 'va-e0pd',
      cite: ['e0pd'],
      says: 'Translation fault: E0PD',
      because: 'TCR_EL1.E0PDx 1 keeps EL0 from this half',
      reads: [],
      when: ({ tables, el0 }) => tables.e0pd && el0,
      gives: () => 'Translation',
    },
    {
      id: 'va-epd',
      cite: ['epd'],
      says: 'Translation fault: EPD',
      because: 'TCR_EL1.EPDx 1 forbids walks of this half',
      reads: [],
      when: ({ tables }) => tables.epd,
      gives: () => 'Translation',
    },
    firstTooHigh('first-descriptor-size'),
    passes('s1-walk-begins', 'The walk begins'),
  ],
}

/** What may stop stage 2 before its first read. Source: `AArch64_S2Translate`, `AArch64_S2Walk`. */
export const stage2Begins: Table<FirstRead, FaultKind | null> = {
  id: 's2-begins',
  title: 'Stage 2 before its first read',
  of: [],
  rules: [
    {
      id: 'ipa-out-of-range',
      cite: ['s2-translate'],
      says: 'Translation fault: the IPA is too large',
      because: 'the IPA has bits above the size that VTCR_EL2.T0SZ gives',
      shows: ({ tables }) => `the IPA needs more than the ${tables.inputBits} bits of VTCR_EL2.T0SZ`,
      reads: [],
      when: ({ tables, input }) => input >= pow2(tables.inputBits),
      gives: () => 'Translation',
    },
    firstTooHigh('s2-first-descriptor-size'),
    passes('s2-walk-begins', 'The walk begins'),
  ],
}

/** Address of the first descriptor for an input address; concatenated tables have a longer index. */
export const firstDescriptor = ({ base, granule, start }: Tables, input: number) =>
  base + shifted(input, lsbOf(granule, start)) * 8
