import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Check, KernelFunction } from '../../src/kvm/check.ts'
import { exits } from '../../src/kvm/exit.ts'
import { given, givenState, state, type Facts } from '../../src/kvm/fact.ts'
import { Graph, stateOf } from '../../src/kvm/graph.ts'
import { defaultKvmInputs } from '../../src/kvm/inputs.ts'
import { sweep } from '../sweep.ts'
import { plainPath } from './plain-path.ts'

/** Facts at both ends of the words and of the groups of six; the bits of the state that inputs give stand in groups of their own. */
const facts: Facts = {
  a: given(1 << 0, 'fwb'),
  b: given(1 << 5, 'fwb'),
  c: given(1 << 6, 'fwb'),
  d: given(1 << 11, 'fwb'),
  e: given(1 << 30, 'fwb'),
  f: givenState(1 << 0, 'fwb'),
  g: givenState(1 << 17, 'fwb'),
  x: state(1 << 6),
  y: state(1 << 11),
  z: state(1 << 19),
}
const givenNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
const stateNames = ['x', 'y', 'z']
const givenBits = (1 << 0) | (1 << 17)
const ends = [exits.runEFAULT, exits.runEINVAL, exits.mmio, exits.skipped, exits.young]

const operand = fc.constantFrom(...Object.keys(facts)).map((name) => `{${name}}`)
const condition = fc.oneof(
  { weight: 4, arbitrary: operand },
  { weight: 3, arbitrary: operand.map((one) => `!${one}`) },
  { weight: 3, arbitrary: fc.tuple(operand, operand).map(([one, other]) => `${one} && !${other}`) },
  { weight: 2, arbitrary: fc.tuple(operand, operand, operand).map(([a, b, c]) => `(${a} || !${b}) && ${c}`) },
  { weight: 1, arbitrary: fc.constant('') },
)

const sets = fc.dictionary(fc.constantFrom(...stateNames), fc.boolean(), { minKeys: 1 })
const row = { id: '', cite: [], says: '', because: '' } as const

/** A check that leaves or sets values, or opens a block of such checks. */
const { check } = fc.letrec<{ check: Check }>((tie) => ({
  check: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(condition, sets).map(([test, values]): Check => ({ ...row, test, sets: values })),
    fc
      .tuple(condition, fc.constantFrom(...ends))
      .map(([test, exit]): Check => ({ ...row, test: test || '{a}', exit })),
    fc
      .tuple(condition, fc.array(tie('check'), { minLength: 1, maxLength: 3 }))
      .map(([test, inner]): Check => ({ ...row, test, inner })),
  ),
}))

const anyFunction: fc.Arbitrary<KernelFunction> = fc
  .record({ checks: fc.array(check, { maxLength: 6 }), when: fc.option(condition, { nil: undefined }) })
  .map(({ checks, when }) => ({
    id: 'fn',
    name: 'fn()',
    cite: 'linux-hva-to-pfn',
    checks,
    ...(when !== undefined && { when }),
  }))

/** Ends what nothing else ends. */
const last: KernelFunction = {
  id: 'last',
  name: 'last()',
  cite: 'linux-hva-to-pfn',
  checks: [{ ...row, test: '', exit: exits.mapped }],
}

/** The words of inputs and state in which these facts are set. */
const wordsOf = (set: readonly string[]) =>
  set.reduce(
    (words, name) => {
      const { word, bit } = facts[name] ?? { word: 'in', bit: 0 }
      return { ...words, [word]: words[word] | bit }
    },
    { in: 0, state: 0 },
  )

describe('a graph of any checks', () => {
  test('ends where the rows end, with the values that they set, whatever was asked before', () => {
    const asked = fc.array(fc.subarray(givenNames), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.array(anyFunction, { maxLength: 4 }), asked, (functions, all) => {
        const path = [...functions, last]
        const graph = new Graph(path, facts, givenBits)
        for (const set of all) {
          const plain = plainPath(
            path,
            Object.fromEntries(givenNames.map((name) => [name, () => set.includes(name)])),
            defaultKvmInputs,
          )
          const words = wordsOf(set)
          const result = graph.walk(words.in, words.state)
          expect(graph.exitOf(result)).toBe(plain.last.exit)
          expect(stateOf(result)).toBe(wordsOf([...plain.set]).state)
        }
      }),
      { numRuns: sweep(2000) },
    )
  })

  test('without bits of the state that inputs give starts with a state of 0', () => {
    const sets: Check = { ...row, test: '!{x}', sets: { x: true, y: true } }
    const graph = new Graph([{ ...last, checks: [sets, ...last.checks] }], { x: state(1), y: state(2) })
    expect([0, 1].map((start) => stateOf(graph.walk(0, start)))).toEqual([3, 3])
  })

  test('that no check ends is refused', () => {
    expect(() => new Graph([{ ...last, checks: [] }], facts).walk(0, 0)).toThrow(
      new RangeError('checks: none ended the path'),
    )
  })

  test('whose check sets an input, or asks what is no fact, is refused', () => {
    const graph = (one: Partial<Check>) =>
      new Graph([{ ...last, checks: [{ ...row, test: '', ...one }, ...last.checks] }], facts)
    expect(() => graph({ sets: { a: true } }).walk(0, 0)).toThrow(new RangeError('sets: a is an input'))
    expect(() => graph({ test: '{nobody}', exit: exits.mmio }).walk(0, 0)).toThrow('no fact is called nobody')
  })
})
