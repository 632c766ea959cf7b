import { expect, test } from 'vitest'
import { situations } from '../../src/coherency/situations.ts'
import { coherencyTables } from '../../src/coherency/tables.ts'
import type { Deed } from '../../src/coherency/situation.ts'
import { differences } from '../stored-text.ts'

const deedText = (deed: Deed) => [deed.by, deed.do, ...(deed.do === 'write' ? [deed.value] : [])].join(' ')

test('the rows of each table and the situations, with what they say, are as they are stored', () => {
  const rows = coherencyTables.flatMap(({ id, title, every, rules }) => [
    `${id}: ${title}${every ? ' (each row that applies may happen)' : ''}`,
    ...rules.flatMap((row) => [
      `  ${row.id}${row.needs ? `, needs ${row.needs}` : ''}`,
      `    says: ${row.says}`,
      `    because: ${row.because}`,
      `    cite: ${row.cite.join(' ')}`,
    ]),
    '',
  ])
  const told = situations.flatMap(({ id, title, says, cite, memory, deeds, good }) => [
    `${id}: ${title}`,
    `  ${says}`,
    `  memory: ${memory.value}, ${memory.is}`,
    `  ${deeds.map(deedText).join('; ')}`,
    `  good: ${good.join(', ')}`,
    `  cite: ${cite.join(' ')}`,
    '',
  ])
  expect(differences('coherency/rows.txt', `${[...rows, ...told].join('\n').trimEnd()}\n`)).toEqual([])
})
