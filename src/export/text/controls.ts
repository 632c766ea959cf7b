import { asMet, reasonAgainst } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { everySetting, type SettingKey } from '../../scenario/schema.ts'
import type { Setting, Value } from '../../scenario/setting.ts'
import type { Outcome } from '../../explain/resolve.ts'

/** The fields of both stages that every combination is told by. */
const stages: Partial<Record<SettingKey, string>> = {
  hcrfwb: 'HCR_EL2.FWB',
  mair: 'MAIR_EL1 byte',
  sh: 'stage-1 SH',
  memattr: 'stage-2 MemAttr',
  s2sh: 'stage-2 SH',
}

/** What tells one case of KVM's from another, whatever its value. */
const ofKvm: readonly SettingKey[] = ['fwb', 'dic', 'policy', 'vma', 'pgprot', 'pfn', 'slot', 'mair', 'sh']

const names: Partial<Record<SettingKey, string>> = {
  ...stages,
  fnxs: 'stage-2 FnXS',
  policy: 'KVM',
  s2: 'Stage-2 leaf',
  pfn: 'PFN',
  map: 'host mapping',
  hpte: 'host leaf',
  swap: 'VMA swapped in later',
  overlap: 'overlaps another slot',
  addr: 'IPA',
}

/** Settings that come before the others. */
const leading: readonly SettingKey[] = ['fwb', 'hcrfwb']
const place = ({ key }: Setting<SettingKey>) =>
  leading.includes(key) ? leading.indexOf(key) : leading.length

/** The settings that tell this scenario from others, as `name=value`; those that do nothing here are left out. */
export function controls({ scenario }: Outcome): readonly string[] {
  const met = asMet(scenario)
  const always = isByHand(scenario) ? Object.keys(stages) : ofKvm
  return everySetting
    .filter(({ group }) => group !== 'about')
    .filter(({ key, initial }) => always.includes(key) || scenario[key] !== initial)
    .filter((setting) => reasonAgainst(setting, scenario) === null)
    .toSorted((a, b) => place(a) - place(b))
    .map((setting) => written(setting, met[setting.key]))
}

function written({ key, kind, group, label, name, values, encode }: Setting<SettingKey>, now: Value): string {
  const value = values.find((one) => one.value === now)
  if (kind === 'choice' || group === 'choices') return `${names[key] ?? label}: ${value?.label ?? ''}`
  return `${names[key] ?? name}=${encode(now)}`
}
