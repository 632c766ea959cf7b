import { describe, expect, test } from 'vitest'
import { addressTranslation } from '../../src/arch/walk/par-word.ts'
import { SparseMemory } from '../../src/arch/walk/memory.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { conformance } from '../../src/prove/conformance.ts'
import { conformanceText } from '../../src/prove/conformance-text.ts'
import { explainQemuWalk, walkDeviations } from '../../src/prove/qemu/walks.ts'
import { Unreadable } from '../../src/read/unreadable.ts'
import { readGolden } from '../../src/read/vectors.ts'
import type { WalkFile } from '../../src/read/walk-vector.ts'
import { textOf } from '../vectors/load.ts'

const files = [
  ['sail/perms.csv.gz', '8127 rows, 0 mismatches'],
  ['sail/geom-s1.csv.gz', '1321 rows, 0 mismatches'],
  ['sail/geom-s2.csv.gz', '7599 rows, 0 mismatches'],
  ['sail/walks.ndjson.gz', '1000 rows, 0 mismatches'],
  [
    'qemu/walks.ndjson.gz',
    '1500 rows, 0 mismatches, 164 deviations of QEMU (X1 72, D1 22, D2 4, D5 5, D6 3, D7 3, D8 4, R1 13, R4 5, W1 29, W3 2, ' +
      'X1+D6 1, D8+R4 1)',
  ],
] as const

function load(name: string): WalkFile {
  const file = readGolden(textOf(name))
  if (!('walks' in file)) throw new Error(`${name} is read as ${file.kind}`)
  return file
}

describe('the walker agrees with every row of', () => {
  test.each(files)('%s', (name, counts) => {
    expect(conformanceText(name, conformance(load(name)))).toBe(`${name}: ${counts}`)
  })
})

describe('one wrong value in any row and column is a mismatch in', () => {
  test.each(files.map(([name]) => name))('%s', (name) => {
    const { kind, walks } = load(name)
    const step = Math.ceil(walks.length / 100)
    const some = walks.filter((_, at) => at % step === 0)
    for (const column of new Set(some.flatMap(({ expected }) => Object.keys(expected)))) {
      const having = some.filter(({ expected }) => column in expected)
      const wrong = having.map((one) => ({ ...one, expected: { ...one.expected, [column]: '0x1234567' } }))
      expect(conformance({ kind, walks: wrong }).mismatches, column).toHaveLength(wrong.length)
    }
  })
})

interface Doubted {
  readonly id: number
  readonly qemu: string
  readonly arm: string
  readonly class: string
}

/** PAR_EL1.NS, UNKNOWN in Non-secure state: QEMU and its file have 1 after a success. */
const withoutNs = (par: bigint) => ((par & 1n) === 0n ? par & ~(1n << 9n) : par)

describe('the walks that QEMU answers otherwise', () => {
  const { walks } = load('qemu/walks.ndjson.gz')
  const byId = new Map(walks.map((one) => [(JSON.parse(one.text) as { id: number }).id, one]))
  const doubted = textOf('qemu/doubts-walks.ndjson.gz')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Doubted)

  test.each(doubted)('row $id: ours is the architecture’s answer, and the class is $class', (row) => {
    const inputs = byId.get(row.id)?.inputs
    const instruction = inputs?.instructions[0]
    if (!inputs || !instruction) throw new Error(`no walk ${row.id}`)
    const { pe, attributePe, registers, access, pan, memory } = inputs
    const regime = regimeOf(pe, attributePe, registers)
    const ours = addressTranslation(regime, instruction, access.va, pan, new SparseMemory(memory))
    expect(ours).toBe(withoutNs(BigInt(row.arm)))
    const found = explainQemuWalk(inputs, instruction, withoutNs(BigInt(row.qemu)))
    expect(classOf(found)).toEqual(classOf(row.class))
  })

  test('are all the walks that deviate', () => {
    const { deviations } = conformance({ kind: 'qemu-walks', walks })
    const total = [...(deviations?.values() ?? [])].reduce((sum, count) => sum + count, 0)
    expect(total).toBe(doubted.length)
  })

  test('are told by deviations with a citation each', () => {
    for (const { cite, says } of walkDeviations) {
      expect(cite.length).toBeGreaterThan(0)
      expect(says).toMatch(/^[A-Z]/)
    }
  })

  test('an answer that no deviation gives stays a mismatch', () => {
    for (const { inputs } of walks.slice(0, 100))
      expect(explainQemuWalk(inputs, inputs.instructions[0] ?? 'S1E1R', 0x1234_5000n)).toBeNull()
  })
})

/** The names of a class, in no order. */
const classOf = (name: string | null) => new Set(name?.split('+'))

describe('a file of walks that is not as it should be is refused with line, field and reason:', () => {
  const [header = '', row = ''] = textOf('sail/walks.ndjson.gz').split('\n')
  const walk = JSON.parse(row) as Record<string, unknown>
  const complaint = (change: Record<string, unknown>) => {
    try {
      readGolden(`${header}\n${JSON.stringify({ ...walk, ...change })}\n`)
    } catch (error) {
      if (error instanceof Unreadable) return error.message
      throw error
    }
    return 'read'
  }

  test.each([
    [{}, 'read'],
    [{ acc: 'z' }, 'line 2: acc is "z", not one of r, w, x'],
    [{ pamax: 41 }, 'line 2: pamax is 41, not one of 32, 36, 40, 42, 44, 48, 52'],
    [{ va: '0xg' }, 'line 2: va is "0xg", not a hexadecimal number of at most 64 bits'],
    [{ regs: {} }, 'line 2: regs.SCTLR_EL1 is missing, not a hexadecimal number of at most 64 bits'],
    [
      { mem: [['0x4', '0x1']] },
      'line 2: mem is [["0x4","0x1"]], not addresses that are multiples of 8 below 2^56',
    ],
    [{ feat_drop: ['SVE'] }, 'line 2: feat_drop is ["SVE"], not a list of words out of LPA, '],
    [{ reads: 3 }, 'line 2: reads is 3, not a list'],
  ] as const)('%j', (change, message) => {
    expect(complaint(change)).toContain(message)
  })

  test('a header alone', () => {
    expect(() => readGolden(`${header}\n`)).toThrow('no row follows the header')
  })
})
