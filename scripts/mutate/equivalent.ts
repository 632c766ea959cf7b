import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../tool.mjs'
import type { Mutant } from './mutants.ts'

/**
 * Mutants that no input can tell from the sources, a line each: file, kind, the text of the line, what stands there, what the mutant
 * has in its place, and why nobody can tell. A line of code that changes needs another look, so it is named by its text.
 */
const listed = readFileSync(join(root, 'scripts', 'mutate', 'equivalent.tsv'), 'utf8')
  .split('\n')
  .map((line) => line.split('\t').slice(0, 5).join('\t'))

const known: ReadonlySet<string> = new Set(listed)

/** Whether a mutant of a text is among them. */
export function isEquivalent({ file, kind, line, from, to }: Mutant, text: string): boolean {
  const words = text.split('\n')[line - 1]?.trim() ?? ''
  return known.has([file.slice(1), kind, words, from, to].join('\t'))
}
