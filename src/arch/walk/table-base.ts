import type { Tables } from './tables.ts'
import { pow2, toWord, type Word } from './word.ts'

/** The bytes to which the first table is aligned: its size, and at least 64. Source: `AArch64_S1TTBaseAddress`. */
export const baseAlignment = ({ tableBits }: Tables) => pow2(Math.max(tableBits, 6))

/**
 * TTBRx_EL1 or VTTBR_EL2 for a first table, with CnP and ASID or VMID 0. Bits [51:48] of the address stand in bits [5:2],
 * which counts with DS, and with 64K tables whose IPS or PS is 52 bits.
 * @throws RangeError where the address is longer than 52 bits, or not a multiple of 64
 */
export function baseRegister(address: number): Word {
  if (!Number.isInteger(address) || address < 0 || address >= pow2(52) || address % 64 !== 0)
    throw new RangeError(`base is ${address}, not a multiple of 64 below 2^52`)
  const value = BigInt(address)
  return toWord((value & 0xffff_ffff_ffc0n) | ((value >> 48n) << 2n))
}

/** @throws RangeError where the register of the tables cannot hold the base: it is not aligned, or too long */
export function checkBase(name: string, tables: Tables, base: number): void {
  const align = baseAlignment(tables)
  if (base % align !== 0) throw new RangeError(`${name} is ${base}, and not a multiple of ${align}`)
  const long = tables.ds || (tables.wide && tables.outputBits === 52)
  if (base >= pow2(long ? 52 : 48))
    throw new RangeError(`${name} is ${base}, and has more bits than its register`)
}
