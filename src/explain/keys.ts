import { everySetting, findSetting, type SettingKey } from '../scenario/schema.ts'

/** Whether a rule's operand, or any other word, is the key of a setting. */
export const isSettingKey = (key: string): key is SettingKey => findSetting(key) !== undefined

/** The settings by which a PE answers what the architecture leaves open. */
export const choiceKeys: readonly SettingKey[] = everySetting
  .filter(({ group }) => group === 'choices')
  .map(({ key }) => key)
