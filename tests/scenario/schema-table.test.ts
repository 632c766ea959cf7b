import { describe, expect, test } from 'vitest'
import { besidesFields, besidesNames, sameField } from '../../src/scenario/besides.ts'
import { groups } from '../../src/scenario/groups.ts'
import { help } from '../../src/scenario/help.ts'
import { isFlags } from '../../src/scenario/kinds/flags.ts'
import { everySetting, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { initialOpen, inOrder, openField, pickField, sketchFold, stepFolds } from '../../src/scenario/view.ts'
import { complaintsAbout } from './stored.ts'

type Entry = Setting<SettingKey>

/** Options that are named by more than their number, as an address writes them. */
const named = ({ values }: Entry) =>
  values
    .filter(({ address, label }) => address !== label)
    .map(({ address, label }) => `  ${address}: ${label}`)

/** All options of a setting: flags by their words, numbers by their range and the names among them. */
function optionsOf(setting: Entry): readonly string[] {
  const { values, kind } = setting
  if (isFlags(setting))
    return setting.flags.map(({ word, label, code }) => `  ${word}: ${label}${code ? `, smaps ${code}` : ''}`)
  if (kind === 'choice' || kind === 'flag')
    return values.map(({ address, label }) => `  ${address}: ${label}`)
  if (values.length === 0) return []
  return [`  ${values.length} from ${values[0]?.address} to ${values.at(-1)?.address}`, ...named(setting)]
}

/** Everything that an entry says of a setting, in lines. */
const entryOf = (setting: Entry): readonly string[] => [
  `${setting.key}, ${setting.kind} of ${setting.group}: ${setting.label}`,
  ...(setting.name === setting.label ? [] : [`  in sentences: ${setting.name}`]),
  `  initially ${setting.encode(setting.initial)}`,
  ...optionsOf(setting),
  `  from ${setting.cite.join(', ') || 'nowhere'}`,
  ...help[setting.key].split(/(?<=\.) /).map((sentence) => `  ${sentence}`),
]

const otherFields = [...besidesNames.map((name) => besidesFields[name]), sameField, pickField, openField].map(
  ({ key, name }) => `${key}: ${name}`,
)

const table = [
  'Groups',
  ...groups.map(({ id, name, by }) => `  ${id}: ${name}${by === null ? '' : `, ${by}`}`),
  '',
  'Folds',
  `  ${inOrder([...groups.map(({ id }) => id), ...stepFolds, sketchFold]).join(' ')}`,
  `  open at first: ${initialOpen.join(' ')}`,
  '',
  'Settings',
  ...everySetting.flatMap((setting) => ['', ...entryOf(setting)]),
  '',
  'What stands besides',
  ...otherFields.map((one) => `  ${one}`),
  '',
].join('\n')

describe('the schema', () => {
  test('is the one that was looked at: each key, group, label, kind, option, default, citation and help', () => {
    expect(complaintsAbout('schema.txt', table)).toEqual([])
  })
})
