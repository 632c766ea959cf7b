import type { Answer } from '../read/vector.ts'
import type { Mismatch, Report } from './conformance.ts'
import { deviations } from './qemu/deviations.ts'
import { walkDeviations } from './qemu/walks.ts'

const shown = 10
const known = [...deviations, ...walkDeviations]

/** A report as lines: the counts, then the first mismatches with the question and both answers. */
export function conformanceText(file: string, report: Report): string {
  const counts = `${report.rows} rows, ${report.mismatches.length} mismatches${deviationText(report)}${notModelledText(report)}`
  return [`${file}: ${counts}`, ...report.mismatches.slice(0, shown).map(mismatchText)].join('\n')
}

const notModelledText = ({ notModelled }: Report) => (notModelled > 0 ? `, ${notModelled} not modelled` : '')

function deviationText({ deviations: found }: Report): string {
  if (found === null) return ''
  const total = [...found.values()].reduce((sum, count) => sum + count, 0)
  const classes = [...found].toSorted(([a], [b]) => place(a) - place(b)).map((entry) => entry.join(' '))
  return `, ${total} deviations of QEMU${classes.length > 0 ? ` (${classes.join(', ')})` : ''}`
}

/** Single deviations in their own order, then those of two, of three. */
function place(name: string): number {
  const parts = name.split('+')
  return parts.reduce((sum, part) => sum * 16 + known.findIndex(({ id }) => id === part), parts.length)
}

function mismatchText({ where, inputs, expected, actual }: Mismatch): string {
  return [
    `  ${where}`,
    `    input    ${pairs(inputPairs(inputs))}`,
    `    expected ${pairs(expected)}`,
    `    actual   ${pairs(actual)}`,
  ].join('\n')
}

const inputPairs = (at: object): Answer =>
  Object.fromEntries(Object.entries(at).map(([name, value]) => [name, inputValue(name, value)]))

function inputValue(name: string, value: string | number | boolean): string | number {
  if (name === 'mair') return `0x${value.toString(16).padStart(2, '0')}`
  if (typeof value === 'number' && value >= 2 ** 16) return `0x${value.toString(16)}`
  return typeof value === 'boolean' ? Number(value) : value
}

const pairs = (answer: Answer) =>
  Object.entries(answer)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
