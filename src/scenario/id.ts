import { everySetting, findSetting, type SettingKey } from './schema.ts'
import { isFlags } from './kinds/flags.ts'
import type { Setting } from './setting.ts'

const ofFlags: ReadonlyMap<string, Setting<SettingKey>> = new Map(
  everySetting
    .filter(isFlags)
    .flatMap((setting) => setting.flags.map(({ word }) => [`${setting.key}-${word}`, setting] as const)),
)

/** The setting that an id of the page names: its key, or `<key>-<flag>` for one of its flags. */
export const settingOfId = (id: string): Setting<SettingKey> | undefined => findSetting(id) ?? ofFlags.get(id)
