/** A field of a register or of a descriptor: its name, its lowest bit, its width in bits, and what it holds. */
export type Field = readonly [name: string, lsb: number, width: number, holds: number | boolean]

/**
 * Fields as one 64-bit value; bits that no field has are 0. Two fields must not have a bit in common.
 * @throws RangeError where a field cannot hold its value
 */
export function packed(...fields: readonly Field[]): bigint {
  let value = 0n
  for (const [name, lsb, width, holds] of fields) {
    const bits = Number(holds)
    if (!Number.isInteger(bits) || bits < 0 || bits >= 2 ** width)
      throw new RangeError(`${name} has ${width} bits and cannot hold ${bits}`)
    value |= BigInt(bits) << BigInt(lsb)
  }
  return value
}
