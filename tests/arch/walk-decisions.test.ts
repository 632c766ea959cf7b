import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Table } from '../../src/arch/rule.ts'
import type { FaultKind } from '../../src/arch/walk/check.ts'
import {
  addressIn,
  allowsBlock,
  descriptorKind,
  kindsOf,
  leafChecks,
  nextDescriptor,
  outputAddress,
  tableChecks,
  type Descriptor,
} from '../../src/arch/walk/descriptor.ts'
import { firstDescriptor, stage1Begins, stage2Begins } from '../../src/arch/walk/begin.ts'
import { granules } from '../../src/arch/walk/granule.ts'
import {
  allows,
  permission1,
  permission2,
  writeDenied,
  type Asked,
} from '../../src/arch/walk/permission-checks.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { walkDecisions } from '../../src/arch/walk/rules.ts'
import { stage1Off } from '../../src/arch/walk/stage1-off.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { toWord } from '../../src/arch/walk/word.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'
import { sweep } from '../sweep.ts'
import { anyAccess, anyPe, anyRegisters, anyVa, anyWord } from './arbitrary-walk.ts'
import { checking, CheckingRecorder, type Wrong } from './checking.ts'
import { plainGranules, plainLsb, plainRun } from './plain-tables.ts'
import { plainFaults, plainWalkRows } from './plain-walk-rows.ts'

/** Takes a table of checks and an input; gives what is wrong with the row that decides, or with the fault that it gives. */
function wrongOf<In>(table: Table<In, FaultKind | null>, input: In): readonly unknown[] {
  const wrong: Wrong[] = []
  const kind = checking(plainWalkRows, wrong)(table, input)
  const row = plainWalkRows.find(([one]) => one === table)?.[1](input as never) ?? ''
  return kind === (plainFaults[row] ?? null) ? wrong : [...wrong, { row, kind }]
}

test('every table of the walk has its rows written down plainly', () => {
  expect(plainWalkRows.map(([table]) => table)).toEqual(expect.arrayContaining([...walkDecisions]))
  const ids = new Set(walkDecisions.flatMap(({ rules }) => rules.map(({ id }): string => id)))
  expect(Object.keys(plainFaults).filter((id) => !ids.has(id))).toEqual([])
})

/** A descriptor that is often valid, with AF set or clear, and few bits of its address set. */
const anyLow = fc
  .tuple(anyWord, fc.nat({ max: 3 }), fc.constantFrom(0, 1 << 10), fc.constantFrom(0, 1 << 16))
  .map(([{ lo }, kind, af, nt]) => (lo & ~0b11 & ~(1 << 10) & ~(1 << 16)) | kind | af | nt)

/** An address at the end of what so many bits hold, one beyond it, or any. */
const anyAddress = fc.oneof(
  fc
    .tuple(fc.constantFrom(32, 36, 40, 42, 44, 48, 52), fc.constantFrom(-8, 0, 8))
    .map(([bits, off]) => 2 ** bits + off),
  fc.nat({ max: 2 ** 49 }).map((at) => at * 8),
)

/** Tables of either stage, as some registers have them. */
const anyTables: fc.Arbitrary<Tables> = fc
  .tuple(anyPe, anyRegisters, fc.constantFrom('lower', 'upper', 'second'))
  .map(([pe, registers, which]) => {
    const { stage1, stage2 } = regimeOf(pe, defaultAttributePe, registers)
    return which === 'second' ? stage2 : stage1[which === 'upper' ? 1 : 0]
  })

const anyLevel = (tables: Tables) => fc.integer({ min: Math.max(tables.start, -1), max: 3 })

const anyDescriptor: fc.Arbitrary<Descriptor> = anyTables.chain((tables) =>
  fc.record({
    tables: fc.constant(tables),
    level: anyLevel(tables),
    hi: anyWord.map(({ hi }) => hi),
    lo: anyLow,
    input: fc.bigInt({ min: 0n, max: (1n << BigInt(tables.inputBits)) - 1n }).map(Number),
    address: fc.constant(0),
    pa: fc.constant(0),
    next: anyAddress,
  }),
)

describe('each decision is the row’s that has to decide, and gives its fault:', () => {
  test('before the first read', () => {
    fc.assert(
      fc.property(
        anyTables,
        anyVa,
        anyAddress,
        anyAddress,
        fc.boolean(),
        (tables, va, input, address, el0) => {
          expect(wrongOf(stage1Begins, { tables, input, address, ...va, el0 })).toEqual([])
          expect(wrongOf(stage2Begins, { tables, input, address })).toEqual([])
        },
      ),
      { numRuns: sweep(10_000) },
    )
  })

  test('at a descriptor', () => {
    fc.assert(
      fc.property(anyDescriptor, (at) => {
        const [kind] = [descriptorKind].map((table) => {
          const wrong: Wrong[] = []
          const value = checking(plainWalkRows, wrong)(table, at)
          expect(wrong).toEqual([])
          return value
        })
        expect(kindsOf(at.tables)[(at.level + 1) * 4 + (at.lo & 3)]).toBe(kind)
        expect(wrongOf(tableChecks, at)).toEqual([])
        expect(wrongOf(leafChecks, at)).toEqual([])
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('with stage 1 off, for every PA size at its limit', () => {
    for (const pa of [32, 36, 40, 42, 44, 48, 52])
      for (const tbi of [false, true])
        for (const aligned of [false, true])
          for (const fetch of [false, true])
            for (const device of [false, true])
              for (const edge of [0n, 1n << BigInt(pa), 1n << 55n, 1n << 56n, 1n << 63n, 1n << 64n])
                for (const value of [edge - 1n, edge].filter((one) => one >= 0n && one < 1n << 64n)) {
                  const va = toWord(value)
                  expect(wrongOf(stage1Off, { ...va, tbi, pa, aligned, fetch, device })).toEqual([])
                }
  })

  test('of permissions, for everything that can be asked of either stage', () => {
    const flags = [false, true]
    const all: Asked[] = []
    for (const acc of ['r', 'w', 'x', 'any'] as const)
      for (const purpose of ['access', 'walk', 'update'] as const)
        for (const el0 of flags)
          for (const aligned of flags)
            for (const device of flags)
              for (const refused of flags)
                for (let rights = 0; rights < 64; rights += 1)
                  all.push({ acc, purpose, el0, aligned, device, refused, rights })
    const wrong = [permission1, permission2].flatMap((table) => all.flatMap((asked) => wrongOf(table, asked)))
    expect(wrong).toEqual([])
    const plain = all.filter(({ aligned, device, refused }) => aligned && !device && !refused)
    const differ = plain.filter(({ rights, acc, el0, purpose, ...rest }) => {
      const row = plainWalkRows.find(([table]) => table === permission1)?.[1]({
        rights,
        acc,
        el0,
        purpose,
        ...rest,
      } as never)
      return allows(rights, acc, el0, purpose) !== (row === 's1-permitted')
    })
    expect(differ).toEqual([])
    expect(writeDenied).toEqual(['s1-no-write', 's2-no-write'])
  })

  test('in a whole walk, whose fault is the last one that was decided', () => {
    const memory = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 3, 3)).map(([seed, type]) => ({
      read(address: number, word: { hi: number; lo: number }) {
        const low = Math.imul((address / 8) | 0, 0x9e37_79b1) ^ seed
        word.hi = Math.imul(low, 0x85eb_ca6b) & 0x6070_0fff
        word.lo = (low & ~0b11) | type | (1 << 10)
      },
      write: () => undefined,
    }))
    fc.assert(
      fc.property(anyPe, anyRegisters, anyAccess, memory, (pe, registers, access, memory) => {
        const recorder = new CheckingRecorder()
        const { fault } = translate(regimeOf(pe, defaultAttributePe, registers), access, memory, recorder)
        expect(recorder.wrong).toEqual([])
        const last = recorder.decisions.at(-1)
        const { id, because } = fault?.why ?? { id: undefined, because: undefined }
        const isInvalid = last?.value === 'invalid'
        expect(fault?.kind ?? null).toBe(fault ? (isInvalid ? 'Translation' : last?.value) : null)
        expect([id, because]).toEqual(fault ? [last?.rule.id, last?.because] : [undefined, undefined])
      }),
      { numRuns: sweep(6000) },
    )
  })
})

describe('addresses are those of the manual, bit by bit:', () => {
  /** Bits [51:48] of a descriptor's address, and its bits [47:lsb]. `AArch64_NextTableBase`, `AArch64_LeafBase`. */
  function plainAddress({ ds, wide }: Tables, word: bigint, lsb: number): bigint {
    const field = (msb: bigint, low: bigint) => (word >> low) & ((1n << (msb - low + 1n)) - 1n)
    const top = wide ? field(15n, 12n) : ds ? (field(9n, 8n) << 2n) | field(49n, 48n) : 0n
    return (top << 48n) | (lsb > 47 ? 0n : field(47n, BigInt(lsb)) << BigInt(lsb))
  }
  const wordOf = ({ hi, lo }: Descriptor) => (BigInt(hi >>> 0) << 32n) | BigInt(lo >>> 0)

  test('where a table leads: its address, and the index of the level below', () => {
    fc.assert(
      fc.property(anyDescriptor, (at) => {
        const { tables, level, input } = at
        const size = tables.granule.size
        const below = Math.min(level, 2) + 1
        const table = plainAddress(tables, wordOf(at), plainGranules[size].bits)
        const index =
          (BigInt(input) >> BigInt(plainLsb(size, below))) % (1n << BigInt(plainGranules[size].stride))
        expect(BigInt(nextDescriptor({ ...at, level: below - 1 }))).toBe(table + index * 8n)
      }),
      { numRuns: sweep(6000) },
    )
  })

  test('where a leaf leads: its address down to what it maps, a run’s bits from the input', () => {
    fc.assert(
      fc.property(anyDescriptor, (at) => {
        const { tables, level, input, hi } = at
        const size = tables.granule.size
        fc.pre(level === 3 || allowsBlock(tables, level))
        const lsb = plainLsb(size, level)
        const isRun = tables.pe.contig === 'run' && ((hi >>> 20) & 1) === 1
        const mapped = BigInt(lsb + (isRun ? plainRun(size, level) : 0))
        const high = plainAddress(tables, wordOf(at), lsb)
        const low = BigInt(input) % (1n << mapped)
        expect(BigInt(outputAddress(at))).toBe(((high >> mapped) << mapped) + low)
        expect(BigInt(addressIn(tables, at.hi, at.lo, lsb))).toBe(high)
      }),
      { numRuns: sweep(6000) },
    )
  })

  test('where a walk begins: the base, and the index of the first table, which concatenation makes longer', () => {
    fc.assert(
      fc.property(anyTables, fc.nat({ max: 2 ** 52 - 1 }), (tables, any) => {
        const input = any % 2 ** tables.inputBits
        const index = BigInt(input) >> BigInt(plainLsb(tables.granule.size, tables.start))
        expect(BigInt(firstDescriptor(tables, input))).toBe(BigInt(tables.base) + index * 8n)
      }),
      { numRuns: sweep(6000) },
    )
  })
})

test('what a granule fixes is what the manual’s tables have', () => {
  for (const { size, bits, stride, run } of Object.values(granules)) {
    expect([bits, stride]).toEqual([plainGranules[size].bits, plainGranules[size].stride])
    expect(run).toEqual([1, 2, 3].map((level) => plainRun(size, level)))
  }
})
