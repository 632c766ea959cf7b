const words =
  'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

/** A number up to twenty as a word, `no` for 0; a larger one in digits. */
export const numberWord = (count: number) => words[count] ?? String(count)
