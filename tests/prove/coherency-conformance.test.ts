import { describe, expect, test } from 'vitest'
import { conformance } from '../../src/prove/conformance.ts'
import { conformanceText } from '../../src/prove/conformance-text.ts'
import type { CoherencyFile } from '../../src/read/coherency-outcomes.ts'
import { Unreadable } from '../../src/read/unreadable.ts'
import { readGolden } from '../../src/read/vectors.ts'
import { textOf } from '../vectors/load.ts'

const name = 'coherency/outcomes.ndjson.gz'

function load(): CoherencyFile {
  const file = readGolden(textOf(name))
  if (file.kind !== 'coherency-outcomes') throw new Error(file.kind)
  return file
}

test('the model agrees with every row of the coherency outcomes', () => {
  expect(conformanceText(name, conformance(load()))).toBe(`${name}: 1764 rows, 0 mismatches`)
})

test('of the rows 264 are situations, each with what is good and with its plans', () => {
  const columns = load().rows.map(({ expected }) => Object.keys(expected).join())
  expect(columns.filter((one) => one === 'memory,script,fill,outcomes,good,plans')).toHaveLength(264)
  expect(columns.filter((one) => one === 'outcomes')).toHaveLength(1500)
})

test('one wrong value in any row and column is a mismatch', () => {
  const { kind, rows } = load()
  const some = rows.filter((_, at) => at % 20 === 0)
  for (const column of ['memory', 'script', 'fill', 'outcomes', 'good', 'plans']) {
    const having = some.filter(({ expected }) => column in expected)
    expect(having.length, column).toBeGreaterThan(0)
    const wrong = having.map((one) => ({ ...one, expected: { ...one.expected, [column]: 'something else' } }))
    expect(conformance({ kind, rows: wrong }).mismatches, column).toHaveLength(wrong.length)
  }
})

test('a mismatch is shown with its line, its row, and the columns that differ', () => {
  const wrong = textOf(name).replace(
    '"outcomes":[["old","guest"]]',
    '"outcomes":[["old","guest"],["old","old"]]',
  )
  const text = conformanceText('outcomes', conformance(readGolden(wrong)))
  expect(text).toMatch(
    /^outcomes: 1764 rows, 1 mismatches\n {2}line 2\n {4}input {4}row=\{"kind":"situation"/,
  )
  expect(text).toMatch(
    /\n {4}expected outcomes=\[\["old","guest"\],\["old","old"\]\]\n {4}actual {3}outcomes=\[\["old","guest"\]\]$/,
  )
})

describe('the order does not count of', () => {
  const [header = '', ...lines] = textOf(name).trim().split('\n')
  const row = lines.find(
    (line) => line.includes('"cleaninv"}], [{') || /"plans":\[\[\{[^\]]*\}\],\[/.test(line),
  )

  test.each(['outcomes', 'plans'])('%s', (column) => {
    const object = JSON.parse(row ?? '') as Record<string, unknown[]>
    const turned = { ...object, [column]: object[column]?.toReversed() }
    const file = readGolden(
      `${JSON.stringify({ ...JSON.parse(header), rows: 1 })}\n${JSON.stringify(turned)}\n`,
    )
    expect(object[column]?.length).toBeGreaterThan(1)
    expect(conformance(file).mismatches).toEqual([])
  })
})

describe('a file of coherency outcomes that is not as it should be is refused with line, field and reason:', () => {
  const [, ...lines] = textOf(name).trim().split('\n')
  const situation = JSON.parse(lines[0] ?? '') as Record<string, unknown>
  const script = JSON.parse(lines.find((line) => line.includes('"kind":"script"')) ?? '') as Record<
    string,
    unknown
  >
  const complaint = (row: Record<string, unknown>, rows: unknown = 1) => {
    try {
      readGolden(`{"header":1,"what":"outcomes","rows":${JSON.stringify(rows)}}\n${JSON.stringify(row)}\n`)
    } catch (error) {
      if (error instanceof Unreadable) return error.message
      throw error
    }
    return 'read'
  }
  const step = { by: 'vmm', do: 'read', attr: 'WB' }

  test.each([
    [{}, 'read'],
    [{ kind: 'walk' }, 'line 2: kind is "walk", not one of situation, script'],
    [
      { name: 'theft' },
      'line 2: name is "theft", not one of leak, lost-write, guest-to-vmm, vmm-to-guest, dirty-civac',
    ],
    [{ host: 'UC' }, 'line 2: host is "UC", not one of WB, WT, NC, Dev'],
    [{ kvm_cmo: 2 }, 'line 2: kvm_cmo is 2, not a whole number from 0 to 1'],
    [{ outcomes: [['old', 1]] }, 'line 2: outcomes is [["old",1]], not a list of lists of texts'],
    [{ plans: 7 }, 'line 2: plans is 7, not a list'],
    [
      { plans: [[{ op: 9, where: 'after', do: 'clean' }]] },
      'line 2: plans[0][0].op is 9, not a whole number from 0 to 2',
    ],
    [
      { plans: [[{ op: 0, where: 'in', do: 'clean' }]] },
      'line 2: plans[0][0].where is "in", not one of before, after',
    ],
  ] as const)('situation with %j', (change, message) => {
    expect(complaint({ ...situation, ...change })).toBe(message)
  })

  test.each([
    [{}, 'read'],
    [
      { cache: ['wet', 'c0'] },
      'line 2: cache is ["wet","c0"], not null, or a pair of clean or dirty with a value',
    ],
    [{ cache: 'dirty' }, 'line 2: cache is "dirty", not null, or a pair of clean or dirty with a value'],
    [{ memory: 0 }, 'line 2: memory is 0, not a text'],
    [{ script: [{ ...step, attr: 'UC' }] }, 'line 2: script[0].attr is "UC", not one of WB, WT, NC, Dev'],
    [{ script: [{ ...step, do: 'write' }] }, 'line 2: script[0].value is missing, not a text'],
    [{ script: Array.from({ length: 15 }, () => step) }, 'line 2: script has 15 steps, more than 14'],
    [{ outcomes: undefined }, 'line 2: outcomes is missing, not a list of lists of texts'],
  ] as const)('script with %j', (change, message) => {
    expect(complaint({ ...script, ...change })).toBe(message)
  })

  test('a number of rows that the header does not say', () => {
    expect(complaint(script, 2)).toBe('line 1: the header says 2 rows, and 1 follow')
    expect(complaint(script, 'all')).toBe('line 1: rows is "all", not a whole number from 0 to 1000000')
  })
})
