import { defaultInputs, type AttributeInputs } from '../arch/inputs.ts'
import { Unreadable } from './unreadable.ts'

/** Names of controls and features in `combine-cfg.json`, and the input that each sets. */
const flags = {
  SCTLR_EL1_M: 'm',
  SCTLR_EL1_C: 'c',
  SCTLR_EL1_I: 'i',
  HCR_EL2_DC: 'dc',
  HCR_EL2_CD: 'cd',
  HCR_EL2_ID: 'id',
  HCR_EL2_VM: 'vm',
  HCR_EL2_DCT: 'dct',
  FEAT_MTE2: 'mte2',
  FEAT_XS: 'xs',
  FEAT_MTE_PERM: 'mteperm',
  impdef_apply_effective_shareability_at_stage1: 'effsh',
  S2_FnXS_bit11: 'fnxs',
  S1CTAGGED_choice: 'c0tag',
} as const satisfies Record<string, keyof AttributeInputs>

const isFlag = (key: string): key is keyof typeof flags => Object.hasOwn(flags, key)
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refusal = (reason: string) => new Unreadable(`combine-cfg.json: ${reason}`)

/** The modelled PEs of `combine-cfg.json` by the names that rows give in `cfg`. @throws Unreadable */
export function readConfigs(text: string): ReadonlyMap<string, AttributeInputs> {
  const configs = parse(text)
  return new Map(Object.entries(configs).map(([name, config]) => [name, inputsOf(name, config)]))
}

function parse(text: string): Record<string, unknown> {
  try {
    const configs: unknown = JSON.parse(text)
    if (isObject(configs)) return configs
  } catch {
    // Said below, as for JSON that is something else than an object.
  }
  throw refusal('not a JSON object of configurations by name')
}

function inputsOf(name: string, config: unknown): AttributeInputs {
  if (!isObject(config)) throw refusal(`${name} is not an object`)
  const set = Object.entries(config).map(([key, value]) => input(name, key, value))
  return { ...defaultInputs, ...Object.fromEntries(set) }
}

function input(name: string, key: string, value: unknown): [keyof AttributeInputs, boolean | string] {
  if (key === 'access') return ['acc', access(name, value)]
  if (!isFlag(key)) throw refusal(`${name} has the unknown name ${key}`)
  if (value !== 0 && value !== 1) throw refusal(`${name}.${key} is neither 0 nor 1`)
  return [flags[key], value === 1]
}

function access(name: string, value: unknown): AttributeInputs['acc'] {
  if (typeof value === 'string' && value.startsWith('AT ')) return 'r'
  if (typeof value === 'string' && value.startsWith('instruction fetch')) return 'x'
  throw refusal(`${name}.access is neither an AT instruction nor an instruction fetch`)
}
