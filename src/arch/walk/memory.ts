import type { Word } from './word.ts'

/**
 * The memory that a walk reads: 64-bit words by physical address, in the order of a little-endian word. An
 * address is a multiple of 8 below 2^52.
 */
export interface Memory {
  /** Puts the word at `address` into `word`; memory that holds nothing reads as zero. */
  read(address: number, word: Word): void
  write(address: number, word: Word): void
}

/** Multiplier of the hash of an address; an odd number near 2^32 divided by the golden ratio. */
const spread = 0x9e37_79b1

/** Memory with few words: an open hash table, as a walk asks for a word in every step. */
export class SparseMemory implements Memory {
  #keys = new Float64Array(0)
  #words = new Int32Array(0)
  #mask = 0
  #size = 0

  constructor(words: Iterable<readonly [number, Word]> = []) {
    this.#grow(64)
    for (const [address, word] of words) this.write(address, word)
  }

  read(address: number, word: Word): void {
    const at = this.#slot(address)
    if (this.#keys[at] === address) {
      word.hi = this.#words[at * 2] as number
      word.lo = this.#words[at * 2 + 1] as number
    } else {
      word.hi = 0
      word.lo = 0
    }
  }

  write(address: number, { hi, lo }: Word): void {
    if (this.#size * 2 >= this.#keys.length) this.#grow(this.#keys.length * 2)
    const at = this.#slot(address)
    if (this.#keys[at] !== address) this.#size += 1
    this.#keys[at] = address
    this.#words[at * 2] = hi
    this.#words[at * 2 + 1] = lo
  }

  /** Every word that was written, in no order that means something. */
  *entries(): Generator<readonly [number, Word]> {
    for (let at = 0; at < this.#keys.length; at += 1) {
      const address = this.#keys[at] as number
      if (address >= 0)
        yield [address, { hi: this.#words[at * 2] as number, lo: this.#words[at * 2 + 1] as number }]
    }
  }

  /** Where the word at `address` stands, or the free place where it would. */
  #slot(address: number): number {
    const low = address >>> 3
    const high = (address / 0x1_0000_0000) | 0
    let at = (Math.imul(low ^ Math.imul(high, 0x85eb_ca6b), spread) >>> 7) & this.#mask
    let key = this.#keys[at] as number
    while (key >= 0 && key !== address) {
      at = (at + 1) & this.#mask
      key = this.#keys[at] as number
    }
    return at
  }

  #grow(length: number): void {
    const old = [...this.entries()]
    this.#keys = new Float64Array(length).fill(-1)
    this.#words = new Int32Array(length * 2)
    this.#mask = length - 1
    this.#size = 0
    for (const [address, word] of old) this.write(address, word)
  }
}
