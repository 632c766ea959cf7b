import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { properties } from '../../src/explain/answer.ts'
import { reasonsByField } from '../../src/explain/by-field.ts'
import { changeBetween } from '../../src/explain/changes.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { fill, plain } from '../../src/explain/sentence.ts'
import { alternatives, defaults, differences } from '../../src/scenario/scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import { evenScenario } from '../scenario/arbitrary.ts'

const saidOf = (before: Scenario, after: Scenario) => {
  const change = changeBetween(resolve(before), resolve(after))
  return change && plain(change.says)
}
const said = (changes: Partial<Scenario>, from: Partial<Scenario> = {}) =>
  saidOf({ ...defaults, ...from }, { ...defaults, ...from, ...changes })

const keys = Object.keys(defaults) as readonly SettingKey[]

/** A scenario, and the same with one setting moved. */
const oneMove = fc
  .tuple(evenScenario, fc.constantFrom(...keys))
  .map(([before, key]) => ({ before, key, values: alternatives(key, before) }))
  .filter(({ values }) => values.length > 0)
  .chain(({ before, key, values }) =>
    fc
      .constantFrom(...values)
      .map((value) => ({ before, key, after: { ...before, [key]: value } as Scenario })),
  )

describe('a change', () => {
  test('of one setting is one line that names it and, where the answer is another, the reason', () => {
    fc.assert(
      fc.property(oneMove, ({ before, key, after }) => {
        const [old, now] = [resolve(before), resolve(after)]
        const says = plain(changeBetween(old, now)?.says ?? [])
        expect(says.startsWith(`${settingOf(key).name} `)).toBe(true)
        expect(says).toMatch(/^[^\n{}]+[^.]\.$/)
        const changed = properties.filter((p) => old.answers[p].words !== now.answers[p].words)
        const [most] = changed
        const why = most && plain(fill(reasonsByField(now.answers[most].decided), after))
        expect(says).toContain(why ?? 'The answer stays the same.')
        for (const property of changed) expect(says).toContain(now.answers[property].words)
      }),
      { numRuns: 3_000 },
    )
  })

  test('of several settings says how many moved', () => {
    fc.assert(
      fc.property(evenScenario, evenScenario, (before, after) => {
        const moved = differences(before, after)
        fc.pre(moved.length > 1)
        const change = changeBetween(resolve(before), resolve(after))
        expect(change?.moved).toEqual(moved)
        expect(plain(change?.says ?? [])).toMatch(new RegExp(`^${moved.length} settings changed\\. .*\\.$`))
      }),
      { numRuns: 500 },
    )
  })

  test('that is none says nothing', () => {
    expect(said({})).toBe(null)
  })

  test('reads like this', () => {
    expect(said({ memattr: 0b0101 })).toBe(
      'MemAttr 0b0110 → 0b0101. Normal Write-Back → Normal Non-cacheable, because MemAttr 0b0101 under HCR_EL2.FWB 1' +
        ' makes Normal memory Non-cacheable; also no allocation hints; Outer Shareable.',
    )
    expect(said({ s2sh: 0b00 })).toBe('Stage 2 SH 0b11 → 0b00. The answer stays the same.')
  })
})
