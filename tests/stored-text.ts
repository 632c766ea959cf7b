import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../scripts/tool.mjs'

/** Stored texts are written anew where UPDATE is 1, as `npm run test:update` sets it; `git diff` then shows what changed. */
const updates = process.env['UPDATE'] === '1'

/**
 * Compares a text with the one that is stored at a path below `tests/`, as a whole. Gives what is wrong: nothing where they are
 * the same, else the first line that differs.
 */
export function differences(path: string, text: string): readonly string[] {
  const file = join(root, 'tests', path)
  if (updates) writeFileSync(file, text)
  if (!existsSync(file)) return [`tests/${path} is missing: npm run test:update`]
  const was = readFileSync(file, 'utf8').split('\n')
  const is = text.split('\n')
  const at = Array.from({ length: Math.max(was.length, is.length) }, (_, line) => line)
  const line = at.find((one) => was[one] !== is[one])
  if (line === undefined) return []
  const [before, now] = [was[line] ?? '(nothing)', is[line] ?? '(nothing)']
  return [
    `tests/${path}, line ${line + 1}, was\n  ${before}\nand is\n  ${now}\nIf that is meant: npm run test:update`,
  ]
}
