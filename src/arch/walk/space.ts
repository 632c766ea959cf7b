import { alignedDown, overlaps, type Region } from './region.ts'
import { lowBits, pow2 } from './word.ts'

/** What is to be put somewhere: at an address that is `offset` above a multiple of `align`, if possible `preferred`. */
export interface Need {
  readonly bytes: number
  readonly align: number
  readonly offset?: number
  readonly preferred: number
}

/** The first address from `from` up at which there is room below `end`. Null where there is none. */
function gap(from: number, { bytes, align, offset = 0 }: Need, taken: readonly Region[], end: number) {
  let at = alignedDown(from - offset + align - 1, align) + offset
  while (at + bytes <= end) {
    const hit = taken.find((region) => overlaps(region, { from: at, bytes }))
    if (!hit) return at
    at = alignedDown(hit.from + hit.bytes - offset + align - 1, align) + offset
  }
  return null
}

/** Hands out parts of an address space of `bits` bits, always the same ones for the same needs. */
export class Space {
  readonly #bits: number
  readonly #taken: Region[]
  readonly #avoided: readonly Region[]

  /** Nothing lies in `taken`. Nothing lies in `avoided` either, unless there is no other room. */
  constructor(bits: number, taken: readonly Region[], avoided: readonly Region[]) {
    this.#bits = bits
    this.#taken = [...taken]
    this.#avoided = avoided
  }

  /** Nothing that is put somewhere from now on lies in the region. */
  keep(region: Region): void {
    this.#taken.push(region)
  }

  /**
   * An address for a need: the preferred one, with as many bits as the space has; else the next above that is free,
   * else the lowest that is free. A space that is too small leaves it above, where a walk meets the fault of that.
   */
  take(need: Need): number {
    const from =
      this.#within(need, [...this.#taken, ...this.#avoided]) ??
      this.#within(need, this.#taken) ??
      gap(pow2(this.#bits), need, this.#taken, Number.POSITIVE_INFINITY) ??
      pow2(this.#bits)
    this.keep({ from, bytes: need.bytes })
    return from
  }

  #within(need: Need, taken: readonly Region[]): number | null {
    const { align, offset = 0 } = need
    const wanted = lowBits(need.preferred, this.#bits)
    const from = Math.max(alignedDown(wanted - offset, align), 0) + offset
    const end = pow2(this.#bits)
    return gap(from, need, taken, end) ?? gap(offset, need, taken, end)
  }
}
