import { ascii } from '../ascii.ts'
import { fold, foldWords } from '../fold.ts'

/** The longest line of a text for mail. */
export const columns = 72

/** Words as lines of ASCII that start with `indent`; the first may start otherwise. */
export function paragraph(words: string, indent = '', start = indent): readonly string[] {
  const width = columns - Math.max(indent.length, start.length)
  return fold(ascii(words), width).map((line, at) => (at === 0 ? start : indent) + line)
}

/** Words that belong together each, with commas between them and no line break inside of one. */
export const listing = (items: readonly string[]): readonly string[] =>
  foldWords(
    items.map((item, at) => ascii(item) + (at < items.length - 1 ? ',' : '')),
    columns,
  )
