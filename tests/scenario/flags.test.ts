import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { wordsOf } from '../../src/scenario/kinds/flags.ts'
import { isAllowed } from '../../src/scenario/scenario.ts'
import { settingOf } from '../../src/scenario/schema.ts'

const flagSettings = [settingOf('vma'), settingOf('slot')] as const

describe.each(flagSettings)('the flags of $key', (setting) => {
  const words = setting.flags.map(({ word }) => word)
  const chosen = fc.shuffledSubarray(words)
  const separator = fc.constantFrom('+', ' ', ',')

  test('have one value for each set of them, in one order, and none for the empty one', () => {
    expect(setting.values).toHaveLength(2 ** words.length)
    expect(new Set(setting.values.map(({ value }) => value)).size).toBe(2 ** words.length)
    for (const { value } of setting.values) {
      const given = wordsOf(value)
      expect(words.filter((word) => given.includes(word))).toEqual(given)
      expect(value).toBe(given.join('+') || 'none')
    }
  })

  test('are read in any order and case, repeated or not, and written in the order of the schema', () => {
    fc.assert(
      fc.property(chosen, separator, fc.boolean(), (some, by, loud) => {
        fc.pre(some.length > 0)
        const text = [...some, some[0]].join(by)
        const { value, misread } = setting.decode(loud ? text.toUpperCase() : text)
        expect(misread).toBe(undefined)
        expect(wordsOf(value ?? '')).toEqual(words.filter((word) => some.includes(word)))
        expect(setting.encode(value ?? '')).toBe(value)
      }),
    )
  })

  test('keep their known words beside one that is unknown, which is located', () => {
    fc.assert(
      fc.property(chosen, fc.stringMatching(/^x[0-9]{1,6}$/), fc.nat(), (some, odd, at) => {
        const text = some.toSpliced(at % (some.length + 1), 0, odd).join('+')
        const { value, misread } = setting.decode(text)
        expect(value ?? '').toBe(words.filter((word) => some.includes(word)).join('+'))
        expect(text.slice(...(misread?.bad ?? []))).toBe(odd)
      }),
    )
  })

  test('are none by that word, which does not stand beside others', () => {
    expect(setting.decode('none')).toEqual({ value: 'none' })
    expect(setting.decode('NONE')).toEqual({ value: 'none' })
    expect(setting.decode(`none+${words[0]}`)).toMatchObject({ value: words[0], misread: { bad: [0, 4] } })
    for (const text of ['', '+', '0']) expect(setting.decode(text).value).toBe(undefined)
  })

  test('are turned over one by one, and back', () => {
    fc.assert(
      fc.property(fc.constantFrom(...setting.values), fc.constantFrom(...words), ({ value }, word) => {
        const turned = setting.toggled(value, word)
        expect(isAllowed(setting.key, turned)).toBe(true)
        expect(wordsOf(turned).includes(word)).toBe(!wordsOf(value).includes(word))
        expect(setting.toggled(turned, word)).toBe(value)
        expect(setting.neighbours?.(value)).toContain(turned)
      }),
    )
  })

  test('are no value in another order, twice, or with none', () => {
    for (const value of [`${words[1]}+${words[0]}`, `${words[0]}+${words[0]}`, `none+${words[0]}`, '', '+'])
      expect(isAllowed(setting.key, value)).toBe(false)
  })

  test('have ids that can be picked: key, hyphen, word', () => {
    for (const { word } of setting.flags) expect(`${setting.key}-${word}`).toMatch(/^[a-z]+-[a-z0-9]+$/)
  })
})
