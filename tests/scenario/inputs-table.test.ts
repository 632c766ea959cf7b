import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultInputs, type AttributeInputs } from '../../src/arch/inputs.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { slotStory } from '../../src/kvm/story.ts'
import type { Leaf } from '../../src/kvm/leaf.ts'
import { asMet, leftToKvm, reasonInputs, takenInHand, toInputs } from '../../src/scenario/inputs.ts'
import { controlOf } from '../../src/scenario/kvm-ids.ts'
import { leafByKvm, policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { oncePer } from '../../src/scenario/once-per.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'
import type { ReasonInputs } from '../../src/scenario/setting.ts'
import { sweep } from '../sweep.ts'
import { anyStory, valueOf, walkScenario } from './arbitrary.ts'

/** An input of an engine: what it is in a scenario, and the settings that it is read from. */
type Rows<Inputs> = {
  readonly [Name in keyof Inputs]: readonly [
    value: (scenario: Scenario) => Inputs[Name],
    readsFrom: readonly SettingKey[],
  ]
}

const has = (flags: string, word: string) => flags.split('+').includes(word)

/** A row of an input that is a setting of the same name, to the letter. */
const same = <K extends SettingKey>(key: K) =>
  [(scenario: Scenario) => scenario[key], [key] as readonly SettingKey[]] as const

const flag = (key: 'vma' | 'slot', word: string) =>
  [(scenario: Scenario) => has(scenario[key], word), [key] as readonly SettingKey[]] as const

const pageSize = { '4k': 4, '16k': 16, '64k': 64 } as const

/** What KVM is asked, each by itself. */
const ofKvm: Rows<KvmInputs> = {
  fwb: same('fwb'),
  dic: same('dic'),
  lpa2: [({ lpa2, page }) => lpa2 && page !== '64k', ['lpa2', 'page']],
  page: [({ page }) => pageSize[page], ['page']],
  mte: [({ mte, mte2 }) => mte && mte2, ['mte', 'mte2']],
  ipa: [
    ({ ipa, pa, lpa2, page }) => Math.min(Number(ipa), Number(pa), lpa2 || page === '64k' ? 52 : 48),
    ['ipa', 'pa', 'lpa2', 'page'],
  ],
  vma: [({ map }) => (map === 'none' ? 'none' : 'mapped'), ['map']],
  pfnmap: flag('vma', 'pfnmap'),
  mixedmap: flag('vma', 'mixedmap'),
  io: flag('vma', 'io'),
  anyuncached: flag('vma', 'uncached'),
  hugetlb: flag('vma', 'hugetlb'),
  mteallowed: flag('vma', 'mte'),
  shared: flag('vma', 'shared'),
  maywrite: [() => true, []],
  pgprot: same('pgprot'),
  pfn: same('pfn'),
  map: [({ map }) => (map === 'none' ? 'page' : map), ['map']],
  hpte: same('hpte'),
  hwpoison: same('hwpoison'),
  log: flag('slot', 'log'),
  readonly: flag('slot', 'ro'),
  gmem: [
    ({ slot, gmemmap }) => (has(slot, 'gmem') ? (gmemmap ? 'mmap' : 'private') : 'none'),
    ['slot', 'gmemmap'],
  ],
  bit3: flag('slot', 'bit3'),
  gpa: same('gpa'),
  size: same('size'),
  hva: same('hva'),
  overlap: same('overlap'),
  later: same('later'),
  swap: [({ swap, slot }) => swap && !has(slot, 'gmem'), ['swap', 'slot']],
  acc: same('acc'),
  addr: same('addr'),
  s1ptw: same('s1ptw'),
  cm: [({ ins }) => ins === 'cm', ['ins']],
  isv: [({ ins }) => ins === 'ldst', ['ins']],
  fsc: same('fsc'),
  granule: [() => 'same', []],
}

const ds1 = ({ tcr, tg }: Scenario) => has(tcr, 'ds') && tg !== '64k'
const ds2 = ({ vtcr, s2tg }: Scenario) => has(vtcr, 'ds') && s2tg !== '64k'

/** What the engine of attributes is asked where stage 2 is set by hand. */
const ofAttributes: Rows<Omit<AttributeInputs, 'fnxsalways'>> = {
  fwb: same('fwb'),
  xs: same('xs'),
  mte2: same('mte2'),
  mteperm: [({ mteperm, mte2 }) => mteperm && mte2, ['mteperm', 'mte2']],
  sh01: same('sh01'),
  resmair: same('resmair'),
  s2inner: same('s2inner'),
  fwbres: same('fwbres'),
  effsh: same('effsh'),
  fetchdev: same('fetchdev'),
  c0tag: same('c0tag'),
  m: same('m'),
  c: same('c'),
  i: same('i'),
  mair: same('mair'),
  sh: [(scenario) => (ds1(scenario) ? 0b11 : scenario.sh), ['sh', 'tcr', 'tg']],
  memattr: same('memattr'),
  s2sh: [(scenario) => (ds2(scenario) ? 0b11 : scenario.s2sh), ['s2sh', 'vtcr', 's2tg']],
  fnxs: same('fnxs'),
  vm: same('vm'),
  dc: same('dc'),
  dct: same('dct'),
  cd: same('cd'),
  id: same('id'),
  hcrfwb: same('hcrfwb'),
  ptw: same('ptw'),
  acc: [({ acc }) => (acc === 'x' ? 'x' : 'r'), ['acc']],
}

/** What reasons look at besides. */
const ofReasons: Rows<Omit<ReasonInputs, keyof AttributeInputs | 'kvm' | 'mapped' | 'ds2'>> = {
  byHand: [({ s2 }) => s2 === 'hand', ['s2']],
  peer: same('peer'),
  peerfwb: same('peerfwb'),
  privileged: [({ el }) => el === '1', ['el']],
  ds1: [ds1, ['tcr', 'tg']],
}

/** The leaf of KVM that a scenario's access meets; null where the slot or the fault ends it. */
function leafIn(scenario: Scenario): Leaf | null {
  const { outcome, reached } = slotStory(policyOf(scenario), toKvm(scenario))
  return reached ? outcome.fault.leaf : null
}

const valuesOf = <Inputs extends object>(rows: Rows<Inputs>, scenario: Scenario) =>
  Object.fromEntries(
    Object.entries(rows as Record<string, Rows<Record<string, unknown>>[string]>).map(([name, [value]]) => [
      name,
      value(scenario),
    ]),
  )

/** The inputs of a table in which two differ that the setting is not said to be read for. */
function unread(rows: Rows<Record<string, unknown>>, key: SettingKey, before: object, after: object) {
  return Object.entries(rows)
    .filter(([name]) => Reflect.get(before, name) !== Reflect.get(after, name))
    .filter(([, [, readsFrom]]) => !readsFrom.includes(key))
    .map(([name]) => name)
}

const story = fc.oneof({ arbitrary: anyStory, weight: 2 }, { arbitrary: walkScenario, weight: 1 })

/** A scenario, and the same with one setting at another value. */
const move = fc.tuple(story, fc.constantFrom(...everySetting)).chain(([scenario, setting]) =>
  fc.record({
    key: fc.constant(setting.key),
    before: fc.constant(scenario),
    after: valueOf(setting).map((value) => ({ ...scenario, [setting.key]: value }) as Scenario),
  }),
)

describe('each input of KVM', () => {
  test('is what the setting of its name says', () => {
    fc.assert(
      fc.property(story, (scenario) => {
        expect(toKvm(scenario)).toEqual(valuesOf(ofKvm, scenario))
      }),
      { numRuns: sweep(5_000) },
    )
    expect(Object.keys(ofKvm).toSorted()).toEqual(Object.keys(defaultKvmInputs).toSorted())
  })

  test('changes with no setting but those that it is read from', () => {
    fc.assert(
      fc.property(move, ({ key, before, after }) => {
        expect(unread(ofKvm, key, toKvm(before), toKvm(after))).toEqual([])
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('is right of every set of flags, and of a guest_memfd however it was made', () => {
    const scenarios = everySetting
      .filter(({ key }) => key === 'vma' || key === 'slot')
      .flatMap(({ key, values }) =>
        values.flatMap(({ value }) =>
          [false, true].map((gmemmap): Scenario => ({ ...defaults, swap: true, gmemmap, [key]: value })),
        ),
      )
    expect(scenarios).toHaveLength(2 * (2 ** 7 + 2 ** 4))
    for (const scenario of scenarios) expect(toKvm(scenario)).toEqual(valuesOf(ofKvm, scenario))
  })

  test('is right of every size of page, IPA and PA, with LPA2 and without', () => {
    const sizes = (key: SettingKey) => everySetting.find((one) => one.key === key)?.values ?? []
    for (const { value: page } of sizes('page'))
      for (const { value: ipa } of sizes('ipa'))
        for (const { value: pa } of sizes('pa'))
          for (const lpa2 of [false, true]) {
            const scenario = { ...defaults, page, ipa, pa, lpa2 } as Scenario
            expect(toKvm(scenario)).toEqual(valuesOf(ofKvm, scenario))
          }
  })

  test('has as its control the setting that it is read from first, or the flag', () => {
    const byFlag: Partial<Record<keyof KvmInputs, string>> = {
      pfnmap: 'vma-pfnmap',
      mixedmap: 'vma-mixedmap',
      io: 'vma-io',
      anyuncached: 'vma-uncached',
      hugetlb: 'vma-hugetlb',
      mteallowed: 'vma-mte',
      shared: 'vma-shared',
      log: 'slot-log',
      readonly: 'slot-ro',
      gmem: 'slot-gmem',
      bit3: 'slot-bit3',
      // VM_MAYWRITE makes no difference but with VM_SHARED; the size of a leaf is another one once logging began.
      maywrite: 'vma-shared',
      granule: 'later',
    }
    for (const [name, [, [first]]] of Object.entries(ofKvm))
      expect(controlOf[name as keyof KvmInputs], name).toBe(byFlag[name as keyof KvmInputs] ?? first)
  })
})

const inHand = story.map((scenario): Scenario => ({ ...scenario, s2: 'hand' }))

/** What KVM does to the inputs of attributes: the leaf's type, and its bits of HCR_EL2. */
function byKvm(scenario: Scenario) {
  const leaf = leafIn(scenario)
  return {
    ...valuesOf(ofAttributes, scenario),
    ...valuesOf(ofReasons, scenario),
    ds2: scenario.lpa2 && scenario.page !== '64k',
    kvm: toKvm(scenario),
    mapped: leaf !== null,
    memattr: leaf?.memattr ?? (scenario.fwb ? 0b0110 : 0b1111),
    s2sh: 0b11,
    fnxs: false,
    hcrfwb: scenario.fwb,
    vm: true,
    dc: false,
    dct: false,
    cd: false,
    id: false,
    ptw: false,
  }
}

describe('each input of attributes', () => {
  test('by hand is what the setting of its name says', () => {
    fc.assert(
      fc.property(inHand, (scenario) => {
        const expected = {
          ...valuesOf(ofAttributes, scenario),
          ...valuesOf(ofReasons, scenario),
          ds2: ds2(scenario),
          kvm: toKvm(scenario),
          mapped: false,
        }
        expect(reasonInputs(scenario)).toEqual(expected)
        expect(toInputs(scenario)).toBe(reasonInputs(scenario))
      }),
      { numRuns: sweep(3_000) },
    )
    expect(Object.keys(ofAttributes).toSorted()).toEqual(Object.keys(defaultInputs).toSorted())
  })

  test('by hand changes with no setting but those that it is read from', () => {
    fc.assert(
      fc.property(move, ({ key, before, after }) => {
        fc.pre(key !== 's2')
        const hand = { s2: 'hand' } as const
        const changed = [toInputs({ ...before, ...hand }), toInputs({ ...after, ...hand })] as const
        expect(unread({ ...ofAttributes, ...ofReasons }, key, ...changed)).toEqual([])
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('by KVM is the same but for what KVM writes', () => {
    fc.assert(
      fc.property(story, (any) => {
        const scenario: Scenario = { ...any, s2: 'kvm' }
        expect(reasonInputs(scenario)).toEqual(byKvm(scenario))
        expect(leafByKvm(policyOf(scenario), toKvm(scenario))).toEqual(leafIn(scenario))
      }),
      { numRuns: sweep(3_000) },
    )
  })
})

/** The scenario that an access meets, where KVM writes stage 2: its leaf, its tables, and the rest at rest. */
function met(scenario: Scenario): Scenario {
  const leaf = leafIn(scenario)
  const { memattr, s2sh, fnxs, hcrfwb, vm, dc, dct, cd, id } = byKvm(scenario)
  const { ipa, lpa2 } = toKvm(scenario)
  return {
    ...scenario,
    memattr,
    s2sh,
    fnxs,
    hcrfwb,
    vm,
    dc,
    dct,
    cd,
    id,
    s2tg: scenario.page,
    t0sz: 64 - ipa,
    sl0: 'kvm',
    vtcr: lpa2 ? 'ds' : 'none',
    s2leaf: (['1', '2', '3'] as const)[(leaf?.level ?? 3) - 1] ?? '3',
    s2contig: false,
    s2ap: leaf?.s2ap ?? 0b11,
    s2xn: leaf?.xn ?? 0b00,
    s2af: true,
    s2dbm: false,
    ptw: false,
  }
}

describe('what an access meets', () => {
  const kvm = story.map((scenario): Scenario => ({ ...scenario, s2: 'kvm' }))

  test('is the scenario with what KVM wrote; what a hand set before counts for nothing', () => {
    fc.assert(
      fc.property(kvm, (scenario) => {
        expect(asMet(scenario)).toEqual(met(scenario))
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('taken in hand differs from it in who writes stage 2, and in nothing else', () => {
    fc.assert(
      fc.property(kvm, (scenario) => {
        expect(differences({ ...scenario, ...takenInHand(scenario) }, met(scenario))).toEqual(['s2'])
      }),
      { numRuns: sweep(500) },
    )
  })

  test('left to KVM again has every field of stage 2 as it was at first, and no other', () => {
    const fields = Object.keys(leftToKvm())
    const written = everySetting
      .filter(({ group }) => ['s2', 'hcr', 't2'].includes(group))
      .map(({ key }) => key)
    expect(fields.toSorted()).toEqual(written.toSorted())
    for (const [key, value] of Object.entries(leftToKvm())) expect(value).toBe(defaults[key as SettingKey])
  })
})

test('what is worked out once for an object is worked out again for another one that is equal, and kept where it is nothing', () => {
  const asked: object[] = []
  const once = oncePer((of: object) => {
    asked.push(of)
    return undefined
  })
  const [a, b] = [{ x: 1 }, { x: 1 }]
  for (const of of [a, b, a, b, a]) once(of)
  expect(asked).toEqual([a, b])
  expect(asked[0]).toBe(a)
})
