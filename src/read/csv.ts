import { Unreadable } from './unreadable.ts'

/** A CSV text without quoted fields: its header, and its other lines as they stand. */
export interface Csv {
  readonly columns: readonly string[]
  /** The header's line, counted from 1. */
  readonly header: number
  readonly rows: readonly string[]
}

/** Takes a CSV text apart. Lines that start with `#` may stand before the header. @throws Unreadable without one */
export function splitCsv(text: string): Csv {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  const at = lines.findIndex((line) => !line.startsWith('#'))
  if (at < 0) throw new Unreadable('there is no header')
  return { columns: (lines[at] ?? '').split(','), header: at + 1, rows: lines.slice(at + 1) }
}

/** The fields of each row with its line. @throws Unreadable where a row has not one for each column, or none follows */
export function mapRows<T>(
  csv: Csv,
  read: (fields: readonly string[], text: string, line: number) => T,
): T[] {
  if (csv.rows.length === 0) throw new Unreadable('no row follows the header', csv.header + 1)
  return csv.rows.map((text, at) => {
    const fields = text.split(',')
    const line = csv.header + at + 1
    if (fields.length === csv.columns.length) return read(fields, text, line)
    throw new Unreadable(`${fields.length} fields where the header has ${csv.columns.length}`, line)
  })
}
