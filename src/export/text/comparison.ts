import { citations } from '../../cite/citations.ts'
import type { ComparedAct, Comparison, RuleDifference } from '../../explain/compare/comparison.ts'
import type { Row } from '../../explain/compare/row.ts'
import type { DifferentSetting } from '../../explain/compare/settings.ts'
import { isToldAlike, type Why } from '../../explain/compare/why.ts'
import { ascii } from '../ascii.ts'
import { fold } from '../fold.ts'
import { controls } from './controls.ts'
import { footnote } from './footnote.ts'
import { listing, paragraph } from './paragraph.ts'
import { placeOf } from './place.ts'

const indent = '  '
const widths = [22, 22, 22] as const

/** Cells in three columns; what is too wide goes on below. */
function row(cells: readonly [string, string, string]): readonly string[] {
  const folded = cells.map((cell, at) => fold(ascii(cell), widths[at] ?? 0))
  const height = Math.max(...folded.map((lines) => lines.length))
  return Array.from({ length: height }, (_, n) =>
    (indent + folded.map((lines, at) => (lines[n] ?? '').padEnd(widths[at] ?? 0)).join(indent)).trimEnd(),
  )
}

function setting({ name, a, b }: DifferentSetting): readonly string[] {
  const said = (words: string) => (words === '' ? 'empty' : words)
  return paragraph(`${name}: A ${said(a)}, B ${said(b)}`, '    ', indent)
}

/** The rows of an act that differ; a side that has no such thing says so. */
function act({ number, name, absent, rows }: ComparedAct): readonly string[] {
  const differing = rows.filter(({ differs }) => differs)
  if (differing.length === 0) return []
  const title = number === null ? name : `${number} ${name}`
  const cells = ({ label, a, b }: Row) => row([label, a ?? absent.a, b ?? absent.b])
  return [...row([title, 'A', 'B']), ...differing.flatMap(cells)]
}

const kinds = { check: 'check', rule: 'rule', maintenance: 'cache maintenance' } as const

/** Where it stands: a kernel function with its release, or a function of the pseudocode. */
function placeWords({ cite }: Why): string {
  const [first] = cite
  const place = first && citations[first]
  return place?.kind === 'linux' ? `${place.function}(), Linux ${place.version}` : placeOf({ cite })
}

/** A check that was passed over is told by its condition: its reason is that of its being taken. */
function why(letter: string, one: Why): readonly string[] {
  const { kind, id, says, because, state, asked } = one
  const start = `    ${letter}: `
  const below = ' '.repeat(start.length)
  const told = state === 'passed-over' ? `${says}, passed over: ${asked}` : `${says}: ${because}`
  return [...paragraph(told, below, start), ...paragraph(`${placeWords(one)}, ${kinds[kind]} ${id}`, below)]
}

/** What made rows on both sides alike stands once. */
function rule({ rows, a, b }: RuleDifference): readonly string[] {
  const labels = paragraph(rows.map(({ label }) => label).join(', '), '    ', indent)
  if (isToldAlike(a, b)) return [...labels, ...b.flatMap((one) => why('A, B', one))]
  return [...labels, ...a.flatMap((one) => why('A', one)), ...b.flatMap((one) => why('B', one))]
}

/** Of the rules only those that made another value. */
const telling = ({ rules }: Comparison) => rules.filter(({ rows }) => rows.some(({ differs }) => differs))

const headed = (heading: string, lines: readonly string[]) => (lines.length > 0 ? [heading, ...lines] : [])

/**
 * A comparison as text for mail: printable ASCII, lines of at most 72 columns, nothing behind their end. The parts are a
 * blank line apart: what changed, the settings of A, those that differ, each act's rows that differ, the rules, the link.
 */
export function comparisonText(comparison: Comparison, link: string): string {
  const { says, a, settings, acts } = comparison
  const parts = [
    paragraph(`${says} [1]`),
    headed('A:', listing(controls(a))),
    headed('B differs in:', settings.flatMap(setting)),
    ...acts.map(act),
    headed('Decided by:', telling(comparison).flatMap(rule)),
    footnote(link),
  ]
  const written = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${written.join('\n\n')}\n`
}
