import { createHash } from 'node:crypto'
import { frozenLines, textOf, type ListName } from './list.ts'

/** The file with a line for every change of a list. */
export const reasonsFile = 'changes.md'

const digits = 12

const digestOfLine = (line: string): bigint =>
  BigInt(`0x${createHash('sha256').update(line).digest('hex').slice(0, digits)}`)

const exclusiveOr = (all: readonly bigint[]): bigint => all.reduce((sum, one) => sum ^ one, 0n)

/**
 * A digest of a list that does not depend on the order of its lines. The digest of a change is that of the lines which it adds or
 * takes away, so that all changes together give the list, and two branches that are merged need no reason more.
 */
export const digestOf = (text: string): bigint => exclusiveOr(frozenLines(text).map(digestOfLine))

const written = (digest: bigint) => digest.toString(16).padStart(digits, '0')

interface Reason {
  readonly list: string
  readonly digest: bigint
}

/** A day, a list, the digest of its change, and why: at least a few words. */
const form = /^- \d{4}-\d\d-\d\d `([a-z.]+)` `([0-9a-f]{12})`: \S.{18,}$/

function reasonOf(line: string): Reason | null {
  const [, list, digest] = form.exec(line) ?? []
  return list !== undefined && digest !== undefined ? { list, digest: BigInt(`0x${digest}`) } : null
}

const isItem = (line: string) => line.startsWith('- ')

/** The lines of the reasons that are none: without a day, a list, a digest or a reason. */
export const unreadableReasons = (reasons: string): readonly string[] =>
  reasons.split('\n').filter((line) => isItem(line) && reasonOf(line) === null)

/** What a list holds beyond its reasons, with the line to be added, in words; nothing where every change has its reason. */
export function unexplained(name: ListName, text: string, reasons: string, today: string): string {
  const given = reasons.split('\n').flatMap((line) => reasonOf(line) ?? [])
  const explained = exclusiveOr(given.filter(({ list }) => list === name).map(({ digest }) => digest))
  const change = digestOf(text) ^ explained
  if (change === 0n) return ''
  return [
    `tests/frozen/${name} changed, and tests/frozen/${reasonsFile} does not say why. Add this line to it, with the reason in a sentence:`,
    `- ${today} \`${name}\` \`${written(change)}\`: ...`,
  ].join('\n')
}

/** The same for what is stored. */
export const unexplainedIn = (name: ListName): string =>
  unexplained(name, textOf(name), textOf(reasonsFile), new Date().toISOString().slice(0, 10))
