import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packed } from '../../src/arch/walk/fields.ts'
import { SparseMemory } from '../../src/arch/walk/memory.ts'
import { alignedDown, contains, overlaps, type Region } from '../../src/arch/walk/region.ts'
import { Space, type Need } from '../../src/arch/walk/space.ts'
import {
  bitOf,
  bitsOf,
  inByteOrder,
  lowBits,
  pow2,
  shifted,
  swapped,
  toBigInt,
  toWord,
} from '../../src/arch/walk/word.ts'
import { sweep } from '../sweep.ts'
import { anyWord } from './arbitrary-walk.ts'

const bits64 = Array.from({ length: 64 }, (_, at) => at)
const address = fc.oneof(
  fc.constantFrom(0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 52 - 1),
  fc.nat({ max: Number.MAX_SAFE_INTEGER }).map((at) => at % 2 ** 52),
)

describe('a 64-bit word in two halves', () => {
  test('has the bits and fields of the whole', () => {
    const width = fc.integer({ min: 1, max: 31 })
    fc.assert(
      fc.property(anyWord, fc.nat({ max: 63 }), width, (word, lsb, width) => {
        const whole = toBigInt(word)
        expect(toWord(whole)).toEqual({ hi: word.hi >>> 0, lo: word.lo >>> 0 })
        expect(bits64.map((at) => bitOf(word, at))).toEqual(
          bits64.map((at) => ((whole >> BigInt(at)) & 1n) === 1n),
        )
        const msb = Math.min(lsb + width - 1, 63)
        const wanted = (whole >> BigInt(lsb)) & ((1n << BigInt(msb - lsb + 1)) - 1n)
        expect(BigInt(bitsOf(word, msb, lsb) >>> 0)).toBe(wanted)
      }),
      { numRuns: sweep(2000) },
    )
  })

  test('has its bytes turned about where its reader is big-endian', () => {
    fc.assert(
      fc.property(anyWord, (word) => {
        const bytes = [...toBigInt(word).toString(16).padStart(16, '0').matchAll(/../g)].join('')
        const turned = [...bytes.matchAll(/../g)]
          .map(([byte]) => byte)
          .toReversed()
          .join('')
        expect(toBigInt(inByteOrder(word, true))).toBe(BigInt(`0x${turned}`))
        expect(toBigInt(inByteOrder(word, false))).toBe(toBigInt(word))
        expect(swapped(swapped(word.lo)) >>> 0).toBe(word.lo >>> 0)
      }),
      { numRuns: sweep(1000) },
    )
  })

  test('holds what is not negative and not longer than 64 bits', () => {
    expect(toBigInt(toWord(2n ** 64n - 1n))).toBe(2n ** 64n - 1n)
    for (const value of [-1n, 2n ** 64n]) expect(() => toWord(value)).toThrow(`${value} is no 64-bit value`)
  })
})

test('an address is shifted and cut as the whole number is, by 0 to 63 bits', () => {
  fc.assert(
    fc.property(address, (at) => {
      const whole = BigInt(at)
      expect(bits64.map((by) => BigInt(shifted(at, by)))).toEqual(bits64.map((by) => whole >> BigInt(by)))
      expect(bits64.map((by) => BigInt(lowBits(at, by)))).toEqual(
        bits64.map((by) => whole % (1n << BigInt(by))),
      )
    }),
    { numRuns: sweep(1000) },
  )
  expect(bits64.map((at) => BigInt(pow2(at)))).toEqual(bits64.map((at) => 1n << BigInt(at)))
})

describe('fields of a register', () => {
  test.each([1, 2, 6, 16])(
    'of %i bits hold the largest number of so many bits, and no larger one',
    (width) => {
      for (const lsb of [0, 31, 48])
        expect(packed(['F', lsb, width, 2 ** width - 1])).toBe(((1n << BigInt(width)) - 1n) << BigInt(lsb))
      for (const holds of [2 ** width, -1, 0.5])
        expect(() => packed(['F', 0, width, holds])).toThrow(`F has ${width} bits and cannot hold ${holds}`)
    },
  )

  test('stand side by side, and flags are 0 and 1', () => {
    expect(packed(['A', 0, 1, true], ['B', 1, 1, false], ['C', 2, 2, 0b10], ['D', 63, 1, true])).toBe(
      (1n << 63n) | 0b1001n,
    )
    expect(packed()).toBe(0n)
  })
})

describe('memory', () => {
  const near = fc.nat({ max: 400 }).map((at) => at * 8)
  const anyAddress = fc.oneof(
    near,
    fc.tuple(near, fc.nat({ max: 2 ** 20 - 1 })).map(([low, high]) => high * 2 ** 32 + low),
    fc.nat({ max: 2 ** 49 - 1 }).map((at) => at * 8),
  )

  test('reads at each address what was written there last, and zero where nothing was', () => {
    const writes = fc.array(fc.tuple(anyAddress, anyWord), { maxLength: 300, size: 'max' })
    fc.assert(
      fc.property(writes, fc.array(anyAddress), (writes, others) => {
        const split = Math.floor(writes.length / 2)
        const memory = new SparseMemory(writes.slice(0, split))
        for (const [at, word] of writes.slice(split)) memory.write(at, word)
        const wanted = new Map(writes.map(([at, word]) => [at, toBigInt(word)]))
        for (const at of [...others, ...wanted.keys()]) {
          const word = { hi: 7, lo: 7 }
          memory.read(at, word)
          expect(toBigInt(word)).toBe(wanted.get(at) ?? 0n)
        }
        expect(new Map([...memory.entries()].map(([at, word]) => [at, toBigInt(word)]))).toEqual(wanted)
      }),
      { numRuns: sweep(200) },
    )
  })
})

/** Every address of a small space, as numbers. */
const among = ({ from, bytes }: Region, end = 64) =>
  Array.from({ length: end }, (_, at) => at).filter((at) => at >= from && at <= from + bytes - 1)

describe('regions', () => {
  const region = fc.record({ from: fc.nat({ max: 20 }), bytes: fc.integer({ min: 1, max: 12 }) })

  test('contain their first to their last address, and overlap where they share one', () => {
    fc.assert(
      fc.property(region, region, (a, b) => {
        const [ofA, ofB] = [among(a), among(b)]
        expect(among({ from: 0, bytes: 64 }).filter((at) => contains(a, at))).toEqual(ofA)
        expect(overlaps(a, b)).toBe(ofA.some((at) => ofB.includes(at)))
      }),
      { numRuns: sweep(2000) },
    )
  })

  test('are aligned down to a multiple', () => {
    for (const bytes of [1, 8, 12])
      for (let at = 0; at < 30; at += 1) {
        const down = alignedDown(at, bytes)
        expect([down % bytes, at - down >= 0, at - down < bytes]).toEqual([0, true, true])
      }
  })
})

describe('a space', () => {
  const region = fc.record({ from: fc.nat({ max: 70 }), bytes: fc.integer({ min: 1, max: 16 }) })
  const need: fc.Arbitrary<Need> = fc
    .record({
      bytes: fc.integer({ min: 1, max: 16 }),
      align: fc.constantFrom(1, 2, 4, 8, 16, 32),
      offset: fc.nat({ max: 31 }),
      hasOffset: fc.boolean(),
      preferred: fc.nat({ max: 200 }),
    })
    .map(({ offset, hasOffset, ...rest }) => (hasOffset ? { ...rest, offset: offset % rest.align } : rest))

  /** The address that a need gets, by trying every address. */
  function tried(bits: number, taken: readonly Region[], avoided: readonly Region[], of: Need): number {
    const { bytes, align, offset = 0, preferred } = of
    const size = 2 ** bits
    const all = Array.from({ length: 400 }, (_, at) => at).filter(
      (at) => (at - offset) % align === 0 && at >= offset,
    )
    const isFree = (at: number, others: readonly Region[]) =>
      !others.some((one) => overlaps(one, { from: at, bytes }))
    const wanted = preferred % size
    const below = all.filter((at) => at <= wanted).at(-1) ?? offset
    const inside = all.filter((at) => at + bytes <= size)
    const inOrder = [...inside.filter((at) => at >= below), ...inside.filter((at) => at < below)]
    return (
      inOrder.find((at) => isFree(at, [...taken, ...avoided])) ??
      inOrder.find((at) => isFree(at, taken)) ??
      all.find((at) => at >= size && isFree(at, taken)) ??
      Number.NaN
    )
  }

  test('gives what is preferred, else the next above, else the lowest, else what is avoided, else what lies above it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4, 5, 6),
        fc.array(region, { maxLength: 3 }),
        fc.array(region, { maxLength: 2 }),
        fc.array(need, { minLength: 1, maxLength: 4 }),
        region,
        (bits, taken, avoided, needs, kept) => {
          const space = new Space(bits, taken, avoided)
          const all = [...taken]
          for (const one of needs) {
            const from = space.take(one)
            expect(from).toBe(tried(bits, all, avoided, one))
            all.push({ from, bytes: one.bytes })
          }
          space.keep(kept)
          const last = { bytes: 2, align: 2, preferred: kept.from }
          expect(space.take(last)).toBe(tried(bits, [...all, kept], avoided, last))
        },
      ),
      { numRuns: sweep(3000) },
    )
  })
})
