import { expect, test } from 'vitest'
import { numberWord } from '../../src/explain/number-words.ts'
import { policies } from '../../src/kvm/policies.ts'

test('numbers up to twenty are words, larger ones are digits, and nothing is no', () => {
  expect([0, 1, 9, 13, 20, 21].map(numberWord)).toEqual(['no', 'one', 'nine', 'thirteen', 'twenty', '21'])
})

test('the number of policies is a word', () => {
  expect(numberWord(policies.length)).toMatch(/^[a-z]+$/)
})
