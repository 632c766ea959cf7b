/** Words as a list within a sentence: `a`, `a and b`, `a, b or c`. */
export const listed = (words: readonly (string | number)[], last: 'and' | 'or' = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`
