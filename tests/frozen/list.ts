import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/tool.mjs'

/** The lists that are frozen, in this folder. */
export type ListName = 'ids.txt' | 'fingerprints.tsv' | 'addresses.tsv'

/** What is frozen, in the order of its file: a name, and what it stood for when it was frozen. */
export type Entries = ReadonlyMap<string, string>

/** `npm run test:update` writes the lists; their reasons it leaves to whoever changes them. */
export const updates = process.env['UPDATE'] === '1'

const pathOf = (name: string) => join(root, 'tests', 'frozen', name)

/** The text of a file of this folder. */
export const textOf = (name: string): string => readFileSync(pathOf(name), 'utf8')

/** Whether a line is a remark: an address starts with `#` too, and has no space behind it. */
const isRemark = (line: string) => line.startsWith('# ')

/** The lines of a text that hold something frozen. */
export const frozenLines = (text: string): readonly string[] =>
  text.split('\n').filter((line) => line !== '' && !isRemark(line))

const halves = (line: string): readonly [string, string] => {
  const at = line.indexOf('\t')
  return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
}

const lineOf = (key: string, value: string) => (value === '' ? key : `${key}\t${value}`)

/** Reads a list. @throws RangeError if it holds a name twice */
export function readList(text: string): Entries {
  const all = frozenLines(text).map(halves)
  const entries = new Map(all)
  const twice = all.find(([key], at) => all.findIndex(([other]) => other === key) !== at)
  if (entries.size < all.length) throw new RangeError(`the list holds ${twice?.[0] ?? ''} twice`)
  return entries
}

/**
 * A list with other entries: its remarks stay where they are, a line that stays keeps its place, and what is new stands behind the
 * entry before it.
 */
export function withEntries(text: string, entries: Entries): string {
  const keys = [...entries.keys()]
  const kept = text
    .split('\n')
    .filter((line) => line === '' || isRemark(line) || entries.has(halves(line)[0]))
  for (const [at, key] of keys.entries()) {
    const line = lineOf(key, entries.get(key) ?? '')
    const place = kept.findIndex((one) => !isRemark(one) && halves(one)[0] === key)
    if (place >= 0) kept[place] = line
    else kept.splice(placeBehind(kept, keys[at - 1]), 0, line)
  }
  return kept.join('\n')
}

/** The place behind the line of a key; where there is none, behind the remarks at the top. */
function placeBehind(lines: readonly string[], key: string | undefined): number {
  const at = lines.findIndex((one) => !isRemark(one) && halves(one)[0] === key)
  return at < 0
    ? Math.max(
        0,
        lines.findIndex((line) => !isRemark(line)),
      )
    : at + 1
}

/** Writes the entries into their list. */
export const writeList = (name: ListName, entries: Entries): void =>
  writeFileSync(pathOf(name), withEntries(textOf(name), entries))
