import { expect, test } from 'vitest'
import { listed } from '../../src/arch/tables.ts'
import type { Rule } from '../../src/arch/rule.ts'
import { stage1Takers, stage2Takers, type Taker } from '../../src/arch/walk/permissions.ts'
import { walkCacheability } from '../../src/arch/walk/walk-attributes.ts'
import { differences } from '../stored-text.ts'

type Row = (typeof listed)[number]['rules'][number] &
  Partial<Pick<Rule<never, unknown>, 'reads' | 'whose' | 'keeps' | 'choice'>> &
  Partial<Pick<Taker<never>, 'gate' | 'takes'>>

const line = (label: string, value: string | number | undefined) => (value ? [`    ${label}: ${value}`] : [])

const rowText = (row: Row) => [
  `  ${row.id}`,
  ...line('says', row.says),
  ...line('because', row.because),
  ...line('encoding', row.encoding),
  ...line('status', row.status && `${row.status}${row.choice ? `, ${row.choice}` : ''}`),
  ...line('whose', row.keeps ? 'let pass' : row.whose),
  ...line('gate', row.gate && `${row.gate}, takes ${row.takes}`),
  ...line('reads', row.reads?.join(' ')),
  ...line('cite', row.cite.join(' ')),
]

/** What part of the result a table has a say in. */
const sayOf = (table: object) => ('of' in table && Array.isArray(table.of) ? table.of.join(' ') : '')

test('the rules of each table, in the order in which they are asked, with what they say, are as they are stored', () => {
  const tables = [...listed, walkCacheability]
  const text = tables.flatMap((table) => [
    `${table.id}: ${table.title}${'every' in table ? ' (every row that applies)' : ''}`,
    ...line('of', sayOf(table)),
    ...table.rules.flatMap(rowText),
    '',
  ])
  expect([...stage1Takers, ...stage2Takers].every(({ gate }) => gate.length > 0)).toBe(true)
  expect(differences('arch/rules.txt', `${text.join('\n').trimEnd()}\n`)).toEqual([])
})
