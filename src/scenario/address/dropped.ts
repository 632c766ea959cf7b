import { quote, type Field, type Misread, type Span } from '../decoded.ts'
import type { Param } from './param.ts'

/** What is wrong with a piece of an address. `newer`: nothing is, but this version does not know the key. */
export type Why = 'value' | 'encoding' | 'repeated' | 'key' | 'newer' | 'version' | 'view' | 'length'

/** The value that counts instead, as an address writes it, and where it is from; B takes what A has. */
export interface Used {
  readonly value: string
  readonly from: 'default' | 'preset' | 'link' | 'A'
}

/** A piece of an address that did not take effect, as the notice above the page lists it. */
export interface Dropped {
  readonly why: Why
  /** Key and value as written. */
  readonly key: string
  readonly raw: string
  /** The part of `raw` that is wrong. Without it, all of it is. */
  readonly badPart?: Span
  /** A sentence: what the value cannot be, and what it can. */
  readonly says: string
  /** Near spellings, as an address writes them. They stand in `says` too. */
  readonly meant: readonly string[]
  readonly used: Used | null
  /** Its place in the address, for the order of the notice. */
  readonly at: number
}

const didYouMean = (meant: readonly string[]) =>
  meant.length > 0 ? ` Did you mean ${meant.join(' or ')}?` : ''

/** What a report says before it asks whether a near spelling was meant. */
export const beforeMeant = ({ says, meant }: Dropped) => says.slice(0, says.length - didYouMean(meant).length)

/** A report about a piece whose trouble `says` tells in a sentence of its own. */
export function drop(param: Param, why: Why, says: string, used: Used | null, misread?: Misread): Dropped {
  const { meant = [], bad } = misread ?? {}
  const { rawKey: key, raw, at } = param
  const badPart = bad && bad[1] <= raw.length && bad[0] < bad[1] ? { badPart: bad } : {}
  return { why, key, raw, ...badPart, says: says + didYouMean(meant), meant, used, at }
}

/** A report about a value that a field cannot have. */
export function dropValue<T>(field: Field<T>, param: Param, misread: Misread, used: Used | null): Dropped {
  const why = param.misread ? 'encoding' : 'value'
  const written = param.value === param.raw
  const located = written || param.misread ? misread : { says: misread.says, meant: misread.meant ?? [] }
  const cannot = param.value === '' ? 'has no value' : `cannot be ${quote(param.value)}`
  return drop(param, why, `${field.name} ${cannot}: ${misread.says}.`, used, located)
}

/** A report about a value that a later one overrides. */
export const dropRepeated = <T>(field: Field<T>, param: Param, used: Used | null): Dropped =>
  drop(param, 'repeated', `${field.name} is given more than once, and the last value counts.`, used)
