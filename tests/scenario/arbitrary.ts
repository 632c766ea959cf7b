import * as fc from 'fast-check'
import type { Address } from '../../src/scenario/address.ts'
import type { Preset } from '../../src/scenario/preset.ts'
import type { AddressSetting } from '../../src/scenario/kinds/address.ts'
import type { TextSetting } from '../../src/scenario/kinds/text.ts'
import { everySetting, findSetting, settingOf, type Scenario } from '../../src/scenario/schema.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { joinWords, mostWords } from '../../src/scenario/kinds/words-by-address.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import {
  mostOwnSteps,
  ownAgents,
  ownValues,
  type OwnScript,
  type OwnStep,
} from '../../src/scenario/own-script.ts'
import { attributes } from '../../src/coherency/script.ts'
import { fingerprintLength, fingerprintLetters, type Besides } from '../../src/scenario/besides.ts'
import { situationIds, type Fix } from '../../src/scenario/coherency-fields.ts'
import {
  inOrder,
  sketchFold,
  stepFolds,
  threadSteps,
  type FoldId,
  type View,
} from '../../src/scenario/view.ts'
import { anyText } from '../any-text.ts'

const isText = (setting: Setting): setting is Setting & TextSetting => setting.kind === 'text'
const isNumber = (setting: Setting): setting is Setting & AddressSetting => setting.kind === 'number'

const kib4 = 0x1000
const kib64 = 0x10000
const mib2 = 0x200000
const gib1 = 0x40000000

/** Beyond every address and size. */
const end = 2 ** 52

/** Where an address stops being one: the sizes in bits of an IPA and of a PA, and 32 bits. */
const sizesInBits = [31, 32, 36, 39, 40, 42, 44, 47, 48]

/** A limit, what is just within it and what is just beyond. */
const around = (limit: number) => [limit - 1, limit, limit + 1]

/** Addresses and sizes: near the initial one, aligned to pages and blocks or to none, and around every limit. */
function numberOf({ initial, min }: AddressSetting): fc.Arbitrary<number> {
  const multiple = (unit: number) => fc.nat({ max: 4096 }).map((n) => Math.max(min, n * unit))
  const limits = [min, min + 1, end - kib64, end - 2, end - 1, ...sizesInBits.flatMap((n) => around(2 ** n))]
  return fc.oneof(
    fc.constantFrom(...around(initial), initial + kib4, initial + kib64, initial + mib2, initial + 0x800),
    fc.constantFrom(kib4, kib64, mib2, gib1).chain(multiple),
    fc.constantFrom(...limits),
    fc.integer({ min, max: end - 1 }),
  )
}

/** A number of 64 bits, often the first or the last. */
const bits64 = fc.oneof(
  { arbitrary: fc.constantFrom(0n, 1n, 2n ** 64n - 2n, 2n ** 64n - 1n), weight: 1 },
  { arbitrary: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), weight: 3 },
)

/** Addresses of either half, and where a half ends for 48 bits and for 52, with a tag and without. */
const halves = [
  0x8000_8a3c_5a40n,
  0xffff_8000_8a3c_5a40n,
  2n ** 55n,
  2n ** 48n,
  2n ** 64n - 2n ** 48n,
  2n ** 52n,
]

/** Any 64-bit word as the store holds it, often an address of either half. */
const anyWord64: fc.Arbitrary<string> = fc
  .oneof(fc.constantFrom(...halves.flatMap((half) => [half - 1n, half])), bits64)
  .map((value) => `0x${value.toString(16)}`)

/** Words by hand: few, or as many as are allowed; anywhere up to the last word of memory. */
const anyWords: fc.Arbitrary<string> = fc
  .oneof(
    { arbitrary: fc.nat({ max: 4 }), weight: 8 },
    { arbitrary: fc.constantFrom(mostWords - 1, mostWords), weight: 1 },
  )
  .chain((length) =>
    fc.uniqueArray(
      fc.record({
        address: fc.oneof(
          { arbitrary: fc.nat({ max: 2 ** 30 }).map((n) => n * 8), weight: 8 },
          { arbitrary: fc.constantFrom(0, end - 16, end - 8), weight: 1 },
        ),
        value: bits64,
      }),
      { minLength: length, maxLength: length, selector: ({ address }) => address },
    ),
  )
  .map(joinWords)

/** Texts of the length that is allowed and of one less, in characters of one to four bytes of UTF-8. */
const longTexts = ({ limit }: TextSetting) =>
  fc
    .tuple(fc.constantFrom('a', '\u00e9', '\u20ac', '\u{1f600}', '~?'), fc.constantFrom(limit - 1, limit))
    .map(([piece, length]) => piece.repeat(limit).slice(0, length))

/** Any value of a setting, by its entry in the schema. */
export function valueOf(setting: Setting): fc.Arbitrary<Value> {
  if (isNumber(setting)) return numberOf(setting)
  if (setting.kind === 'word64') return anyWord64
  if (setting.kind === 'words') return anyWords
  if (!isText(setting)) return fc.constantFrom(...setting.values.map(({ value }) => value))
  return fc
    .oneof(
      { arbitrary: anyText({ maxLength: setting.limit }), weight: 9 },
      { arbitrary: longTexts(setting), weight: 1 },
    )
    .map(setting.tidy)
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

const scenarioOf = (valueOf: (setting: Setting) => fc.Arbitrary<Value>): fc.Arbitrary<Scenario> =>
  fc
    .record(Object.fromEntries(everySetting.map((setting) => [setting.key, valueOf(setting)])))
    .map((values) => ({ ...values }) as unknown as Scenario)

/** Settings of the walk: any values of them end most stories in a fault of a table. */
export const ofWalk = ({ group, key }: Setting) =>
  ['t1', 't2', 'hand'].includes(group) || ['el', 'pan', 'pa', 'hafdbs', 'xnx'].includes(key)

const unlessOfWalk = (setting: Setting): fc.Arbitrary<Value> =>
  ofWalk(setting) ? fc.constant(setting.initial) : valueWithoutText(setting)

/** Any scenario without texts and with tables as they are at rest: every value of a setting is about as likely as the next. */
export const evenScenario = scenarioOf(unlessOfWalk)

/** The same with tables of any shape and content, of which many stop the walk. */
export const walkScenario = scenarioOf(valueWithoutText)

/** The same with stage 2 set by hand and an IPA that it maps, so that each has an access to judge. */
export const handScenario = evenScenario.map((scenario): Scenario => ({
  ...scenario,
  s2: 'hand',
  addr: defaults.addr,
}))

/** Settings whose even values would end most stories at the first checks. */
const ending: readonly string[] = ['gpa', 'size', 'hva', 'addr', 'overlap', 'slot', 'fsc', 'map', 'hwpoison']

/** The first and the last byte of a slot, the one before and the one behind. */
const edgesOf = ({ gpa, size }: Scenario) =>
  [gpa - 1, gpa, gpa + size - 1, gpa + size].filter((addr) => addr >= 0 && addr < end)

/** What KVM is asked, most of it as it is initially, so that stories get as far as the fault and the access. */
export const kvmScenario = fc
  .tuple(
    scenarioOf((setting) => {
      const weight = ending.includes(setting.key) ? 6 : 1
      return fc.oneof(
        { arbitrary: fc.constant(setting.initial), weight },
        { arbitrary: unlessOfWalk(setting), weight: 1 },
      )
    }),
    fc.nat({ max: 63 }),
  )
  .map(([scenario, at]): Scenario => ({
    ...scenario,
    s2: 'kvm',
    // One access in 16 is at an edge of its slot.
    addr: edgesOf(scenario)[at] ?? scenario.addr,
  }))

/** What decides whether an access gets as far as a leaf: slot, host page and abort, as they are initially. */
const undisturbed = Object.fromEntries(
  everySetting
    .filter(({ group }) => ['range', 'hostpage', 'abort'].includes(group))
    .map(({ key, initial }) => [key, initial]),
)

/** The same with nothing against a leaf but the memory and the policy: near half of them have one, and ask the question of act 5. */
export const mappedScenario = kvmScenario.map((scenario): Scenario => ({
  ...scenario,
  ...undisturbed,
  slot: 'none',
}))

/** Any story without texts: by hand, by KVM as far as it goes, and any mixture. */
export const anyStory = fc.oneof(handScenario, kvmScenario, evenScenario)

export const somePresets: readonly Preset[] = [
  { id: 'plain', name: 'Plain', says: 'The defaults.', source: [], settings: {} },
  {
    id: 'no-fwb',
    name: 'No FWB',
    says: 'Two settings.',
    source: [],
    settings: { fwb: false, memattr: 0b1111 },
  },
  {
    id: 'before',
    name: 'Before',
    says: 'Settings of KVM.',
    source: [],
    settings: { policy: 'before', vma: 'pfnmap+uncached', gpa: 0x10000000 },
  },
  { id: 'titled', name: 'Titled', says: 'A title.', source: [], settings: { title: 'Really?', mair: 0x04 } },
]

/** Ids, often of the length that is allowed. */
const id = fc.oneof(
  { arbitrary: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/), weight: 8 },
  { arbitrary: fc.stringMatching(/^[a-z0-9][a-z0-9-]{37,38}[a-z0-9]$/), weight: 1 },
)

const unknown = fc.array(
  fc.record({
    key: fc.stringMatching(/^x[a-z0-9]{0,8}$/).filter((key) => !findSetting(key)),
    value: fc.stringMatching(/^[A-Za-z0-9_.+=/?-]{0,12}[A-Za-z0-9]$/),
  }),
  { maxLength: 2 },
)

/** Any view of the page. */
const anyView: fc.Arbitrary<View> = fc.oneof(
  { arbitrary: fc.constant<View>({ name: 'explore' }), weight: 3 },
  { arbitrary: id.map((rule): View => ({ name: 'rule', rule })), weight: 1 },
  { arbitrary: fc.constantFrom<View>({ name: 'policies' }, { name: 'diagnose' }), weight: 1 },
  { arbitrary: fc.option(id).map((claim): View => ({ name: 'claims', claim })), weight: 1 },
  {
    arbitrary: fc
      .oneof(fc.integer({ min: 1, max: threadSteps }), fc.constant('why' as const))
      .map((step): View => ({ name: 'thread', step })),
    weight: 1,
  },
  { arbitrary: fc.constant<View>({ name: 'compare' }), weight: 2 },
)

const policyIds = settingOf('policy').values.map(({ value }) => value)

const fingerprint = fc
  .array(fc.constantFrom(...fingerprintLetters), {
    minLength: fingerprintLength,
    maxLength: fingerprintLength,
  })
  .map((letters) => letters.join(''))

const by = fc.constantFrom(...ownAgents)
const as = fc.option(fc.constantFrom(...attributes))
const ownValue = fc.constantFrom(...ownValues)

const anyOwnStep: fc.Arbitrary<OwnStep> = fc.oneof(
  fc.record({ by, do: fc.constant('read' as const), as }),
  fc.record({ by, do: fc.constant('write' as const), value: ownValue, as }),
  fc.record({ by, do: fc.constantFrom('clean' as const, 'cleaninv' as const) }),
)

/** Scripts of up to `maxLength` steps, from any start. */
export const ownOf = (maxLength: number, minLength = 0): fc.Arbitrary<OwnScript> =>
  fc.record({
    memory: ownValue,
    cache: fc.option(
      fc.record({ state: fc.constantFrom('clean' as const, 'dirty' as const), value: ownValue }),
    ),
    steps: fc.array(anyOwnStep, { minLength, maxLength }),
  })

/** Any script of one's own. */
export const anyOwn = fc.oneof(
  { arbitrary: ownOf(mostOwnSteps), weight: 8 },
  {
    arbitrary: fc.constantFrom(mostOwnSteps - 1, mostOwnSteps).chain((length) => ownOf(length, length)),
    weight: 1,
  },
)

/** Maintenance at one step or two, in their order. */
export const anyFix: fc.Arbitrary<Fix> = fc
  .uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 2 })
  .chain((steps) =>
    fc.tuple(
      ...steps
        .toSorted((a, b) => a - b)
        .map((op) =>
          fc.record({
            op: fc.constant(op),
            where: fc.constantFrom('before' as const, 'after' as const),
            do: fc.constantFrom('clean' as const, 'cleaninv' as const),
          }),
        ),
    ),
  )

/** Values that reads give. */
export const anyRun = fc
  .oneof(
    { arbitrary: fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { maxLength: 12 }), weight: 8 },
    {
      arbitrary: fc.constantFrom(11, 12).map((n) => Array.from({ length: n }, () => 'z'.repeat(n))),
      weight: 1,
    },
  )
  .filter((values) => values.join() !== 'none')

const anyBesides: fc.Arbitrary<Besides> = fc.record({
  than: fc.option(fc.constantFrom(...policyIds)),
  seen: fc.option(id),
  on: fc.option(fc.constantFrom(...policyIds)),
  from: fc.option(id),
  answer: fc.option(fingerprint),
  own: fc.option(anyOwn),

  situation: fc.option(fc.constantFrom(...situationIds)),
  fix: fc.option(anyFix),
  run: fc.option(anyRun),
  other: fc.option(anyScenario),
})

/** Any state that an address can hold. */
export const anyAddress: fc.Arbitrary<Omit<Address, 'dropped'>> = fc
  .record({
    view: anyView,
    scenario: anyScenario,
    preset: fc.constantFrom(null, ...somePresets.map((preset) => preset.id)),
    pick: fc.option(id),
    open: fc.subarray<FoldId>([...groupIds, ...stepFolds, sketchFold]).map(inOrder),
    besides: anyBesides,
    isSame: fc.boolean(),
    unknown,
  })
  .map(({ isSame, ...drawn }) => {
    const other = drawn.besides.other && isSame ? { ...drawn.scenario } : drawn.besides.other
    return { ...drawn, besides: { ...drawn.besides, other } }
  })
