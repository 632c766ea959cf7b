import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds, namesIn, readCondition, termsOf } from '../../src/kvm/condition.ts'
import { given, state, type Facts } from '../../src/kvm/fact.ts'
import { sweep } from '../sweep.ts'

const facts: Facts = { a: given(1), b: given(2), 'c d()': state(1), 'e == f': state(2) }

/** Takes a condition; gives a random text of it. */
const anyCondition = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...Object.keys(facts).map((name) => `{${name}}`)),
    tie('condition').map((one) => `!${one}`),
    fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => `(${one} && ${other})`),
    fc.tuple(tie('condition'), tie('condition')).map(([one, other]) => `(${one} || ${other})`),
  ),
})).condition

describe('a condition', () => {
  test.each([
    ['{a} && !{b}', true, false, true],
    ['{a} && !{b}', true, true, false],
    ['{a} && !({b} && {c d()})', true, true, true],
    ['({a} | {b}) && !{c d()}', false, true, true],
    ['{a} || {b} && {c d()}', true, false, true],
    ['', false, false, true],
  ])('%s with a=%s, b=%s is %s', (text, a, b, expected) => {
    const value: Readonly<Record<string, boolean>> = { a, b, 'c d()': false }
    expect(holds(readCondition(text), (name) => value[name] ?? false)).toBe(expected)
  })

  test('names its operands once, in their order', () => {
    expect(namesIn(readCondition('{b} && !({a} || {b})'))).toEqual(['b', 'a'])
  })

  test.each(['{a} &&', '{a} {b}', '({a}', '{a} == {b}', 'a', '{a})'])('%s cannot be read', (text) => {
    expect(() => readCondition(text)).toThrow(new RangeError(`condition: ${text}`))
  })

  test('of an unknown operand has no terms', () => {
    expect(() => termsOf(readCondition('{nobody}'), facts)).toThrow(RangeError)
  })

  test('holds by its text where it holds by its terms', () => {
    fc.assert(
      fc.property(anyCondition, fc.nat(3), fc.nat(3), (text, input, now) => {
        const condition = readCondition(text)
        const byText = holds(condition, (name) => {
          const fact = facts[name]
          return fact !== undefined && ((fact.word === 'in' ? input : now) & fact.bit) !== 0
        })
        const byTerms = termsOf(condition, facts).some(
          (term) => (input & term.inMask) === term.inValue && (now & term.stateMask) === term.stateValue,
        )
        expect(byTerms).toBe(byText)
      }),
      { numRuns: sweep(2000) },
    )
  })
})
