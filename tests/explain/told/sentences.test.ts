import { expect, test } from 'vitest'
import { complaints, sentencesFile } from '../../diagrams/golden.ts'
import { everySentence } from './sentences.ts'
import { stories } from './stories.ts'

test('everything that the page can say is as it was stored', () => {
  expect(complaints(sentencesFile, everySentence()).join('\n')).toBe('')
})

test('no story is told twice of a part', () => {
  for (const all of Object.values(stories)) expect(new Set(all).size).toBe(all.length)
})
