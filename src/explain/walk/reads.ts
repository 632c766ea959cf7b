import type { MemoryAttributes } from '../../arch/attributes.ts'
import { kindsOf, nextDescriptor, outputAddress } from '../../arch/walk/descriptor.ts'
import type { Descriptor, DescriptorKind } from '../../arch/walk/descriptor.ts'
import { lsbOf } from '../../arch/walk/granule.ts'
import type { Read, Recorder } from '../../arch/walk/recorder.ts'
import type { Purpose } from '../../arch/walk/trace.ts'
import { inByteOrder, lowBits, shifted, toBigInt } from '../../arch/walk/word.ts'

/** Bits of an input address that choose an entry. */
export interface Index {
  readonly msb: number
  readonly lsb: number
  readonly value: number
}

/** One read of a walk, with what a reader asks of it. */
export interface WalkRead {
  /** `read-1`, `read-2`, ... */
  readonly id: string
  readonly number: number
  readonly stage: 1 | 2
  readonly level: number
  readonly purpose: Purpose
  readonly kind: DescriptorKind
  /** The address that this read has a part in translating: a VA at stage 1, an IPA at stage 2. */
  readonly input: number
  readonly index: Index
  /** Where the descriptor lies: for stage 1 as an IPA too, else null. */
  readonly ipa: number | null
  readonly pa: number
  /** The descriptor as hardware reads it: with the bytes in order where tables are big-endian. */
  readonly value: bigint
  /** The same as it lies in memory, in the order of a little-endian word. */
  readonly raw: bigint
  /** Where it leads; null where it is invalid. */
  readonly next: number | null
  /** With what attributes it is read. */
  readonly attributes: MemoryAttributes
  /** A hardware update reads it again before it writes. */
  readonly again: boolean
  /** What hardware then writes there; null where it writes nothing. */
  readonly written: bigint | null
  readonly descriptor: Readonly<Descriptor>
}

/** The id of a read by its number, by which it is picked. */
export const readId = (number: number) => `read-${number}`

/** The number of the read that an id names; null where it names none. */
export function readNumber(id: string): number | null {
  const [, digits] = /^read-(\d+)$/.exec(id) ?? []
  return digits === undefined ? null : Number(digits)
}

/** The row of the picture that a read stands in: a level of stage 1, or the access itself. */
export type RowOf = number | 'access'

export const isLeaf = ({ kind }: WalkRead) => kind === 'block' || kind === 'page'

/** A read by which an address is translated, and not one of a hardware update of a leaf. */
export const isFirst = ({ purpose, again }: WalkRead) => purpose !== 'update' && !again

/** The bits of the input address that a level resolves; the start level has those up to the top. */
export function indexAt({ tables, level, input }: Pick<Descriptor, 'tables' | 'level' | 'input'>): Index {
  const lsb = lsbOf(tables.granule, level)
  const msb = level === tables.start ? tables.inputBits - 1 : lsb + tables.granule.stride - 1
  return { msb, lsb, value: lowBits(shifted(input, lsb), msb - lsb + 1) }
}

const rawOf = (descriptor: Readonly<Descriptor>) =>
  toBigInt(inByteOrder(descriptor, descriptor.tables.bigEndian))

function leadsTo(descriptor: Readonly<Descriptor>, kind: DescriptorKind): number | null {
  if (kind === 'invalid') return null
  return kind === 'table' ? nextDescriptor(descriptor) : outputAddress(descriptor)
}

function readOf(read: Read, at: number, { updates }: Recorder): WalkRead {
  const { descriptor, purpose, attributes, again } = read
  const { tables, level } = descriptor
  const kind = kindsOf(tables)[level * 4 + 4 + (descriptor.lo & 0b11)] as DescriptorKind
  const written = again ? updates.find(({ after }) => after === at + 1) : undefined
  return {
    id: readId(at + 1),
    number: at + 1,
    stage: tables.stage,
    level,
    purpose,
    kind,
    input: descriptor.input,
    index: indexAt(descriptor),
    ipa: tables.stage === 1 ? descriptor.address : null,
    pa: descriptor.pa,
    value: toBigInt(descriptor),
    raw: rawOf(descriptor),
    next: leadsTo(descriptor, kind),
    attributes,
    again,
    written: written ? toBigInt(written.descriptor) : null,
    descriptor,
  }
}

/** Every read of a recorded walk, in order. */
export const readsOf = (recorder: Recorder): readonly WalkRead[] =>
  recorder.reads.map((read, at) => readOf(read, at, recorder))
