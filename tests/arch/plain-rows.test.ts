import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { first } from '../../src/arch/rule.ts'
import { tables } from '../../src/arch/tables.ts'
import { translateAttributes, translateStage2 } from '../../src/arch/translate-attributes.ts'
import { walkAttributes, walkCacheability } from '../../src/arch/walk/walk-attributes.ts'
import { sweep } from '../sweep.ts'
import { checking, type Wrong } from './checking.ts'
import { plainRows } from './plain-rows.ts'
import { anyInputs } from './space.ts'

const region = fc.nat(3)
const anyTables = fc.record({
  stage: fc.constantFrom(1 as const, 2 as const),
  sh: region,
  irgn: region,
  orgn: region,
})

test('every table of the attributes has its rows written down plainly', () => {
  const plain = plainRows.map(([{ id }]) => id)
  expect(plain.toSorted()).toEqual([...tables, walkCacheability].map(({ id }) => id).toSorted())
})

test('each decision is the row’s that has to decide, with none above it that applies', () => {
  fc.assert(
    fc.property(anyInputs, anyTables, fc.boolean(), (at, of, fnxsalways) => {
      const wrong: Wrong[] = []
      const decide = checking(plainRows, wrong)
      translateAttributes({ ...at, fnxsalways }, decide)
      // A read of stage 1's tables is asked of stage 2 with attributes of its own.
      const walk = { ...at, acc: 'walk' as const }
      translateStage2(walk, walkAttributes(walk, of, decide), decide)
      expect(wrong).toEqual([])
    }),
    { numRuns: sweep(20_000) },
  )
})

test('the attributes with which a stage reads its tables are those of its register’s fields', () => {
  const regions = ['NC', 'WB RWA', 'WT RA', 'WB RA']
  fc.assert(
    fc.property(anyInputs, anyTables, (at, of) => {
      const { inner, outer, shareability, xs, tagged } = walkAttributes(at, of, first)
      const isOff = of.stage === 1 ? !at.c : at.cd
      const [wanted, also] = [of.irgn, of.orgn].map((field) => (isOff ? 'NC' : regions[field]))
      const shown = [inner, outer].map((f) => (f?.hint === 'none' ? f.attr : `${f?.attr} ${f?.hint}`))
      expect([...shown, tagged]).toEqual([wanted, also, false])
      expect(xs).toBe(!(regions[of.irgn]?.startsWith('WB') && regions[of.orgn]?.startsWith('WB')))
      const written = (['NSH', at.sh01, 'OSH', 'ISH'] as const)[of.sh]
      const isRaw = of.stage === 1 && !at.effsh && (at.vm || at.dc)
      const isNc = wanted === 'NC' && also === 'NC'
      expect(shareability).toBe(isNc && !isRaw ? 'OSH' : written)
    }),
    { numRuns: sweep(3000) },
  )
})
