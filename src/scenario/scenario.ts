import * as v from 'valibot'
import type { AttributeInputs } from '../arch/inputs.ts'
import { everySetting, findSetting, settingOf, type Scenario, type SettingKey } from './schema.ts'
import type { Setting, Value } from './setting.ts'

/** A scenario whose value for each setting is what `value` says. */
export function scenarioFrom(value: (setting: Setting<SettingKey>) => Value): Scenario {
  return Object.fromEntries(
    everySetting.map((setting) => [setting.key, value(setting)]),
  ) as unknown as Scenario
}

/** Every setting at its initial value: Write-Back memory of a guest under FWB. */
export const defaults: Scenario = scenarioFrom((setting) => setting.initial)

/**
 * The scenario as the engine takes it. RES0 bits and unused fields are the engine's to judge; what no CPU
 * can have is not: FEAT_MTE_PERM without FEAT_MTE2 counts as absent.
 */
export function toInputs(scenario: Scenario): AttributeInputs {
  return scenario.mteperm && !scenario.mte2 ? { ...scenario, mteperm: false } : scenario
}

const schema = v.strictObject(Object.fromEntries(everySetting.map(({ key, schema }) => [key, schema])))

/** Whether a value from outside is a scenario: each setting there, none besides, each value allowed. */
export const isScenario = (value: unknown): value is Scenario => v.is(schema, value)

/** Whether `value` is one that the setting of that key can have. */
export function isAllowed(key: string, value: unknown): boolean {
  const setting = findSetting(key)
  return setting !== undefined && v.is(setting.schema, value)
}

/** The settings in which two scenarios differ, in schema order. */
export const differences = (a: Scenario, b: Scenario): readonly SettingKey[] =>
  everySetting.map(({ key }) => key).filter((key) => a[key] !== b[key])

/**
 * Every other value of one setting, for what would change the answer. Texts have none, nor has a setting
 * that hardware fixes in this scenario.
 */
export function alternatives<K extends SettingKey>(key: K, scenario: Scenario): readonly Scenario[K][] {
  const { values, disabled } = settingOf(key) as unknown as Setting<K, Scenario[K]>
  if (disabled(toInputs(scenario)) !== null) return []
  return values.map(({ value }) => value).filter((value) => value !== scenario[key])
}

/** Whether two scenarios differ in the reader's own words and in nothing else. */
export function onlyTexts(a: Scenario, b: Scenario): boolean {
  const changed = differences(a, b)
  return changed.length > 0 && changed.every((key) => findSetting(key)?.kind === 'text')
}
