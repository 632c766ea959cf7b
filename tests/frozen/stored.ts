import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/tool.mjs'

const folder = join(root, 'tests', 'frozen')
const reasons = 'tests/frozen/changes.md'

/** The frozen lists, as they are stored beside this file. */
export const listNames = ['ids.txt', 'fingerprints.tsv', 'addresses.tsv'] as const

export type ListName = (typeof listNames)[number]

/** The lines of a stored list. */
export const stored = (name: ListName): readonly string[] =>
  readFileSync(join(folder, name), 'utf8').trimEnd().split('\n')

/** The first lines of many, and how many follow. */
const some = (lines: readonly string[]): readonly string[] =>
  lines.length > 10 ? [...lines.slice(0, 10), `and ${lines.length - 10} more`] : lines

/**
 * What differs between a stored list and the lines that the project gives now, in words; nothing where it is the same, or where UPDATE
 * is 1 and it is stored now.
 */
export function complaints(name: ListName, now: readonly string[]): readonly string[] {
  if (process.env['UPDATE'] === '1') writeFileSync(join(folder, name), `${now.join('\n')}\n`)
  const before = existsSync(join(folder, name)) ? stored(name) : []
  const wasThere = new Set(before)
  const isThere = new Set(now)
  const gone = before.filter((line) => !isThere.has(line)).map((line) => `no longer: ${line}`)
  const come = now.filter((line) => !wasThere.has(line)).map((line) => `not listed: ${line}`)
  const differ = [...some(gone), ...some(come)]
  if (differ.length > 0) return differ.map((line) => `tests/frozen/${name}, ${line}`)
  return before.join('\n') === now.join('\n') ? [] : [`tests/frozen/${name}: the order of its lines differs`]
}

/** Twelve digits that stand for a list as it is stored. */
export const digestOf = (name: ListName): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, name)))
    .digest('hex')
    .slice(0, 12)

/** What is wrong with the reasons for a list's changes: its last line there has to be of the list as it is now, and say something. */
export function missingReason(name: ListName): string | null {
  const rows = readFileSync(join(root, reasons), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  const [, , , digest = '', why = ''] = rows.findLast(([, , of]) => of === name) ?? []
  if (digest === digestOf(name) && why.length >= 10) return null
  return `tests/frozen/${name} has changed: add a line to ${reasons} that says why: | YYYY-MM-DD | ${name} | ${digestOf(name)} | why |`
}
