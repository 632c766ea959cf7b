import { toWord, type Word } from '../arch/walk/word.ts'
import { Unreadable } from './unreadable.ts'

/** An object of one line, read field by field; what is not as it should be is said with field and line. */
export class JsonLine {
  readonly line: number
  readonly #object: Readonly<Record<string, unknown>>
  readonly #path: string

  constructor(object: unknown, line: number, path = '') {
    if (typeof object !== 'object' || object === null || Array.isArray(object))
      throw new Unreadable(`${path || 'the line'} is not a JSON object`, line)
    this.#object = object as Record<string, unknown>
    this.line = line
    this.#path = path
  }

  has = (name: string) => Object.hasOwn(this.#object, name)
  isNull = (name: string) => this.#object[name] === null

  /** A whole number from `least` to `most`. @throws Unreadable */
  number(name: string, most: number, least = 0): number {
    const value = this.#object[name]
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
    throw this.wrong(name, `a whole number from ${least} to ${most}`)
  }

  flag = (name: string) => this.number(name, 1) === 1

  /** One of some words. @throws Unreadable */
  word<T extends string>(name: string, words: readonly T[]): T {
    const value = this.#object[name]
    const known = words.find((one) => one === value)
    if (known !== undefined) return known
    throw this.wrong(name, `one of ${words.join(', ')}`)
  }

  /** A hexadecimal number of at most 64 bits, as text. @throws Unreadable */
  hex(name: string): bigint {
    return this.#hex(this.#object[name], name)
  }

  register = (name: string): Word => toWord(this.hex(name))

  /** A text. @throws Unreadable */
  text(name: string): string {
    const value = this.#object[name]
    if (typeof value === 'string') return value
    throw this.wrong(name, 'a text')
  }

  object = (name: string) => new JsonLine(this.#object[name], this.line, this.#under(name))

  /** An array of objects. @throws Unreadable */
  objects(name: string): readonly JsonLine[] {
    return this.#array(name).map((one, at) => new JsonLine(one, this.line, this.#under(`${name}[${at}]`)))
  }

  /** An array of arrays of objects. @throws Unreadable */
  objectLists(name: string): readonly (readonly JsonLine[])[] {
    return this.#array(name).map((list, at) => {
      if (!Array.isArray(list)) throw this.wrong(name, 'a list of lists')
      const path = this.#under(`${name}[${at}]`)
      return list.map((one: unknown, place) => new JsonLine(one, this.line, `${path}[${place}]`))
    })
  }

  /** An array of arrays of texts. @throws Unreadable */
  textLists(name: string): readonly (readonly string[])[] {
    const value = this.#object[name]
    const isTexts = (list: unknown): list is readonly string[] =>
      Array.isArray(list) && list.every((one) => typeof one === 'string')
    if (Array.isArray(value) && value.every(isTexts)) return value
    throw this.wrong(name, 'a list of lists of texts')
  }

  /** An array of words out of some. @throws Unreadable */
  words(name: string, known: readonly string[]): readonly string[] {
    return this.#array(name).map((one) => {
      if (typeof one === 'string' && known.includes(one)) return one
      throw this.wrong(name, `a list of words out of ${known.join(', ')}`)
    })
  }

  /** A pair of texts, or null. @throws Unreadable saying that it `wants` something else */
  textPair(name: string, wants: string): readonly [string, string] | null {
    const value = this.#object[name]
    if (value === null) return null
    const [a, b, ...rest] = Array.isArray(value) ? (value as readonly unknown[]) : []
    if (typeof a === 'string' && typeof b === 'string' && rest.length === 0) return [a, b]
    throw this.wrong(name, wants)
  }

  /** An array of pairs of hexadecimal numbers. @throws Unreadable */
  pairs(name: string): readonly (readonly [bigint, bigint])[] {
    return this.#array(name).map((pair) => {
      if (!Array.isArray(pair) || pair.length !== 2) throw this.wrong(name, 'a list of pairs')
      return [this.#hex(pair[0], name), this.#hex(pair[1], name)]
    })
  }

  /** The words of a memory: 64-bit values by addresses that are multiples of 8 below 2^56. @throws Unreadable */
  memory(name: string): readonly (readonly [number, Word])[] {
    return this.pairs(name).map(([address, value]) => {
      if (address % 8n === 0n && address < 1n << 56n) return [Number(address), toWord(value)]
      throw this.wrong(name, 'addresses that are multiples of 8 below 2^56')
    })
  }

  #array(name: string): readonly unknown[] {
    const value = this.#object[name]
    if (Array.isArray(value)) return value as readonly unknown[]
    throw this.wrong(name, 'a list')
  }

  #hex(value: unknown, name: string): bigint {
    if (typeof value === 'string' && /^0x[\da-f]{1,16}$/i.test(value)) return BigInt(value)
    throw this.wrong(name, 'a hexadecimal number of at most 64 bits')
  }

  #under = (name: string) => (this.#path === '' ? name : `${this.#path}.${name}`)

  /** What to throw where a field is not what it should be. */
  wrong(name: string, wants: string): Unreadable {
    const value = JSON.stringify(this.#object[name]) ?? 'missing'
    const shown = value.length > 60 ? `${value.slice(0, 60)}...` : value
    return new Unreadable(`${this.#under(name)} is ${shown}, not ${wants}`, this.line)
  }
}

/** The objects of a newline-delimited JSON text, each with its line; empty lines are passed over. @throws Unreadable */
export function jsonLines(text: string): readonly { readonly text: string; readonly object: JsonLine }[] {
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return []
    return [{ text: line, object: new JsonLine(parsed(line, at + 1), at + 1) }]
  })
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    throw new Unreadable('not JSON', number)
  }
}
