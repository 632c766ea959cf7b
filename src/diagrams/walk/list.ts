import type { Cell, ViewRow, WalkView } from '../../explain/walk/view.ts'
import { group, rect, text, type Mark, type Picture } from '../marks.ts'
import { cellLabel, digitsOf, hex, indexText, kindText, wordText } from './words.ts'

const headHeight = 46
const cellHeight = 44
const gap = 4

/** The most bits that are written out; of an offset in a large block the number alone is. */
const mostDigits = 20

function headMarks({ name, bits, ipa }: ViewRow, y: number): readonly Mark[] {
  const at = ipa === null ? '' : `, IPA ${hex(ipa)}`
  const digits = digitsOf(bits)
  const shown = digits.length > mostDigits ? '' : ` ${digits}`
  return [
    text(0, y + 16, `${name}${at}`, 'walk-name'),
    text(0, y + 34, `VA[${bits.msb}:${bits.lsb}]${shown} = ${indexText(bits)}`, 'walk-row-digits'),
  ]
}

function cellMark(cell: Cell, y: number, width: number): Mark {
  const x = cell.stage === 2 ? 14 : 0
  const box = { x, y, width: width - x, height: cellHeight }
  const as = `walk-cell ${cell.state}${cell.stage === 2 ? ' stage2' : ''}`
  if (cell.id === null)
    return group([
      rect(box, as, { rx: 3 }),
      text(x + 8, y + 27, `S${cell.stage} L${cell.level}: not made`, 'walk-note'),
    ])
  const { number, address, value } = cell
  return group(
    [
      rect(box, as, { rx: 3 }),
      text(x + 8, y + 18, `${number}`, 'walk-number'),
      text(x + 34, y + 18, `S${cell.stage} L${cell.level} ${kindText(cell)}`, 'walk-kind'),
      ...(address === null ? [] : [text(width - 8, y + 18, `@${hex(address)}`, 'walk-address', 'end')]),
      ...(value === null
        ? [text(x + 34, y + 36, cell.state === 'next' ? 'next read' : 'to come', 'walk-note')]
        : [text(x + 34, y + 36, wordText(value), 'walk-value')]),
    ],
    { id: cell.id, label: cellLabel(cell), box, act: 'pick', as: 'node' },
  )
}

/** The walk as a list, for a phone: each address that is translated, and under it its reads. */
export function layoutWalkList(view: WalkView, width: number): Picture {
  let y = 0
  const marks: Mark[] = []
  for (const row of view.rows) {
    marks.push(...headMarks(row, y))
    y += headHeight
    for (const cell of row.cells) {
      marks.push(cellMark(cell, y, width))
      y += cellHeight + gap
    }
    if (row.saved !== null) marks.push(text(14, (y += 14), row.saved, 'walk-note'))
    y += 12
  }
  const output =
    view.pa === null ? (view.stopped ? 'No output: a fault' : 'PA to come') : `PA ${hex(view.pa)}`
  marks.push(text(0, y + 12, output, 'walk-name'))
  return { width, height: y + 20, title: 'The walk as a list', marks }
}
