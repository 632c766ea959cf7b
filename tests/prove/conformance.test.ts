import { afterAll, describe, expect, test } from 'vitest'
import { conformance } from '../../src/prove/conformance.ts'
import { conformanceText } from '../../src/prove/conformance-text.ts'
import type { Value } from '../../src/read/columns.ts'
import type { Vector, VectorFile } from '../../src/read/vector.ts'
import { readGolden } from '../../src/read/vectors.ts'
import { load, textOf } from '../vectors/load.ts'

const sailFiles = [
  ['sail/mair.csv.gz', 4096],
  ['sail/s2attr.csv.gz', 256],
  ['sail/combine.csv.gz', 65249],
  ['sail/combine-variants.csv.gz', 41016],
] as const

const combineClasses =
  'X1 10496, D4 672, D5 144, D6 192, D7 816, D8 4112, D9 2976, R1 4928, R2 20160, R3 4032, R4 6112, ' +
  'X1+D6 192, X1+D8 160, D8+R4 672'
const variantClasses =
  'X1 20997, D1 8352, D2 2403, D4 1377, D5 477, D6 2484, D7 1368, D8 144, D9 1368, R1 1629, R2 12240, R3 2448, R4 1908, ' +
  'X1+D1 18, X1+D6 189, D1+D2 468, D1+D8 144, D1+D9 216, D1+R4 504, D2+D9 216, D8+R4 36, D1+D2+D9 108, D1+D8+R4 36'

const qemuFiles = [
  ['qemu/combine.csv.gz', 131072, 55664, combineClasses],
  ['qemu/variants.csv.gz', 134784, 59130, variantClasses],
  ['qemu/doubts-combine.csv.gz', 55664, 55664, combineClasses],
  ['qemu/doubts-variants.csv.gz', 59130, 59130, variantClasses],
] as const

/** What is said of a file of which only the deviations of QEMU differ. */
const deviatingText = (of: (typeof qemuFiles)[number]) => {
  const [name, rows, deviating, classes] = of
  return `${name}: ${rows} rows, 0 mismatches, ${deviating} deviations of QEMU (${classes})`
}

const files = [
  ...sailFiles.map(([name, rows]) => [name, `${name}: ${rows} rows, 0 mismatches`] as const),
  ...qemuFiles.map((of) => [of[0], deviatingText(of)] as const),
]

/** The file that was read last: they are large, so that one is kept at a time. */
let read: { readonly name: string; readonly file: VectorFile } | null = null

function vectorsOf(name: string): VectorFile {
  read = read?.name === name ? read : { name, file: load(name) }
  return read.file
}

afterAll(() => {
  read = null
})

describe.each(files)('of %s', (name, text) => {
  test('the engine agrees with every row, but for the deviations of QEMU', () => {
    expect(conformanceText(name, conformance(vectorsOf(name)))).toBe(text)
  })

  test('one wrong value in any row and column is a mismatch', () => {
    const { kind, vectors } = sample(vectorsOf(name))
    for (const column of Object.keys(vectors[0]?.expected ?? {})) {
      const known = [...new Set(vectors.map(({ expected }) => expected[column] ?? ''))]
      const wrong = vectors.map((vector) =>
        corrupted(vector, column, other(vector.expected[column] ?? '', known)),
      )
      expect(conformance({ kind, vectors: wrong }).mismatches, column).toHaveLength(wrong.length)
    }
  })
})

const decisionsFile = 'kernel/decisions.json.gz'
const decisions = decisionsOf(readGolden(textOf(decisionsFile)))

function decisionsOf(file: ReturnType<typeof readGolden>) {
  if (file.kind !== 'kernel-decisions') throw new Error(file.kind)
  return file
}

describe('the kernel decisions', () => {
  test('are those of all thirteen policies', () => {
    expect(conformanceText(decisionsFile, conformance(decisions))).toBe(
      `${decisionsFile}: 112046 rows, 0 mismatches`,
    )
  })

  test.each(decisions.policies.map(({ id }) => id))(
    'of policy %s disagree with any other outcome in any compared column',
    (id) => {
      const whole = decisions.policies.find((policy) => policy.id === id)?.table ?? []
      // Seven is no divisor of how the rows repeat.
      const given = whole.map((at, index) => (index % 7 === 0 ? at : -1))
      for (const column of new Set(decisions.outcomes.flatMap(Object.keys))) {
        const outcomes = decisions.outcomes.map((outcome) =>
          column in outcome ? { ...outcome, [column]: 'something else' } : outcome,
        )
        const rows = given.filter((at) => at >= 0 && column in (decisions.outcomes[at] ?? {})).length
        const report = conformance({ ...decisions, outcomes, policies: [{ id, table: given }] })
        expect(report.mismatches, column).toHaveLength(rows)
      }
    },
  )

  test('are shown with policy, row and inputs where they differ', () => {
    const outcomes = decisions.outcomes.map((outcome) => ({ ...outcome, memslot: 1 }))
    const policies = decisions.policies.filter(({ id }) => id === '0')
    const text = conformanceText('decisions', conformance({ ...decisions, outcomes, policies }))
    expect(text).toMatch(/^decisions: (\d+) rows, \1 mismatches\n {2}policy 0, row \d+: 0,0,0,plain,/)
    expect(text).toMatch(/\n {4}input {4}fwb=0 dic=0 .* vma=mapped .*\n {4}expected memslot=1 /)
  })
})

/** Takes a row and one of its answer's columns; gives the row with another value there. */
function corrupted(vector: Vector, column: string, value: Value): Vector {
  return { ...vector, expected: { ...vector.expected, [column]: value } }
}

/** Takes a value; gives another one that the same column may hold. */
function other(value: Value, known: readonly Value[]): Value {
  return known.find((one) => one !== value) ?? 'nothing else'
}

/** Takes a file; gives the first of every thousand of its rows. */
function sample({ kind, vectors }: VectorFile): VectorFile {
  const step = Math.ceil(vectors.length / 1000)
  return { kind, vectors: vectors.filter((_, at) => at % step === 0) }
}

test('a mismatch is shown with its line, its input and both answers', () => {
  const { kind, vectors } = load('sail/s2attr.csv.gz')
  const wrong = vectors.map((vector, at) => (at === 100 ? corrupted(vector, 'inner', 'WB') : vector))
  expect(conformanceText('s2attr', conformance({ kind, vectors: wrong }))).toBe(
    [
      's2attr: 256 rows, 1 mismatches',
      '  line 102: 12,2,0,0,Normal,-,NC,WB,OSH,0,1,S2RESMEMATTR',
      '    input    fwb=1 xs=1 mte2=1 mteperm=0 sh01=OSH resmair=ngnrne s2inner=NC fwbres=pseudocode effsh=1' +
        ' fetchdev=nc c0tag=0 m=1 c=1 i=1 mair=0xff sh=3 memattr=12 s2sh=2 fnxs=0' +
        ' vm=1 dc=0 dct=0 cd=0 id=0 hcrfwb=0 ptw=0 acc=r',
      '    expected memtype=Normal device=- inner=WB outer=WB sh_decoded=OSH notagaccess=0 xs=1 cu=S2RESMEMATTR',
      '    actual   memtype=Normal device=- inner=NC outer=WB sh_decoded=OSH notagaccess=0 xs=1 cu=S2RESMEMATTR',
    ].join('\n'),
  )
})

test('of many mismatches ten are shown', () => {
  const { kind, vectors } = load('sail/s2attr.csv.gz')
  const wrong = vectors.map((vector) => corrupted(vector, 'xs', 1 - Number(vector.expected['xs'])))
  const text = conformanceText('s2attr', conformance({ kind, vectors: wrong }))
  expect(text.split('\n').filter((line) => line.startsWith('  line '))).toHaveLength(10)
  expect(text).toMatch(/^s2attr: 256 rows, 256 mismatches\n/)
})
