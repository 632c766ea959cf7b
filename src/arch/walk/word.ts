/** A 64-bit word as two halves of 32 bits, either of them signed or unsigned as JavaScript's operators leave it. */
export interface Word {
  hi: number
  lo: number
}

/** Powers of two as doubles, 2^0 to 2^63: addresses of 52 bits are shifted by multiplication. */
const power = Float64Array.from({ length: 64 }, (_, exponent) => 2 ** exponent)

/** Two to the power of `exponent`, 0 to 63. */
export const pow2 = (exponent: number) => power[exponent] as number

const inverse = Float64Array.from({ length: 64 }, (_, exponent) => 2 ** -exponent)

/** An address shifted right by `by` bits, 0 to 63. */
export const shifted = (address: number, by: number) => Math.floor(address * (inverse[by] as number))

/** The low `bits` of an address, 0 to 63 of them. */
export const lowBits = (address: number, bits: number) => address - shifted(address, bits) * pow2(bits)

/** A 64-bit value as halves. @throws RangeError where it is negative or longer */
export function toWord(value: bigint): Word {
  if (value < 0n || value >> 64n !== 0n) throw new RangeError(`${value} is no 64-bit value`)
  return { hi: Number(value >> 32n), lo: Number(value & 0xffff_ffffn) }
}

/** Both halves as one value, 0 to 2^64 - 1. */
export const toBigInt = ({ hi, lo }: Word) => (BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0)

/** Bit `at`, 0 to 63. */
export const bitOf = ({ hi, lo }: Word, at: number): boolean =>
  ((at < 32 ? lo >>> at : hi >>> (at - 32)) & 1) === 1

/** Bits `msb` to `lsb`, at most 31 of them, as a number. */
export function bitsOf({ hi, lo }: Word, msb: number, lsb: number): number {
  const low = lsb < 32 ? lo >>> lsb : 0
  const high = lsb === 0 ? 0 : lsb < 32 ? hi << (32 - lsb) : hi >>> (lsb - 32)
  return (low | high) & ((1 << (msb - lsb + 1)) - 1)
}

/** The bytes of a 32-bit half in the other order. */
export const swapped = (half: number) =>
  ((half & 0xff) << 24) | ((half & 0xff00) << 8) | ((half >>> 8) & 0xff00) | (half >>> 24)

/** A word as it lies in memory for a reader of that byte order, or the other way round. */
export const inByteOrder = ({ hi, lo }: Word, bigEndian: boolean): Word =>
  bigEndian ? { hi: swapped(lo), lo: swapped(hi) } : { hi, lo }
