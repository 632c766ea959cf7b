import { defaults } from '../../scenario/scenario.ts'
import { isFlags, wordsOf } from '../../scenario/kinds/flags.ts'
import { settingOf, type Scenario, type SettingKey } from '../../scenario/schema.ts'

/** A part of a scenario in words. */
export interface ToldPart {
  readonly term: string
  readonly says: string
  readonly differs: boolean
}

const differs = (scenario: Scenario, keys: readonly SettingKey[]) =>
  keys.some((key) => scenario[key] !== defaults[key])

/** What a tour may set besides the policy; the kind of memory is what the VMA and the host's page say together. */
export const memoryKeys = [
  'vma',
  'pgprot',
  'pfn',
  'map',
  'hpte',
  'hwpoison',
] as const satisfies readonly SettingKey[]
export const hostKeys = ['fwb', 'dic'] as const satisfies readonly SettingKey[]
export const slotKeys = ['slot', 'swap'] as const satisfies readonly SettingKey[]
export const accessKeys = ['acc'] as const satisfies readonly SettingKey[]

function hostWords({ fwb, dic }: Scenario): string {
  if (fwb) return dic ? 'FEAT_S2FWB and CTR_EL0.DIC' : 'FEAT_S2FWB, no CTR_EL0.DIC'
  return dic ? 'no FEAT_S2FWB, CTR_EL0.DIC' : 'neither FEAT_S2FWB nor CTR_EL0.DIC'
}

function slotWords({ slot, swap }: Scenario): string {
  const setting = settingOf('slot')
  const labels = isFlags(setting)
    ? wordsOf(slot).map((word) => setting.flags.find((flag) => flag.word === word)?.label ?? word)
    : []
  const flags = labels.length === 0 ? 'no flags' : `flags: ${labels.join(', ')}`
  return swap ? `${flags}; made over anonymous RAM, and the VMA mapped there later` : flags
}

const accesses = { r: 'the guest reads', w: 'the guest writes', x: 'the guest fetches instructions' } as const

/** Host, memslot and access of a scenario. */
export const toldParts = (scenario: Scenario): readonly ToldPart[] => [
  { term: 'Host CPU', says: hostWords(scenario), differs: differs(scenario, hostKeys) },
  { term: 'Memslot', says: slotWords(scenario), differs: differs(scenario, slotKeys) },
  { term: 'Access', says: accesses[scenario.acc], differs: differs(scenario, accessKeys) },
]

/** Whether the memory is another than by default. */
export const memoryDiffers = (scenario: Scenario) => differs(scenario, memoryKeys)
