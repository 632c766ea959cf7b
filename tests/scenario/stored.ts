import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/tool.mjs'

const updates = process.env['UPDATE'] === '1'

const howToUpdate = 'If that is meant, write it with: npm run test:update'

/** Every line in which two texts differ, with its number, as it was and as it is. */
function differingLines(before: string, after: string): readonly string[] {
  const [was, is] = [before.split('\n'), after.split('\n')]
  const longer = was.length > is.length ? was : is
  return longer.flatMap((_, at) =>
    was[at] === is[at]
      ? []
      : [`line ${at + 1}: was ${was[at] ?? '(nothing)'}`, `line ${at + 1}: is  ${is[at] ?? '(nothing)'}`],
  )
}

/**
 * What is wrong with a text that is stored beside the tests of this folder under `name`: the first lines that differ. Nothing
 * if it is the same, or UPDATE is 1 and it is stored now.
 */
export function complaintsAbout(name: string, text: string): readonly string[] {
  const path = join(root, 'tests', 'scenario', name)
  if (updates) writeFileSync(path, text)
  const stored = existsSync(path) ? readFileSync(path, 'utf8') : ''
  if (stored === text) return []
  return [...differingLines(stored, text).slice(0, 8), `tests/scenario/${name} differs. ${howToUpdate}`]
}
