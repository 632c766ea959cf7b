import { quote } from '../decoded.ts'
import { besidesFields, otherKey, sameField } from '../besides.ts'
import { everySetting } from '../schema.ts'
import { nearest } from '../spelling.ts'
import type { Unknown } from './address.ts'
import { drop, type Dropped } from './dropped.ts'
import type { Param } from './param.ts'

const settingKeys: readonly string[] = everySetting.map(({ key }) => key)

/** Every key that this version gives a meaning. */
export const knownKeys: readonly string[] = [
  'v',
  'p',
  ...settingKeys,
  'pick',
  'open',
  ...Object.values(besidesFields).map(({ key }) => key),
  sameField.key,
]

/** The keys of a second scenario's settings. */
const otherKeys: readonly string[] = settingKeys.map(otherKey)

/**
 * Whether a pair can be one of a newer version: no version writes a key or a value of another form, least of
 * all a value that ends in punctuation. It can then be kept without breaking the address that holds it.
 */
export const isKeepable = ({ key, value }: Unknown) =>
  /^[a-z][a-z0-9]{0,19}$/.test(key) &&
  !knownKeys.includes(key) &&
  /^[A-Za-z0-9_.+=/?-]*[A-Za-z0-9]$/.test(value)

const isUnknown = ({ key }: Param) => !knownKeys.includes(key) && !otherKeys.includes(key)

/** The pairs of unknown keys that are kept. */
export const keptPairs = (params: readonly Param[]): readonly Unknown[] =>
  params
    .filter((param) => isUnknown(param) && !param.misread && isKeepable(param))
    .map(({ key, value }) => ({ key, value }))

function dropUnknown(param: Param): Dropped {
  const misread = { says: '', meant: nearest(param.key, knownKeys) }
  if (!param.misread && isKeepable(param)) {
    const says = `This version does not know ${quote(param.key)}; it stays in the link, which may be from a newer version.`
    return drop(param, 'newer', says, null, misread)
  }
  return drop(param, 'key', `There is no key ${quote(param.rawKey)}.`, null, misread)
}

/** A report about each pair of an unknown key, kept or not. */
export const dropUnknowns = (params: readonly Param[]): readonly Dropped[] =>
  params.filter(isUnknown).map(dropUnknown)
