import type { Register, RegisterField } from '../../explain/registers.ts'
import { group, line, rect, text, type Box, type Mark, type Picture } from '../marks.ts'
import { reservedGround } from '../reserved.ts'

const cellHeight = 36
const rowHeight = 64
const numbers = 14

interface Row {
  readonly hi: number
  readonly lo: number
  readonly top: number
}

interface Sizes {
  /** Bits in a row: 32 as the manual prints them, 16 on a phone. */
  readonly perRow: number
  readonly unit: number
}

/** The part of a field that a row shows. */
interface Part {
  readonly field: RegisterField
  readonly hi: number
  readonly lo: number
  readonly box: Box
}

function rowsOf(bits: number, perRow: number): readonly Row[] {
  const count = Math.ceil(bits / perRow)
  return Array.from({ length: count }, (_, n) => {
    const hi = bits - 1 - n * perRow
    return { hi, lo: Math.max(hi - perRow + 1, 0), top: n * rowHeight + numbers }
  })
}

function partsOf(row: Row, fields: readonly RegisterField[], unit: number): readonly Part[] {
  return fields
    .filter(({ hi, lo }) => hi >= row.lo && lo <= row.hi)
    .map((field) => {
      const hi = Math.min(field.hi, row.hi)
      const lo = Math.max(field.lo, row.lo)
      const box = { x: (row.hi - hi) * unit, y: row.top, width: (hi - lo + 1) * unit, height: cellHeight }
      return { field, hi, lo, box }
    })
}

function bitNumbers({ hi, lo, box }: Part, unit: number): readonly Mark[] {
  const y = box.y - 4
  const left = text(box.x + unit / 2, y, String(hi), 'bit-number', 'middle')
  return hi === lo
    ? [left]
    : [left, text(box.x + box.width - unit / 2, y, String(lo), 'bit-number', 'middle')]
}

function digit(part: Part, bit: number, unit: number): readonly Mark[] {
  const { field, hi, box } = part
  const value = field.digits?.[field.hi - bit]
  if (value === undefined) return []
  const x = box.x + (hi - bit) * unit
  const editable = field.edits !== undefined || field.flips !== undefined
  const mark = text(x + unit / 2, box.y + 16, value, editable ? 'digit editable' : 'digit', 'middle')
  if (!editable) return [mark]
  return [
    group([mark], {
      id: field.edits ? `${field.edits}.${bit - field.lo}` : `${field.flips}.${bit}`,
      label: `${field.name} bit ${bit - field.lo}, now ${value}: flip`,
      box: { x: x + 1, y: box.y + 1, width: unit - 2, height: 20 },
      act: 'flip',
      as: 'node flip',
    }),
  ]
}

function nameOf({ field, hi, lo }: Part): string {
  const says = field.kind !== 'idle' && field.kind !== 'res0'
  const split = says && (hi !== field.hi || lo !== field.lo)
  const from = (field.from ?? 0) - field.lo
  return split && field.name.length < 15 ? `${field.name} [${hi + from}:${lo + from}]` : field.name
}

const fits = (name: string, width: number) => name.length * 6.6 <= width + 1

/** The name inside its field, cut where the field runs on in another row, or below a field too narrow for it. */
function nameMark(part: Part): Mark {
  const { box, field } = part
  const name = nameOf(part)
  const below = box.width < 60 && !fits(name, box.width)
  const words = below || fits(name, box.width) ? name : (field.short ?? field.name.split(',')[0] ?? name)
  if (below && box.x === 0) return text(0, box.y + cellHeight + 11, words, 'field-name')
  return text(box.x + box.width / 2, box.y + (below ? cellHeight + 11 : 30), words, 'field-name', 'middle')
}

/** RES0 and RES1 are hatched; a reserved value has a zigzag between its digits and its name. */
function groundOf({ field: { kind }, box }: Part): readonly Mark[] {
  if (kind === 'res0' || kind === 'res1') return [rect(box, 'hatch', { pattern: 'res0' })]
  return kind === 'reserved' ? reservedGround(box) : []
}

function layoutPart(part: Part, unit: number): Mark {
  const { field, hi, lo, box } = part
  const ground = groundOf(part)
  const frame = rect(box, `cell ${field.kind}`)
  const bits = Array.from({ length: hi - lo + 1 }, (_, n) => hi - n)
  const ticks = bits.slice(1).map((bit) => {
    const x = box.x + (hi - bit) * unit
    return line(x, box.y, x, box.y + 4, 'tick')
  })
  const body = group(
    [...ground, frame, ...ticks, nameMark(part)],
    field.node && lo === field.lo
      ? { id: field.node, label: field.says, box, act: 'pick', as: 'node' }
      : { as: 'field' },
  )
  return group([...bitNumbers(part, unit), body, ...bits.flatMap((bit) => digit(part, bit, unit))])
}

/** Fields without a value first, so that no dashed edge is drawn over a solid one. */
const unsaidFirst = (a: Part, b: Part) =>
  Number(b.field.kind === 'unsaid') - Number(a.field.kind === 'unsaid') || b.hi - a.hi

/** A register on a ruler, the top bit at the left, in rows of `perRow` cells `unit` wide. */
export function layoutRuler(register: Register, { perRow, unit }: Sizes): Picture {
  const rows = rowsOf(register.bits, perRow)
  return {
    width: Math.min(register.bits, perRow) * unit,
    height: rows.length * rowHeight,
    title: `${register.title} ${register.value}`.trim(),
    marks: rows.flatMap((row) =>
      partsOf(row, register.fields, unit)
        .toSorted(unsaidFirst)
        .map((part) => layoutPart(part, unit)),
    ),
  }
}
