import { alternatives } from '../../scenario/inputs.ts'
import { isFlags } from '../../scenario/kinds/flags.ts'
import { controlOf } from '../../scenario/kvm-ids.ts'
import { defaults } from '../../scenario/scenario.ts'
import { everySetting, type SettingKey } from '../../scenario/schema.ts'
import type { Setting, Value } from '../../scenario/setting.ts'

/** One control moved away from the default scenario: a setting to one other value, or one flag turned over. */
export interface SingleChange {
  /** The key of a setting, or `<key>-<flag>`. */
  readonly control: string
  readonly key: SettingKey
  /** Its new value, by the one before. */
  readonly from: (value: Value) => Value
}

const unaligned = 0x800

/**
 * Values of numbers, which have no list: for each thing that a check asks of them, one that gives it with the
 * other settings at their defaults, and what is so of it.
 */
const numbers: Partial<Record<SettingKey, readonly (readonly [value: number, says: string])[]>> = {
  gpa: [
    [defaults.gpa + unaligned, 'not page aligned'],
    [2 ** 48 - 2 ** 32, 'so that the slot ends beyond 48 bits'],
  ],
  size: [
    [defaults.size + unaligned, 'not page aligned'],
    [2 ** 43, 'which is 2^31 pages of 4K'],
  ],
  hva: [[defaults.hva + unaligned, 'not page aligned']],
  addr: [
    [defaults.gpa - 0x1000, 'below the slot'],
    [2 ** 40, 'beyond 40 bits'],
    [2 ** 48, 'beyond 48 bits'],
  ],
}

/** What is so of a number that is tried; undefined for other values. */
export const numberSays = (key: SettingKey, value: Value): string | undefined =>
  numbers[key]?.find(([number]) => number === value)?.[1]

/** Values that a reader would try before those that stand above them in the control: VM_SHARED is never copied on write. */
const first: Partial<Record<SettingKey, Value>> = { hpte: 'ro' }

/** Every setting that one of KVM's inputs comes from. `gmemmap` says of which kind a guest_memfd is. */
const keys: ReadonlySet<string> = new Set([
  ...Object.values(controlOf).map((control) => control.split('-')[0] ?? control),
  'gmemmap',
])

const ofSetting = (setting: Setting<SettingKey>): readonly SingleChange[] => {
  const { key } = setting
  if (isFlags(setting))
    return setting.flags.map(({ word }) => ({
      control: `${key}-${word}`,
      key,
      from: (value) => setting.toggled(String(value), word),
    }))
  const values: readonly Value[] = numbers[key]?.map(([value]) => value) ?? alternatives(key, defaults)
  return values
    .toSorted((a, b) => Number(b === first[key]) - Number(a === first[key]))
    .map((value) => ({ control: key, key, from: () => value }))
}

/** Every single change of what KVM reads, in the order of the schema. */
export const singleChanges: readonly SingleChange[] = everySetting
  .filter(({ key }) => keys.has(key))
  .flatMap(ofSetting)
