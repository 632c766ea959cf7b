import * as v from 'valibot'
import { everySetting, findSetting, type Scenario, type SettingKey } from './schema.ts'
import type { Setting, Value } from './setting.ts'

/** A scenario whose value for each setting is what `value` says. */
export function scenarioFrom(value: (setting: Setting<SettingKey>) => Value): Scenario {
  return Object.fromEntries(
    everySetting.map((setting) => [setting.key, value(setting)]),
  ) as unknown as Scenario
}

/** Every setting at its initial value: GPU memory of Grace Hopper in a guest, on a host with FWB and DIC. */
export const defaults: Scenario = scenarioFrom((setting) => setting.initial)

/** Whether stage 2 is set by hand, so that KVM is not asked. */
export const isByHand = ({ s2 }: Scenario) => s2 === 'hand'

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

/** Whether two scenarios differ in the reader's own words and in nothing else. */
export function onlyTexts(a: Scenario, b: Scenario): boolean {
  const changed = differences(a, b)
  return changed.length > 0 && changed.every((key) => findSetting(key)?.kind === 'text')
}
