import type { Field, Misread } from '../decoded.ts'
import { dropRepeated, dropValue, type Dropped, type Used } from './dropped.ts'
import type { Param } from './param.ts'

/** The value that an address gives to a field, and what it gave in vain. */
export interface FieldRead<T> {
  readonly value: T | undefined
  /** The reports, once it is known what counts instead. */
  readonly drops: (used: Used | null) => readonly Dropped[]
}

interface Tried<T> {
  readonly param: Param
  readonly value?: T
  readonly misread?: Misread
}

const attempt = <T>(field: Field<T>, param: Param): Tried<T> =>
  param.misread ? { param, misread: param.misread } : { param, ...field.decode(param.value) }

/** Reads a field from all pairs that have its key: the last valid value counts. */
export function readField<T>(field: Field<T>, params: readonly Param[]): FieldRead<T> {
  const tried = params.map((param) => attempt(field, param))
  const value = tried.findLast((one) => one.value !== undefined)?.value
  const counts = value === undefined ? null : field.encode(value)
  const drops = (used: Used | null) =>
    tried.flatMap(({ param, value: own, misread }) => {
      if (misread) return [dropValue(field, param, misread, used)]
      return own !== undefined && field.encode(own) !== counts ? [dropRepeated(field, param, used)] : []
    })
  return { value, drops }
}
