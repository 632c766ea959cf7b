import type { Column, WalkView } from '../../explain/walk/view.ts'
import { rect, text, type Mark } from '../marks.ts'
import type { Geometry } from './geometry.ts'
import { digitsOf, hex, indexText } from './words.ts'

const boxTop = 22
const boxHeight = 36

/** Narrow columns have their stage in short. */
const shortly = (name: string) => name.replace('Stage 2, ', 'S2 ').replace('Stage 1 ', 'S1 ')

function columnMarks(column: Column, x: number, { cellWidth: width, narrow }: Geometry): readonly Mark[] {
  const { name, msb, lsb, value, lit, level } = column
  const as = `walk-bits${level === null ? '' : ' stage2'}${lit ? ' lit' : ''}`
  const box = { x, y: boxTop, width, height: boxHeight }
  const middle = x + width / 2
  const index = value === null ? null : { msb, lsb, value }
  const digits = index ? digitsOf(index) : ''
  return [
    text(x, 15, String(msb), 'bit-number'),
    text(x + width, 15, String(lsb), 'bit-number', 'end'),
    rect(box, as, { rx: 3 }),
    ...(index
      ? [
          text(
            middle,
            boxTop + 14,
            digits,
            digits.length > 14 ? 'walk-digits narrow' : 'walk-digits',
            'middle',
          ),
          text(middle, boxTop + 30, indexText(index), 'walk-index', 'middle'),
        ]
      : []),
    text(middle, boxTop + boxHeight + 22, narrow ? shortly(name) : name, 'walk-column', 'middle'),
  ]
}

/** The address that is being translated, cut into the bits that index each level of stage 2. */
export function bandMarks({ columns, ipa }: WalkView, geometry: Geometry): readonly Mark[] {
  const only = columns.length === 1
  return [
    text(0, 20, only ? 'Stage 2 is off' : 'Translating IPA', 'walk-name'),
    ...(ipa === null ? [] : [text(0, 38, `0x${hex(ipa)}`, 'walk-value')]),
    ...(only
      ? [text(0, 54, 'an IPA is a PA', 'walk-small')]
      : [
          text(0, 54, 'index bits, one column', 'walk-small'),
          text(0, 68, 'for each stage 2 level', 'walk-small'),
        ]),
    ...columns.flatMap((column, at) => columnMarks(column, geometry.columns[at] as number, geometry)),
  ]
}
