import { expect, test } from 'vitest'
import { complaintsAbout } from './difference.ts'
import { readList, textOf } from './list.ts'
import { presentIds } from './present-ids.ts'
import { unexplainedIn } from './reasons.ts'

const now = presentIds()

test('every public id is in its list, and every id of the list is there', () => {
  expect(complaintsAbout('ids.txt', now)).toBe('')
})

test('every change of the ids has its reason', () => {
  expect(unexplainedIn('ids.txt')).toBe('')
})

test('the list has its kinds together, and the ids of each in order', () => {
  const list = readList(textOf('ids.txt'))
  expect([...list.keys()].filter((id) => now.has(id))).toEqual([...now.keys()].filter((id) => list.has(id)))
})
