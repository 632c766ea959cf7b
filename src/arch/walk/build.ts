import { lsbOf } from './granule.ts'
import type { SparseMemory } from './memory.ts'
import type { Tables } from './tables.ts'
import { inByteOrder, lowBits, pow2, shifted, toWord } from './word.ts'

/** Where tables lie: the address of the next one that is free, for the level that it is of. */
export type Place = (level: number) => number

/** One mapping: the leaf at `level` that covers `input` leads to `output`, whose low bits do not count. */
export interface Mapping {
  readonly input: number
  readonly output: number
  readonly level: number
  /** What the leaf holds besides its address and its type. */
  readonly bits: bigint
}

const valid = 0b01n
const tableOrPage = 0b10n

/** An address as a descriptor holds it: bits [51:48] where the tables have them, the rest in [47:12]. */
export function addressBits({ ds, wide }: Tables, address: number): bigint {
  const value = BigInt(address)
  const low = value & 0xffff_ffff_f000n
  if (wide) return low | (((value >> 48n) & 0xfn) << 12n)
  if (!ds) return low
  return low | (value & 0x3_0000_0000_0000n) | (((value >> 50n) & 0b11n) << 8n)
}

/** A block or page descriptor that leads to an address, which is aligned down to what it maps. */
export function leafDescriptor(tables: Tables, { level, output, bits }: Omit<Mapping, 'input'>): bigint {
  const size = pow2(lsbOf(tables.granule, level))
  const aligned = Math.floor(output / size) * size
  return bits | addressBits(tables, aligned) | valid | (level === 3 ? tableOrPage : 0n)
}

/**
 * Real descriptors of one stage in memory. Mappings that share their upper index bits share tables, as a hypervisor's
 * do. `physical` gives where a table lies in memory: for stage 1, what stage 2 makes of its IPA.
 */
export class TableBuilder {
  readonly #tables: Tables
  readonly #memory: SparseMemory
  readonly #place: Place
  readonly #physical: (address: number) => number
  readonly #tableBits: bigint
  readonly #known = new Map<number, number>()

  /** `tables` say the shape, and where the first table lies; `tableBits` stand in every table descriptor. */
  constructor(
    tables: Tables,
    memory: SparseMemory,
    place: Place,
    physical: (address: number) => number = (address) => address,
    tableBits = 0n,
  ) {
    this.#tables = tables
    this.#memory = memory
    this.#place = place
    this.#physical = physical
    this.#tableBits = tableBits
  }

  /** Adds a mapping. A level above the first table's counts as that one. */
  map(mapping: Mapping): void {
    const { start } = this.#tables
    const last = Math.max(mapping.level, start)
    let table = this.#tables.base
    for (let level = start; level < last; level += 1) table = this.#next(table, mapping.input, level)
    const whole = { ...mapping, level: last }
    this.#write(this.#entry(table, mapping.input, last), leafDescriptor(this.#tables, whole))
  }

  /** The table below an entry; a new one where there is none yet. */
  #next(table: number, input: number, level: number): number {
    const entry = this.#entry(table, input, level)
    const known = this.#known.get(entry)
    if (known !== undefined) return known
    const made = this.#place(level + 1)
    this.#known.set(entry, made)
    this.#write(entry, this.#tableBits | addressBits(this.#tables, made) | valid | tableOrPage)
    return made
  }

  #entry(table: number, input: number, level: number): number {
    const { granule, start } = this.#tables
    const index = shifted(input, lsbOf(granule, level))
    return table + (level === start ? index : lowBits(index, granule.stride)) * 8
  }

  #write(address: number, descriptor: bigint): void {
    const word = inByteOrder(toWord(descriptor), this.#tables.bigEndian)
    this.#memory.write(this.#physical(address), word)
  }
}
