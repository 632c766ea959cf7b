import { widthOf } from '../checks/metrics.ts'

/** Font sizes of the classes that are folded; a bold one is taken for larger, as it is wider. */
const fontSize = { name: 14.6, small: 11.5, words: 12 } as const

/** How wide words are at most, whichever sans the system has. */
export const wordsWidth = (words: string, size: keyof typeof fontSize) =>
  (widthOf(words, '') * fontSize[size]) / 12

/** Breaks words into lines that are no wider than that; a longer word stands alone. */
export function fold(words: string, width: number, size: keyof typeof fontSize): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && wordsWidth(`${last} ${word}`, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
