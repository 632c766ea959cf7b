import { quote, type Field } from '../decoded.ts'
import { readNumber } from '../kinds/number.ts'
import { drop, type Dropped } from './dropped.ts'
import { readField } from './field.ts'
import { firstVersion, migrate, versionOf, type Migration } from './migrations.ts'
import type { Param } from './param.ts'

interface VersionRead {
  /** The pairs as the current version writes them. */
  readonly params: readonly Param[]
  readonly drops: readonly Dropped[]
}

/** The version. One newer than `current` is read as `current`, and reported beside. */
const versionField = (current: number): Field<number> => ({
  key: 'v',
  name: 'The version',
  decode: (text) => {
    const version = readNumber(text)?.value ?? 0
    if (version >= firstVersion) return { value: Math.min(version, current) }
    return { misread: { says: current > 1 ? `it is 1 to ${current}` : 'it is 1' } }
  },
  encode: String,
})

/** Finds out an address's version and brings its pairs up to date. Without a version it is the current one. */
export function readVersion(params: readonly Param[], steps: readonly Migration[]): VersionRead {
  const current = versionOf(steps)
  const given = params.filter(({ key }) => key === 'v')
  const { value, drops } = readField(versionField(current), given)
  const migrated = migrate(params, value ?? current, steps)
  const used = { value: String(value ?? current), from: value === undefined ? 'default' : 'link' } as const
  const newer = given
    .filter((param) => (readNumber(param.value)?.value ?? 0) > current)
    .map((param) =>
      drop(param, 'version', fromNewer(param, current), { value: String(current), from: 'default' }),
    )
  const failed = 'failed' in migrated ? [stuck(migrated.failed)] : []
  return { params: migrated.params, drops: [...drops(used), ...newer, ...failed] }
}

const fromNewer = (param: Param, current: number) =>
  `This link was made by a newer version, ${quote(param.value)}; it is read as one of version ${current}.`

function stuck({ from, to }: Migration): Dropped {
  const param = { key: 'v', value: String(from), rawKey: 'v', raw: String(from), at: -1 }
  return drop(param, 'version', `This link could not be brought from version ${from} to version ${to}.`, null)
}
