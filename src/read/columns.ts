/** What a field of a vector file holds, once read. */
export type Value = string | number

/** A column: what its fields have to be, in words, and how one is read. Null where it is not that. */
export interface Column {
  readonly wants: string
  readonly read: (text: string) => Value | null
}

/** A whole number from 0 to `max`, decimal or hexadecimal with 0x. */
export function number(max: number): Column {
  const read = (text: string) => {
    if (!/^(\d+|0x[\da-f]+)$/i.test(text)) return null
    const value = Number(text)
    return value <= max ? value : null
  }
  return { wants: `a number from 0 to ${max}`, read }
}

export const flag = number(1)
export const twoBits = number(3)
export const fourBits = number(15)
export const byte = number(255)

/** One of the given words. */
export function word(...words: readonly string[]): Column {
  const known = new Set(words)
  return { wants: `one of ${words.join(', ')}`, read: (text) => (known.has(text) ? text : null) }
}

/** A name that another table explains. */
export const name: Column = { wants: 'a name', read: (text) => (/^\w+$/.test(text) ? text : null) }

/** Names joined by +; empty for none. */
export function names(known: readonly string[]): Column {
  const set = new Set(known)
  const read = (text: string) => (text === '' || text.split('+').every((one) => set.has(one)) ? text : null)
  return { wants: `names joined by +, out of ${known.join(', ')}`, read }
}

/** Names joined by + whose order means nothing: once read they stand in alphabetical order. */
export function nameSet(known: readonly string[]): Column {
  const { wants, read } = names(known)
  return { wants, read: (text) => (read(text) === null ? null : joinNames(text.split('+'))) }
}

/** A set of names as `nameSet` reads it. */
export const joinNames = (list: Iterable<string>) => [...new Set(list)].toSorted().join('+')
