import type { ViewRow } from '../../explain/walk/view.ts'
import { rect, text, type Mark } from '../marks.ts'
import { digitsOf, hex, indexText } from './words.ts'

/** Up to the arrow that leads into a row. */
const room = 128
const plain = { digit: 7, as: 'walk-row-digits' } as const
const small = { digit: 6.1, as: 'walk-row-digits narrow' } as const
const hexDigit = 6.7

/** What stands in the box: the bits, smaller where there are many, or the index where there are more than fit. */
function shownOf(digits: string, index: string) {
  const style = digits.length > 11 ? small : plain
  const width = (shown: string) => shown.length * style.digit + 8
  if (width(digits) > room) return { ...small, shown: index, beside: false, width: width(index) }
  const beside = width(digits) + 5 + index.length * hexDigit <= room + 4
  return { ...style, shown: digits, beside, width: width(digits) }
}

/** The name of a row, the bits of the VA that it is for, and the IPA that it translates. */
export function rowHead({ name, bits, ipa, lit }: ViewRow, y: number): readonly Mark[] {
  const index = indexText(bits)
  const { shown, as, beside, width } = shownOf(digitsOf(bits), index)
  return [
    text(0, y + 12, name, lit ? 'walk-name lit' : 'walk-name'),
    rect({ x: 0, y: y + 19, width, height: 16 }, lit ? 'walk-bits lit' : 'walk-bits', { rx: 2 }),
    text(4, y + 31, shown, as),
    ...(beside ? [text(width + 5, y + 31, index, lit ? 'walk-index lit' : 'walk-index')] : []),
    ...(ipa === null ? [] : [text(0, y + 50, `IPA ${hex(ipa)}`, 'walk-address')]),
  ]
}
