/** How many columns a character takes: two where it belongs to a script of wide characters. */
function widthOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  return code >= 0x1100 &&
    /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}]/u.test(
      character,
    )
    ? 2
    : 1
}

const columnsOf = (text: string) => [...text].reduce((sum, character) => sum + widthOf(character), 0)

/** Cuts a word that is wider than a line. */
function pieces(word: string, columns: number): readonly string[] {
  if (columnsOf(word) <= columns) return [word]
  const cut: string[] = ['']
  for (const character of word) {
    const last = cut.at(-1) ?? ''
    if (last !== '' && columnsOf(last) + widthOf(character) > columns) cut.push(character)
    else cut[cut.length - 1] = last + character
  }
  return cut
}

/** Puts words on lines of at most `columns`, and breaks a word only where it is longer than a line. */
export function foldWords(words: readonly string[], columns: number): readonly string[] {
  const lines: string[] = []
  for (const word of words)
    for (const [at, piece] of pieces(word, columns).entries()) {
      const last = lines.at(-1)
      if (at === 0 && last !== undefined && columnsOf(last) + 1 + columnsOf(piece) <= columns)
        lines[lines.length - 1] = `${last} ${piece}`
      else lines.push(piece)
    }
  return lines
}

/** Breaks a text into lines of at most `columns` at its blanks. */
export function fold(text: string, columns: number): readonly string[] {
  const words = text.split(/\s+/).filter((word) => word !== '')
  return foldWords(words, columns)
}

/** Every line of a text on its own, folded; blank lines are left out. */
export const foldLines = (text: string, columns: number) =>
  text.split('\n').flatMap((line) => fold(line, columns))
