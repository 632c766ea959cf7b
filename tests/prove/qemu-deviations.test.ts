import { beforeAll, describe, expect, test } from 'vitest'
import type { AttributeInputs } from '../../src/arch/inputs.ts'
import type { ParFields } from '../../src/arch/par.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { citations } from '../../src/cite/citations.ts'
import { deviations } from '../../src/prove/qemu/deviations.ts'
import { deviate, deviationsAt, explainQemu } from '../../src/prove/qemu/explain.ts'
import type { Vector } from '../../src/read/vector.ts'
import { load } from '../vectors/load.ts'

const files = ['combine', 'variants'] as const
const measured = new Map<string, readonly Vector[]>()
const doubted = new Map<string, readonly Vector[]>()

beforeAll(() => {
  for (const name of files) {
    measured.set(name, load(`qemu/${name}.csv.gz`).vectors)
    doubted.set(name, load(`qemu/doubts-${name}.csv.gz`).vectors)
  }
})

const qemuPar = ({ expected }: Vector): ParFields => ({
  attr: Number(expected['par_attr'] ?? expected['qemu_attr']),
  sh: Number(expected['par_sh'] ?? expected['qemu_sh']),
})

/** Takes a row; gives its question alone, the same in both kinds of file. */
const question = ({ text }: Vector, fields: number) => text.split(',').slice(0, fields).join(',')

describe.each(files)('%s', (name) => {
  const fields = name === 'combine' ? 5 : 6

  test('the deviations that the inputs name give what QEMU answers, in every row', () => {
    const wrong = (measured.get(name) ?? []).filter((vector) => {
      const foretold = deviate(vector.inputs, deviationsAt(vector.inputs))
      const { attr, sh } = qemuPar(vector)
      return foretold?.attr !== attr || foretold.sh !== sh
    })
    expect(wrong).toEqual([])
  })

  test('the rows that differ from the architecture are the doubted ones, and no others', () => {
    const differing = (measured.get(name) ?? []).filter((vector) => {
      const { par } = translateAttributes(vector.inputs)
      const { attr, sh } = qemuPar(vector)
      return par?.attr !== attr || par.sh !== sh
    })
    expect(differing.map((vector) => question(vector, fields))).toEqual(
      (doubted.get(name) ?? []).map((vector) => question(vector, fields)),
    )
  })

  test("in a doubted row the engine gives the architecture's answer", () => {
    const wrong = (doubted.get(name) ?? []).filter(({ inputs, expected }) => {
      const { par } = translateAttributes(inputs)
      return par?.attr !== expected['arm_attr'] || par?.sh !== expected['arm_sh']
    })
    expect(wrong).toEqual([])
  })

  test('a doubted row is explained by the deviations that its class names', () => {
    const wrong = (doubted.get(name) ?? []).filter(
      (vector) => explainQemu(vector.inputs, qemuPar(vector)) !== vector.expected['class'],
    )
    expect(wrong).toEqual([])
  })
})

test('every deviation is needed by some row, and cites the rules that it breaks', () => {
  const classes = [...doubted.values()].flat().flatMap(({ expected }) => String(expected['class']).split('+'))
  expect(new Set(classes)).toEqual(new Set(deviations.map(({ id }) => id)))
  for (const { cite } of deviations) expect(cite.every((id) => id in citations)).toBe(true)
})

describe("a wrong answer of QEMU's is no deviation", () => {
  test('where no deviation concerns the inputs', () => {
    const plain = (measured.get('combine') ?? []).find(({ inputs }) => deviationsAt(inputs).length === 0)
    const { attr, sh } = qemuPar(plain as Vector)
    expect(explainQemu((plain as Vector).inputs, { attr: attr ^ 0x80, sh })).toBeNull()
  })

  test('where a deviation concerns the inputs but gives another answer', () => {
    const unforeseen = (vector: Vector) => {
      const { attr, sh } = qemuPar(vector)
      return explainQemu(vector.inputs, { attr: attr ^ 0x10, sh })
    }
    const rows = (doubted.get('combine') ?? []).filter((_, at) => at % 50 === 0)
    expect(rows.map(unforeseen).every((name) => name === null)).toBe(true)
  })
})

describe('a deviation by itself', () => {
  const inputs = (change: Partial<AttributeInputs>): AttributeInputs => ({
    ...((doubted.get('combine') ?? [])[0] as Vector).inputs,
    ...change,
  })

  test.each([
    ['X1', { mair: 0xff, sh: 3, hcrfwb: false, memattr: 0b0001 }, 0x04],
    ['D1', { c: false, mair: 0xbb, vm: false }, 0xbb],
    ['D2', { cd: true, mair: 0xff, memattr: 0b0111 }, 0xff],
    ['D4', { mair: 0x01, hcrfwb: false, memattr: 0b1111 }, 0x0c],
    ['D5', { mair: 0xa0, memattr: 0b0110 }, 0xef],
    ['D6', { mair: 0x00, memattr: 0b0010 }, 0x08],
    ['D7', { mair: 0x44, hcrfwb: false, memattr: 0b0011 }, 0x04],
    ['D8', { mair: 0x77, hcrfwb: false, memattr: 0b1010 }, 0xbb],
    ['D9', { mair: 0xbb, memattr: 0b1110 }, 0xbb],
    ['R1', { mair: 0xd0, memattr: 0b0111 }, 0xd0],
    ['R2', { mair: 0xff, memattr: 0b1011 }, 0x00],
    ['R3', { mair: 0xff, memattr: 0b0100 }, 0x00],
    ['R4', { mair: 0xff, hcrfwb: false, memattr: 0b1000 }, 0xbf],
  ] as const)('%s gives the example that is known of it', (id, change, attr) => {
    const at = inputs(change)
    expect(explainQemu(at, { attr, sh: deviate(at, deviationsAt(at))?.sh ?? 0 })).toBe(id)
  })
})
