import { findSetting } from '../scenario/schema.ts'
import type { ScenarioStore } from '../scenario/store.ts'

/** Flips one bit of a setting; `id` is `<key>.<bit>`. */
export function flipBit(store: ScenarioStore, id: string): void {
  const [key = '', bit = ''] = id.split('.')
  const setting = findSetting(key)
  if (!setting) throw new RangeError(`${id}: there is no setting ${key}`)
  const value = store.getState().scenario[setting.key]
  const flipped = typeof value === 'number' ? value ^ (1 << Number(bit)) : !value
  store.getState().setMany({ [setting.key]: flipped })
}
