import * as fc from 'fast-check'
import type { Address } from '../../src/scenario/address.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import type { Preset } from '../../src/scenario/preset.ts'
import type { TextSetting } from '../../src/scenario/kinds/text.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { inOrder } from '../../src/scenario/view.ts'

const isText = (setting: Setting): setting is Setting & TextSetting => setting.kind === 'text'

/** Any value of a setting, by its entry in the schema. */
export function valueOf(setting: Setting): fc.Arbitrary<Value> {
  if (!isText(setting)) return fc.constantFrom(...setting.values.map(({ value }) => value))
  return fc.string({ unit: 'binary', maxLength: setting.limit }).map(setting.tidy)
}

/** Any scenario. Most settings stay at their initial value, so that addresses have all lengths. */
export const anyScenario: fc.Arbitrary<Scenario> = fc
  .record(
    Object.fromEntries(
      everySetting.map((setting) => [
        setting.key,
        fc.oneof(
          { arbitrary: fc.constant(setting.initial), weight: 2 },
          { arbitrary: valueOf(setting), weight: 1 },
        ),
      ]),
    ),
  )
  .map((values) => ({ ...values }) as unknown as Scenario)

/** Bytes that a rule treats specially. */
const telling = fc.constantFrom(0x00, 0x01, 0x04, 0x0c, 0x10, 0x33, 0x40, 0x44, 0x77, 0xa0, 0xbb, 0xf0, 0xff)

function valueWithoutText(setting: Setting): fc.Arbitrary<Value> {
  if (isText(setting)) return fc.constant('')
  return setting.values.length === 256 ? fc.oneof(telling, valueOf(setting)) : valueOf(setting)
}

/** Any scenario without texts: every value of a setting is about as likely as the next. */
export const evenScenario: fc.Arbitrary<Scenario> = fc
  .record(Object.fromEntries(everySetting.map((setting) => [setting.key, valueWithoutText(setting)])))
  .map((values) => ({ ...values }) as unknown as Scenario)

export const somePresets: readonly Preset[] = [
  { id: 'plain', name: 'Plain', says: 'The defaults.', source: [], settings: {} },
  {
    id: 'no-fwb',
    name: 'No FWB',
    says: 'Two settings.',
    source: [],
    settings: { fwb: false, memattr: 0b1111 },
  },
  { id: 'titled', name: 'Titled', says: 'A title.', source: [], settings: { title: 'Really?', mair: 0x04 } },
]

const id = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/)

const unknown = fc.array(
  fc.record({
    key: fc.stringMatching(/^x[a-z0-9]{0,8}$/).filter((key) => key !== 'xs'),
    value: fc.stringMatching(/^[A-Za-z0-9_.+=/?-]{0,12}[A-Za-z0-9]$/),
  }),
  { maxLength: 2 },
)

/** Any state that an address can hold. */
export const anyAddress: fc.Arbitrary<Omit<Address, 'dropped'>> = fc.record({
  view: fc.oneof(
    fc.constant({ name: 'explore' } as const),
    id.map((rule) => ({ name: 'rule', rule }) as const),
  ),
  scenario: anyScenario,
  preset: fc.constantFrom(null, ...somePresets.map((preset) => preset.id)),
  pick: fc.option(id),
  open: fc.subarray([...groupIds]).map(inOrder),
  unknown,
})
