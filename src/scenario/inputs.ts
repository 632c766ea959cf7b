import type { AttributeInputs } from '../arch/inputs.ts'
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

const byHand = (scenario: Scenario): ReasonInputs => ({
  ...scenario,
  acc: accessOf(scenario),
  ptw: false,
  mteperm: scenario.mteperm && scenario.mte2,
  kvm: toKvm(scenario),
  byHand: true,
})

/** KVM runs guests with HCR_EL2.VM 1 and DC, CD and ID 0; FWB is 1 where the host has it. FnXS is never set. */
function byKvm(scenario: Scenario): ReasonInputs {
  const kvm = toKvm(scenario)
  const leaf = leafByKvm(policyOf(scenario), kvm)
  return {
    ...byHand(scenario),
    kvm,
    byHand: false,
    memattr: leaf?.memattr ?? (kvm.fwb ? writeBack.fwb1 : writeBack.fwb0),
    s2sh: 0b11,
    fnxs: false,
    hcrfwb: kvm.fwb,
    vm: true,
    dc: false,
    dct: false,
    cd: false,
    id: false,
  }
}

type Stage2 = Pick<Scenario, 'memattr' | 's2sh' | 'fnxs' | 'hcrfwb' | 'vm' | 'dc' | 'dct' | 'cd' | 'id'>

const stage2Of = ({ memattr, s2sh, fnxs, hcrfwb, vm, dc, dct, cd, id }: Stage2): Stage2 => ({
  memattr,
  s2sh,
  fnxs,
  hcrfwb,
  vm,
  dc,
  dct,
  cd,
  id,
})

/** The scenario with the values that KVM wrote, where it did: what the access meets. Worked out once a scenario. */
export const asMet = oncePer((scenario: Scenario) =>
  isByHand(scenario) ? scenario : { ...scenario, ...stage2Of(reasonInputs(scenario)) },
)

/** What has to change for stage 2 to be set by hand, from what KVM wrote. */
export const takenInHand = (scenario: Scenario): Partial<Scenario> => ({
  s2: 'hand',
  ...stage2Of(reasonInputs(scenario)),
})

/** What has to change for stage 2 to be KVM's again. */
export const leftToKvm = (): Partial<Scenario> => ({ s2: 'kvm', ...stage2Of(defaults) })

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
