import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/tool.mjs'

const folder = join(root, 'tests', 'output')
const changed = join(root, 'build', 'output')
const updates = process.env['UPDATE'] === '1'

const howToUpdate = 'If that is meant, write it with: npm run test:update'

/** The first line in which two texts differ, with its number. */
function firstDifference(before: string, after: string): string {
  const was = before.split('\n')
  const is = after.split('\n')
  const at = is.findIndex((line, n) => line !== was[n])
  const line = at < 0 ? is.length : at
  return `line ${line + 1}\n  was ${was[line] ?? '(nothing)'}\n  is  ${is[line] ?? '(nothing)'}`
}

function complaint(name: string, text: string): string {
  mkdirSync(changed, { recursive: true })
  writeFileSync(join(changed, name), text)
  const stored = join(folder, name)
  if (!existsSync(stored)) return `tests/output/${name} is missing. ${howToUpdate}`
  const where = firstDifference(readFileSync(stored, 'utf8'), text)
  return `tests/output/${name} differs in ${where}\nOpen it in a browser beside build/output/${name}. ${howToUpdate}`
}

/** What is wrong with a text that is stored under that name; nothing if it is the same, or UPDATE is 1 and it is stored now. */
export function complaints(name: string, text: string): readonly string[] {
  const path = join(folder, name)
  if (updates) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(path, text)
  }
  return existsSync(path) && readFileSync(path, 'utf8') === text ? [] : [complaint(name, text)]
}

/** The name under which the verdicts are stored, beside the pictures. */
export const verdictsFile = 'verdicts.txt'

/** The name under which everything that the page can say is stored, each sentence once. */
export const sentencesFile = 'sentences.txt'

/** The name under which the texts for mail about KVM are stored. */
export const mailFile = 'mail.txt'

/** The name under which short sums of all that stories say are stored. */
export const toldWholeFile = 'told-whole.tsv'

/** How the names of the pictures of checks start; their own test looks after them. */
export const checksPrefix = 'checks-'

/** The same for the timeline's. */
export const timelinePrefix = 'timeline'

/** The same for those of a line and its aliases. */
export const aliasesPrefix = 'aliases-'

/** The same for whole exports. */
export const exportsPrefix = 'export-'

/** Files that another test looks after. */
const othersPrefixes = [checksPrefix, timelinePrefix, aliasesPrefix, exportsPrefix]

/** The stored files that no test writes; when UPDATE is 1 they are removed. */
export const orphans = (written: readonly string[]): readonly string[] =>
  unwritten(written, (name) => !othersPrefixes.some((prefix) => name.startsWith(prefix)))

/** The same of the pictures of checks. */
export const orphansOfChecks = (written: readonly string[]): readonly string[] =>
  unwritten(written, (name) => name.startsWith(checksPrefix))

/** The same of the pictures of the timeline. */
export const orphansOfTimeline = (written: readonly string[]): readonly string[] =>
  unwritten(written, (name) => name.startsWith(timelinePrefix))

/** The same of the pictures of a line and its aliases. */
export const orphansOfAliases = (written: readonly string[]): readonly string[] =>
  unwritten(written, (name) => name.startsWith(aliasesPrefix))

/** The same of whole exports. */
export const orphansOfExports = (written: readonly string[]): readonly string[] =>
  unwritten(written, (name) => name.startsWith(exportsPrefix))

function unwritten(written: readonly string[], isMine: (name: string) => boolean): readonly string[] {
  const left = readdirSync(folder).filter((name) => isMine(name) && !written.includes(name))
  if (!updates) return left
  for (const name of left) rmSync(join(folder, name))
  return []
}
