import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { outcomes } from '../../src/coherency/outcomes.ts'
import { replay } from '../../src/coherency/replay.ts'
import { attributes, type Options, type Script, type State } from '../../src/coherency/script.ts'
import { anyOptions, anyScript, anyState, coherentState } from './arbitrary.ts'
import { plainOutcomes, sequential } from './plain.ts'
import { sweep } from '../sweep.ts'

const textsOf = (script: Script, start: State, options: Options) =>
  outcomes(script, start, options).map(({ values }) => values.join())

/** What the line comes to where all that is dirty is written. */
const valueOf = ({ memory, cache }: State) => (cache?.state === 'dirty' ? cache.value : memory)

describe('for any script of up to twelve steps', () => {
  const numRuns = sweep(300)

  test('the outcomes are those of the model written plainly, each with as few steps as there can be', () => {
    fc.assert(
      fc.property(anyScript(12), anyState, anyOptions, (script, start, options) => {
        const plain = plainOutcomes(script, start, options)
        const ours = outcomes(script, start, options)
        expect(new Map(ours.map(({ values, run }) => [values.join(), run.taken.length]))).toEqual(plain)
      }),
      { numRuns },
    )
  })

  test('a run gone again gives its outcome', () => {
    fc.assert(
      fc.property(anyScript(12), anyState, anyOptions, (script, start, options) => {
        for (const { values, run } of outcomes(script, start, options)) {
          const { outcome, moments } = replay(run)
          expect(outcome).toEqual(values)
          expect(moments.flatMap(({ step }) => step ?? [])).toEqual(script.map((_, at) => at))
        }
      }),
      { numRuns },
    )
  })

  test('outcomes stand in the order of their values, none twice, and are the same in each call', () => {
    fc.assert(
      fc.property(anyScript(12), anyState, anyOptions, (script, start, options) => {
        const texts = textsOf(script, start, options)
        expect(texts).toEqual([...new Set(texts)].toSorted())
        expect(outcomes(script, start, options)).toEqual(outcomes(script, start, options))
      }),
      { numRuns },
    )
  })

  test.each(['fill', 'hits'] as const)('with the freedom %s no outcome goes', (freedom) => {
    fc.assert(
      fc.property(anyScript(12), anyState, anyOptions, (script, start, options) => {
        const more = textsOf(script, start, { ...options, [freedom]: true })
        expect(more).toEqual(expect.arrayContaining(textsOf(script, start, { ...options, [freedom]: false })))
      }),
      { numRuns },
    )
  })
})

describe('every read gives what was written last', () => {
  test('where each access is cleaned and invalidated before and after, for any mix of attributes', () => {
    const accesses = anyScript(4, attributes, false)
    fc.assert(
      fc.property(accesses, anyState, anyOptions, (script, start, options) => {
        const maintained = script.flatMap((step) => {
          const around = { by: step.by, do: 'cleaninv' } as const
          return [around, step, around]
        })
        expect(textsOf(maintained, start, options)).toEqual([sequential(script, valueOf(start)).join()])
      }),
      { numRuns: sweep(1000) },
    )
  })

  test('where every alias is Write-Back and no stale copy is there before, maintained or not', () => {
    fc.assert(
      fc.property(anyScript(12, ['WB']), coherentState, anyOptions, (script, start, options) => {
        expect(textsOf(script, start, options)).toEqual([sequential(script, valueOf(start)).join()])
      }),
      { numRuns: sweep(1000) },
    )
  })

  test('where every alias is Write-Back or Write-Through, likewise', () => {
    fc.assert(
      fc.property(anyScript(12, ['WB', 'WT']), coherentState, anyOptions, (script, start, options) => {
        expect(textsOf(script, start, options)).toEqual([sequential(script, valueOf(start)).join()])
      }),
      { numRuns: sweep(1000) },
    )
  })
})

test('a stale copy that was there before lets Write-Back aliases alone read two values, one after the other', () => {
  const read = { by: 'vmm', do: 'read', attr: 'WB' } as const
  const start: State = { memory: 'new', cache: { state: 'clean', value: 'old' } }
  expect(textsOf([read, read], start, { fill: false, hits: false })).toEqual([
    'new,new',
    'old,new',
    'old,old',
  ])
})

describe('a question that is none is refused with the field and its value:', () => {
  const read = { by: 'vmm', do: 'read', attr: 'WB' }
  const start = { memory: 'old', cache: null }
  const options = { fill: true, hits: false }
  const complaint = (script: unknown, from: unknown = start, freedoms: unknown = options) => {
    try {
      outcomes(script as Script, from as State, freedoms as Options)
    } catch (error) {
      if (error instanceof RangeError) return error.message
      throw error
    }
    return 'answered'
  }

  test.each([
    [[], 'answered'],
    [Array.from({ length: 14 }, () => read), 'answered'],
    [Array.from({ length: 15 }, () => read), 'script has 15 steps, more than 14'],
    ['read', 'script is "read", not a list of steps'],
    [[read, null], 'script[1] is null, not an object'],
    [[{ ...read, by: '' }], 'script[0].by is "", not a text that says something'],
    [[{ ...read, do: 'zap' }], 'script[0].do is "zap", not one of read, write, clean, cleaninv'],
    [[{ ...read, attr: 'UC' }], 'script[0].attr is "UC", not one of WB, WT, NC, Device'],
    [[{ ...read, do: 'write' }], 'script[0].value is missing, not a text that says something'],
    [[{ by: 'kvm', do: 'clean' }], 'answered'],
  ])('script %j', (script, message) => {
    expect(complaint(script)).toBe(message)
  })

  test.each([
    [{ memory: 'old', cache: { state: 'clean', value: 'old' } }, 'answered'],
    [null, 'start is null, not an object'],
    [{ memory: 3, cache: null }, 'start.memory is 3, not a text that says something'],
    [{ memory: 'old' }, 'start.cache is missing, not an object'],
    [
      { memory: 'old', cache: { state: 'wet', value: 'a' } },
      'start.cache.state is "wet", not one of clean, dirty',
    ],
    [
      { memory: 'old', cache: { state: 'dirty' } },
      'start.cache.value is missing, not a text that says something',
    ],
  ])('start %j', (from, message) => {
    expect(complaint([read], from)).toBe(message)
  })

  test.each([
    [{ fill: true }, 'options.hits is missing, not true or false'],
    [{ fill: 1, hits: false }, 'options.fill is 1, not true or false'],
  ])('options %j', (freedoms, message) => {
    expect(complaint([read], start, freedoms)).toBe(message)
  })
})
