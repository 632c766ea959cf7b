import { expect, test } from 'vitest'
import { numberWord } from '../../src/explain/number-words.ts'
import { policies } from '../../src/kvm/policies.ts'

test('numbers up to twenty are words, larger ones are digits, and nothing is no', () => {
  expect(Array.from({ length: 22 }, (_, count) => numberWord(count)).join(' ')).toBe(
    'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty 21',
  )
})

test('the number of policies is a word', () => {
  expect(numberWord(policies.length)).toMatch(/^[a-z]+$/)
})
