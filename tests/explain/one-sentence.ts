/** One sentence: a capital first, a full stop last and no other, nothing left to fill in, no mark of a link. */
export const sentence =
  /^[A-Z](?!.*(?:\. |\.\.| {2}|undefined|null|NaN|[{}]|\[(?!\d)|(?<!\d)\]| [.,;:])).*[^.]\.$/

/** The same of a line below the verdict, which may begin with the name of a file. */
export const line = new RegExp(sentence.source.replace('^[A-Z]', '^(?:[A-Z]|api\\.rst)'))
