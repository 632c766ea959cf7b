import * as fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { thread } from '../../src/content/thread.ts'
import { keepAnswers, keptAnswers, longestKept, type Answers } from '../../src/ui/thread/kept-answers.ts'

/** A browser's store of one tab, with what it was given. */
function tab(text?: string) {
  const items = new Map<string, string>()
  const store = {
    getItem: (key: string) => items.get(key) ?? text ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
  return { items, open: () => store }
}

const refuses = (): never => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}
const refusing = { getItem: refuses, setItem: refuses, removeItem: refuses }

const someAnswers = fc
  .record(Object.fromEntries(thread.map(({ id, question }) => [id, fc.constantFrom(...question.options)])), {
    requiredKeys: [],
  })
  .map((answers): Answers => answers)

test('what was answered is read again as it was, whatever it was', () => {
  fc.assert(
    fc.property(someAnswers, (answers) => {
      const { open } = tab()
      expect(keepAnswers(open, answers)).toBe(true)
      expect(keptAnswers(open)).toEqual(answers)
    }),
  )
})

test('a tab that kept nothing has no answers, and starting again leaves nothing in it', () => {
  const { items, open } = tab()
  expect(keptAnswers(open)).toEqual({})
  keepAnswers(open, { bug: 'device' })
  expect(items.size).toBe(1)
  keepAnswers(open, { bug: undefined })
  expect(items.size).toBe(0)
})

test('a browser that refuses its store costs the answers after a reload, and nothing else', () => {
  const told = vi.spyOn(console, 'info').mockImplementation(() => undefined)
  expect(keptAnswers(refuses)).toEqual({})
  expect(keptAnswers(() => refusing)).toEqual({})
  expect(keepAnswers(refuses, { bug: 'device' })).toBe(false)
  expect(keepAnswers(() => refusing, { bug: 'device' })).toBe(false)
  expect(keepAnswers(() => refusing, {})).toBe(false)
  expect(told).toHaveBeenCalledTimes(5)
  told.mockRestore()
})

const garbage = [
  '',
  'null',
  '7',
  '[]',
  '{',
  '"device"',
  '{"v":1}',
  '{"v":1,"answers":null}',
  '{"v":1,"answers":[["bug","device"]]}',
  '{"v":1,"answers":{"bug":7,"rules":null,"fallback":{},"__proto__":{"bug":"device"}}}',
  '{"v":1,"answers":{"bug":"leak","nobug":"device","toString":"device"}}',
]

test.for(garbage)('garbage is no answer: %s', (text) => {
  expect(keptAnswers(tab(text).open)).toEqual({})
})

test('any text at all is read without an error, as answers that the steps have', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(keptAnswers(tab(text).open)).toEqual({})
    }),
  )
})

test('of a damaged text what still is an answer holds', () => {
  const text = '{"v":1,"answers":{"bug":"device","rules":"leak","gone":"0"},"more":true}'
  expect(keptAnswers(tab(text).open)).toEqual({ bug: 'device' })
})

test('what another version kept is forgotten', () => {
  expect(keptAnswers(tab('{"v":2,"answers":{"bug":"device"}}').open)).toEqual({})
  expect(keptAnswers(tab('{"answers":{"bug":"device"}}').open)).toEqual({})
})

test('a text that is too long is not read, and all answers fit into one that is', () => {
  const padded = (length: number) => '{"v":1,"answers":{"bug":"device"}}'.padEnd(length)
  expect(keptAnswers(tab(padded(longestKept)).open)).toEqual({ bug: 'device' })
  expect(keptAnswers(tab(padded(longestKept + 1)).open)).toEqual({})
  const { items, open } = tab()
  const byLength = (a: string, b: string) => b.length - a.length
  const longest = thread.map(({ id, question }) => [id, [...question.options].toSorted(byLength)[0]])
  keepAnswers(open, Object.fromEntries(longest))
  expect([...items.values()].join('').length).toBeLessThanOrEqual(longestKept)
})
