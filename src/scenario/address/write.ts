import { besidesFields, besidesNames, otherKey, sameField } from '../besides.ts'
import type { Field } from '../decoded.ts'
import { baseScenario, findPreset, type Preset } from '../preset.ts'
import { differences } from '../scenario.ts'
import { settingOf, type Scenario, type SettingKey } from '../schema.ts'
import type { Setting } from '../setting.ts'
import { initialOpen, isId, openField, pickField } from '../view.ts'
import type { Address } from './address.ts'
import { migrations, versionOf } from './migrations.ts'
import { writePath } from './path.ts'
import { isKeepable } from './unknown.ts'

type Pair = readonly [key: string, value: string]

/**
 * Writes an address: the version, what differs from the defaults or from the preset, in schema order, what
 * is not at rest in the view, and what this version does not know. Letters, digits and `_ . + = & / ? -`
 * are all that it holds, and it ends in a letter or a digit.
 */
export function writeAddress(of: Omit<Address, 'dropped'>, presets: readonly Preset[]): string {
  const pairs = [...scenarioPairs(of, presets), ...viewPairs(of), ...besidesPairs(of), ...unknownPairs(of)]
  if (of.view.name !== 'explore' && pairs.length === 0) return writePath(of.view)
  const versioned: readonly Pair[] = [['v', String(versionOf(migrations))], ...pairs]
  return `${writePath(of.view)}?${versioned.map(([key, value]) => `${key}=${value}`).join('&')}`
}

function scenarioPairs(of: Omit<Address, 'dropped'>, presets: readonly Preset[]): readonly Pair[] {
  const preset = findPreset(presets, of.preset)
  const changed = differences(of.scenario, baseScenario(preset)).map((key): Pair => {
    const setting: Setting = settingOf(key)
    return [key, setting.encode(of.scenario[key])]
  })
  return preset ? [['p', preset.id], ...changed] : changed
}

function viewPairs({ pick, open }: Omit<Address, 'dropped'>): readonly Pair[] {
  const pairs: Pair[] = []
  if (pick !== null && isId(pick)) pairs.push(['pick', pickField.encode(pick)])
  if (openField.encode(open) !== openField.encode(initialOpen)) pairs.push(['open', openField.encode(open)])
  return pairs
}

function besidesPairs({ besides, scenario }: Omit<Address, 'dropped'>): readonly Pair[] {
  const { other } = besides
  const own = besidesNames.flatMap((name): readonly Pair[] => {
    const value = besides[name]
    const field: Field<unknown> = besidesFields[name]
    return value === null ? [] : [[field.key, field.encode(value)]]
  })
  return other ? [...own, ...otherPairs(other, scenario)] : own
}

/** The second scenario as what differs from the first, or as one that is like it. */
function otherPairs(other: Scenario, scenario: Scenario): readonly Pair[] {
  const differing = differences(other, scenario)
  if (differing.length === 0) return [[sameField.key, sameField.encode(true)]]
  return differing.map((key) => otherPair(key, other))
}

function otherPair(key: SettingKey, other: Scenario): Pair {
  const setting: Setting = settingOf(key)
  return [otherKey(key), setting.encode(other[key])]
}

const unknownPairs = ({ unknown }: Omit<Address, 'dropped'>): readonly Pair[] =>
  unknown.filter(isKeepable).map(({ key, value }) => [key, value])
