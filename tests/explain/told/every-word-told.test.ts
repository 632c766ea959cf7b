import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../../scripts/tool.mjs'
import { mailFile, sentencesFile, verdictsFile } from '../../diagrams/golden.ts'
import { storyOf } from './find.ts'
import { comparable, isTold, piecesIn, type Piece } from './pieces.ts'

/** Words that nobody is told, and why they are there. */
const untold: Readonly<Record<string, string>> = {
  'No maintenance by the VMM makes sure that ':
    'the model of today has a repair for whatever the two data duties ask; a situation more may have none',
}

const read = (...path: readonly string[]) => comparable(readFileSync(join(root, 'tests', ...path), 'utf8'))

const testsIn = (folder: string) =>
  readdirSync(join(root, 'tests', folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('every-word-told.test.ts'))
    .map((name) => read(folder, name))

/** What to do about a piece; where UPDATE is 1 a story of it is looked for, which takes a while. */
function advice(piece: Piece): string {
  const where = `${piece.file}:${piece.line} says “${piece.text}” in no stored text`
  if (process.env['UPDATE'] !== '1') return `${where}. Look for a story of it with: npm run test:update`
  const found = storyOf(piece)
  return found
    ? `${where}. Add to tests/explain/told/stories.ts ${found}`
    : `${where}, and no story of it was found: assert it, or remove it`
}

test('every sentence of explain and export is in a stored text, or in a test', () => {
  const stored = [sentencesFile, verdictsFile, mailFile].map((name) => read('output', name))
  const asserted = [...testsIn('explain'), ...testsIn('export')]
  const left = piecesIn('explain', 'export')
    .filter((piece) => !stored.some((text) => isTold(piece, text)))
    .filter((piece) => !asserted.some((text) => isTold(piece, text)))
  expect(left.filter(({ text }) => !(text in untold)).map(advice)).toEqual([])
  expect(left.map(({ text }) => text)).toEqual(expect.arrayContaining(Object.keys(untold)))
})
