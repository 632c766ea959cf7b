import type { Property } from '../arch/rule.ts'
import { translateAttributes } from '../arch/translate-attributes.ts'
import { alternatives, toInputs } from '../scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../scenario/schema.ts'
import type { Setting } from '../scenario/setting.ts'
import { propertyCode, propertyWords } from './answer.ts'
import { tokenOf } from './verdict.ts'
import type { TypeCode } from './words.ts'

/** A single change that gives another answer: one setting, and the values that all lead there. */
export interface Flip {
  readonly key: SettingKey
  /** As an address writes them; the first is the one to show. */
  readonly values: readonly string[]
  readonly result: string
  /** The result as a diagram writes it. */
  readonly code: string
  readonly token: readonly (TypeCode | 'fault')[]
  /** The first of the values, ready for the store. */
  readonly to: Scenario[SettingKey]
}

/** Values that an engineer would try first, and those that nobody would. */
const wellKnown: Partial<Record<SettingKey, readonly unknown[]>> = {
  mair: [0xff, 0x44, 0x04, 0xbb, 0x00, 0xf0, 0x0c, 0x08],
  sh: [0b11, 0b10, 0b00, 0b01],
  s2sh: [0b11, 0b10, 0b00, 0b01],
}

function byFame(key: SettingKey) {
  const order = wellKnown[key] ?? []
  const fame = (value: unknown) => (order.includes(value) ? order.indexOf(value) : order.length)
  return (a: unknown, b: unknown) => fame(a) - fame(b)
}

/**
 * Every single change of a setting that would change `property`, found by making it. Values of one setting
 * that lead to the same result stand together.
 */
export function flips(scenario: Scenario, property: Property): readonly Flip[] {
  const now = propertyWords(property, translateAttributes(toInputs(scenario)), toInputs(scenario))
  return everySetting.flatMap((setting) => flipsOf(setting, scenario, property, now))
}

function flipsOf(
  setting: Setting<SettingKey>,
  scenario: Scenario,
  property: Property,
  now: string,
): readonly Flip[] {
  const { key } = setting
  const groups = new Map<string, Flip>()
  for (const to of [...alternatives(key, scenario)].sort(byFame(key))) {
    const inputs = toInputs({ ...scenario, [key]: to })
    const outcome = translateAttributes(inputs)
    const result = propertyWords(property, outcome, inputs)
    if (result === now) continue
    const value = setting.values.find((allowed) => allowed.value === to)?.address ?? ''
    const known = groups.get(result)
    if (known) groups.set(result, { ...known, values: [...known.values, value] })
    else
      groups.set(result, {
        key,
        values: [value],
        result,
        code: propertyCode(property, outcome, inputs),
        token: tokenOf(outcome),
        to,
      })
  }
  return [...groups.values()]
}
