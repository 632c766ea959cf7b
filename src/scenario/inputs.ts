import type { AttributeInputs } from '../arch/inputs.ts'
import { nothing } from './joined.ts'
import { wordsOf } from './kinds/flags.ts'
import { leafByKvm, policyOf, toKvm } from './kvm-inputs.ts'
import { oncePer } from './once-per.ts'
import { defaults, isByHand } from './scenario.ts'
import { settingOf, type Scenario, type SettingKey } from './schema.ts'
import type { ReasonInputs, Setting } from './setting.ts'

/**
 * The scenario as the engine of attributes takes it: where stage 2 is KVM's, with the leaf and the bits of HCR_EL2
 * that KVM writes. RES0 bits and unused fields are the engine's to judge; what no CPU can have is not:
 * FEAT_MTE_PERM without FEAT_MTE2 counts as absent. Where KVM maps nothing there is no access to judge, and the
 * fields of stage 2 are those of a Write-Back leaf.
 */
export const toInputs = (scenario: Scenario): AttributeInputs => reasonInputs(scenario)

/** What the reasons of settings look at. Worked out once a scenario. */
export const reasonInputs = oncePer((scenario: Scenario) =>
  isByHand(scenario) ? byHand(scenario) : byKvm(scenario),
)

const accessOf = ({ acc }: Scenario) => (acc === 'x' ? 'x' : 'r')
const writeBack = { fwb0: 0b1111, fwb1: 0b0110 } as const

/** With DS a leaf has no SH: it is the register's, Inner Shareable. */
const innerShareable = 0b11

const hasDs = (flags: string, granule: Scenario['tg']) => granule !== '64k' && wordsOf(flags).includes('ds')

/**
 * The settings that attributes are made of, and what is made of others. All in one literal: to spread a whole scenario, or to
 * spread these before the others, would cost more than to answer it.
 */
function byHand(scenario: Scenario): ReasonInputs {
  const ds1 = hasDs(scenario.tcr, scenario.tg)
  const ds2 = hasDs(scenario.vtcr, scenario.s2tg)
  return {
    fwb: scenario.fwb,
    xs: scenario.xs,
    mte2: scenario.mte2,
    sh01: scenario.sh01,
    resmair: scenario.resmair,
    s2inner: scenario.s2inner,
    fwbres: scenario.fwbres,
    effsh: scenario.effsh,
    fetchdev: scenario.fetchdev,
    c0tag: scenario.c0tag,
    m: scenario.m,
    c: scenario.c,
    i: scenario.i,
    mair: scenario.mair,
    memattr: scenario.memattr,
    fnxs: scenario.fnxs,
    vm: scenario.vm,
    dc: scenario.dc,
    dct: scenario.dct,
    cd: scenario.cd,
    id: scenario.id,
    hcrfwb: scenario.hcrfwb,
    ptw: scenario.ptw,
    privileged: scenario.el === '1',
    ds1,
    ds2,
    sh: ds1 ? innerShareable : scenario.sh,
    s2sh: ds2 ? innerShareable : scenario.s2sh,
    acc: accessOf(scenario),
    mteperm: scenario.mteperm && scenario.mte2,
    kvm: toKvm(scenario),
    byHand: true,
    peer: scenario.peer,
    peerfwb: scenario.peerfwb,
    mapped: false,
  }
}

/** KVM runs guests with HCR_EL2.VM 1 and DC, CD and ID 0; FWB is 1 where the host has it. FnXS is never set. */
function byKvm(scenario: Scenario): ReasonInputs {
  const kvm = toKvm(scenario)
  const leaf = leafByKvm(policyOf(scenario), kvm)
  return {
    ...byHand(scenario),
    kvm,
    byHand: false,
    mapped: leaf !== null,
    memattr: leaf?.memattr ?? (kvm.fwb ? writeBack.fwb1 : writeBack.fwb0),
    ds2: kvm.lpa2,
    s2sh: innerShareable,
    fnxs: false,
    hcrfwb: kvm.fwb,
    vm: true,
    dc: false,
    dct: false,
    cd: false,
    id: false,
    ptw: false,
  }
}

/** The settings that say what a leaf of stage 2 and HCR_EL2 hold, which KVM decides where it is asked. */
const keysOfStage2 = [
  'memattr',
  's2sh',
  'fnxs',
  'hcrfwb',
  'vm',
  'dc',
  'dct',
  'cd',
  'id',
] as const satisfies readonly SettingKey[]

/** The settings of the group `t2`, which KVM decides where it is asked. */
const keysOfTables2 = [
  's2tg',
  't0sz',
  'sl0',
  'vtcr',
  's2leaf',
  's2contig',
  's2ap',
  's2xn',
  's2af',
  's2dbm',
  'ptw',
] as const satisfies readonly SettingKey[]

type Stage2 = Pick<Scenario, (typeof keysOfStage2)[number]>
type Tables2 = Pick<Scenario, (typeof keysOfTables2)[number]>

const picked = <K extends string, T extends Record<K, unknown>>(keys: readonly K[], of: T): Pick<T, K> =>
  Object.fromEntries(keys.map((key) => [key, of[key]])) as Pick<T, K>

const stage2Of = (of: Stage2): Stage2 => picked(keysOfStage2, of)
const tables2Of = (of: Tables2): Tables2 => picked(keysOfTables2, of)

const levelNames = { 1: '1', 2: '2', 3: '3' } as const

/** What KVM makes of stage 2's tables: its leaf, or where it writes none, what one would be at rest. */
function tables2ByKvm(scenario: Scenario): Tables2 {
  const { kvm } = reasonInputs(scenario)
  const leaf = leafByKvm(policyOf(scenario), kvm)
  return {
    ...tables2Of(defaults),
    s2tg: scenario.page,
    t0sz: 64 - kvm.ipa,
    vtcr: kvm.lpa2 ? 'ds' : nothing,
    ...(leaf && { s2leaf: levelNames[leaf.level], s2ap: leaf.s2ap, s2xn: leaf.xn }),
  }
}

/** The scenario with the values that KVM wrote, where it did: what the access meets. Worked out once a scenario. */
export const asMet = oncePer((scenario: Scenario) =>
  isByHand(scenario)
    ? scenario
    : { ...scenario, ...stage2Of(reasonInputs(scenario)), ...tables2ByKvm(scenario) },
)

/** What has to change for stage 2 to be set by hand, from what KVM wrote. */
export const takenInHand = (scenario: Scenario): Partial<Scenario> => ({
  s2: 'hand',
  ...stage2Of(asMet(scenario)),
  ...tables2Of(asMet(scenario)),
})

/** What has to change for stage 2 to be KVM's again. */
export const leftToKvm = (): Partial<Scenario> => ({
  s2: 'kvm',
  ...stage2Of(defaults),
  ...tables2Of(defaults),
})

/** Why a setting cannot be set in a scenario, or does nothing there; null where it counts. */
export function reasonAgainst({ disabled, idle }: Setting<SettingKey>, scenario: Scenario): string | null {
  const at = reasonInputs(scenario)
  return disabled(at) ?? idle(at)
}

/**
 * Every other value of one setting, for what would change the answer. Texts and numbers have none, nor has a
 * setting that hardware fixes in this scenario; of several flags one changes.
 */
export function alternatives<K extends SettingKey>(key: K, scenario: Scenario): readonly Scenario[K][] {
  const { values, disabled, neighbours } = settingOf(key) as unknown as Setting<K, Scenario[K]>
  if (disabled(reasonInputs(scenario)) !== null) return []
  if (neighbours) return neighbours(scenario[key])
  return values.map(({ value }) => value).filter((value) => value !== scenario[key])
}
