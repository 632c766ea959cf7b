import { presets } from '../../src/content/presets.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import { defaults, isByHand } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

/** What presets do not show: faults, controls, and results that are awkward to draw. */
const others: Readonly<Record<string, Partial<Scenario>>> = {
  'stage-2-off': { vm: false },
  'stage-2-off-device': { vm: false, mair: 0x04 },
  'fetch-fault-1': { acc: 'x', mair: 0x04, fetchdev: 'fault' },
  'fetch-fault-2': { acc: 'x', memattr: 0b0001, fetchdev: 'fault' },
  'fetch-device': { acc: 'x', mair: 0x04 },
  'fetch-uncached': { acc: 'x', i: false, memattr: 0b0111 },
  mixed: { mair: 0x4f, memattr: 0b0111 },
  'mixed-nofwb': { fwb: false, hcrfwb: false, mair: 0xb4, memattr: 0b1011 },
  'mixed-hints': { fwb: false, hcrfwb: false, mair: 0x5e, memattr: 0b1111 },
  'tags-denied': { mair: 0xf0, memattr: 0b1110, mteperm: true },
  'tags-cache-off': { mair: 0xf0, c: false, c0tag: true },
  'xs-kept': { mair: 0x40, memattr: 0b0101 },
  fnxs: { mair: 0x04, memattr: 0b0111, fnxs: true },
  'no-xs': { mair: 0x04, memattr: 0b0111, xs: false, fnxs: true },
  cd: { cd: true, mair: 0xbb },
  'cd-nofwb': { fwb: false, hcrfwb: false, cd: true, memattr: 0b1111 },
  id: { acc: 'x', id: true },
  dct: { dc: true, dct: true },
  'cache-off': { fwb: false, hcrfwb: false, c: false, memattr: 0b1111 },
  'raw-shareability': { mair: 0x04, sh: 0b00, s2sh: 0b00, effsh: false },
  'all-reserved': {
    fwb: false,
    mair: 0xd0,
    sh: 0b01,
    memattr: 0b1000,
    s2sh: 0b01,
    resmair: 'fields',
    s2inner: 'WT',
  },
}

/** Leaves of KVM's that presets do not show, or not all of them: blocks, granules and address bits. */
const leaves: Readonly<Record<string, Partial<Scenario>>> = {
  'leaf-lpa2': { lpa2: true, dic: true },
  'leaf-64k': { page: '64k', map: 'pmd', ipa: '52' },
  'leaf-16k-copy-on-write': {
    page: '16k',
    vma: 'none',
    pfn: 'map-memory',
    hpte: 'cow',
    dic: false,
    fwb: false,
  },
}

type Named = readonly [name: string, scenario: Scenario]

const named = (of: Readonly<Record<string, Partial<Scenario>>>, base: Scenario): readonly Named[] =>
  Object.entries(of).map(([name, changes]) => [name, { ...base, ...changes }])

const ofPresets: readonly Named[] = presets.map((preset) => [preset.id, baseScenario(preset)])

/** Presets of KVM's whose access is drawn: one of each kind of leaf. */
const drawnOfKvm = ['nvgrace-usemem', 'nvgrace-before', 'vfio-bar', 'vfio-platform', 'hugetlb-none']

const byHand: Scenario = { ...defaults, s2: 'hand' }

/** Every scenario that is drawn, by the name of its files. */
export const drawn: readonly Named[] = [
  ...ofPresets.filter(([name, scenario]) => isByHand(scenario) || drawnOfKvm.includes(name)),
  ...named(leaves, defaults),
  ...named(others, byHand),
]

/** Every scenario of which the verdict is stored: presets whether or not KVM ends them, and what is drawn. */
export const told: readonly Named[] = [
  ...ofPresets,
  ...drawn.filter(([name]) => ofPresets.every(([preset]) => preset !== name)),
]

/** Those that are drawn for a phone too. */
export const drawnNarrow: readonly string[] = [
  'nvgrace-usemem',
  'ram-fwb',
  'wb-over-nc',
  'device-s2',
  'dc',
  'tagged-lost',
  'transient',
  'reserved-memattr',
  'stage-2-off',
  'fetch-fault-1',
  'fetch-fault-2',
  'mixed',
  'mixed-hints',
  'fnxs',
  'cd',
  'raw-shareability',
]
