import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { help } from '../../src/scenario/help.ts'
import { everySetting } from '../../src/scenario/schema.ts'

const folder = new URL('../../src/scenario/', import.meta.url)
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
)

describe('help', () => {
  test('is there for every setting, in a few plain sentences', () => {
    expect(Object.keys(help)).toEqual(everySetting.map(({ key }) => key))
    for (const text of Object.values(help)) {
      expect(text).toMatch(/^[A-Z][^!\n]*\.$/)
      expect(text.length).toBeLessThan(460)
    }
  })

  test('names the field that the setting is', () => {
    const named = everySetting.filter(({ name }) => /^(FEAT|HCR_EL2|SCTLR_EL1)/.test(name))
    expect(named.length).toBeGreaterThan(10)
    for (const { key, name } of named) expect(help[key]).toContain(name)
  })

  test('is imported by nothing that loads first', () => {
    for (const name of sources) expect(readFileSync(new URL(name, folder), 'utf8')).not.toContain('help.ts')
  })
})
