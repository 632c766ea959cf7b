import { effectiveFwb, type AttributeInputs } from '../arch/inputs.ts'
import { asMet, reasonInputs, toInputs } from '../scenario/inputs.ts'
import { policyOf } from '../scenario/kvm-inputs.ts'
import { defaults, isByHand } from '../scenario/scenario.ts'
import { everySetting, type Scenario, type SettingKey } from '../scenario/schema.ts'
import type { Setting, Value } from '../scenario/setting.ts'
import { byteMeaning, memattrMeaning } from './encodings.ts'
import { bin, hex8 } from './words.ts'

/** Why a setting counts for nothing in a scenario. */
export interface Against {
  /** Why hardware cannot have another value; null where it can. */
  readonly disabled: string | null
  /** Why the value changes nothing; null where it may. */
  readonly idle: string | null
  /** It is at rest and idle in the default scenario too, so that nobody need be told. */
  readonly quiet: boolean
}

/** MAIR bytes that the panel offers by name. */
const knownBytes = [
  0xff, 0xbb, 0x44, 0x0c, 0x08, 0x04, 0x00, 0xf0, 0x77, 0x33, 0x40, 0xa0, 0x4f, 0xf4,
] as const

/** What the controls say of a scenario besides its values: plain data, which the pre-rendered page carries in its HTML. */
export interface Panel {
  readonly against: Readonly<Partial<Record<SettingKey, Against>>>
  /** The values that count where they are not those of the scenario: KVM's, or 0 where a bit is RES0 on this PE. */
  readonly shown: Readonly<Partial<Record<SettingKey, Value>>>
  /** What each MemAttr means. */
  readonly memattr: readonly string[]
  /** MAIR bytes with what they mean: that of the scenario, and those known by name. */
  readonly mair: readonly (readonly [byte: number, says: string])[]
  /** The values most likely to matter, for the bar of a phone. */
  readonly brief: string
}

function againstOf(
  { key, initial, disabled, idle }: Setting<SettingKey>,
  scenario: Scenario,
): Against | null {
  const at = reasonInputs(scenario)
  const reasons = { disabled: disabled(at), idle: idle(at) }
  if (reasons.disabled === null && reasons.idle === null) return null
  return { ...reasons, quiet: scenario[key] === initial && idle(reasonInputs(defaults)) !== null }
}

/** The value that counts: KVM's where it wrote it; what is RES0 on this PE reads as 0. */
function shownOf(key: SettingKey, scenario: Scenario, at: AttributeInputs): Value {
  if (key === 'hcrfwb') return effectiveFwb(at)
  if (key === 'fnxs') return at.fnxs && at.xs
  if (key === 'dct') return at.dct && at.mte2
  return key === 'mteperm' ? at.mteperm : asMet(scenario)[key]
}

/** What there is for the keys that have something. */
function byKey<T>(of: (setting: Setting<SettingKey>) => T | null): Partial<Record<SettingKey, T>> {
  const entries = everySetting.map((setting) => [setting.key, of(setting)] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== null))
}

function briefOf(scenario: Scenario, at: AttributeInputs): string {
  const { fwb, dic, mair, memattr } = scenario
  return isByHand(scenario)
    ? `FWB ${effectiveFwb(at) ? 1 : 0}, MAIR ${hex8(mair)}, MemAttr ${bin(memattr, 4)}`
    : `FWB ${fwb ? 1 : 0}, DIC ${dic ? 1 : 0}, ${policyOf(scenario).title}`
}

const memattrs = new Map<string, readonly string[]>()

/** Each MemAttr with its meaning, which depends on FWB and on FEAT_MTE_PERM. */
function memattrLabels(at: AttributeInputs): readonly string[] {
  const settings = `${effectiveFwb(at)} ${at.mteperm}`
  const labels =
    memattrs.get(settings) ??
    Array.from({ length: 16 }, (_, memattr) => `${bin(memattr, 4)} ${memattrMeaning({ ...at, memattr })}`)
  memattrs.set(settings, labels)
  return labels
}

const bytesOf = ({ mair }: Scenario): readonly number[] =>
  knownBytes.some((byte) => byte === mair) ? knownBytes : [mair, ...knownBytes]

/** The panel of a scenario. */
export function panelOf(scenario: Scenario): Panel {
  const at = toInputs(scenario)
  return {
    against: byKey((setting) => againstOf(setting, scenario)),
    shown: byKey(({ key }) => {
      const value = shownOf(key, scenario, at)
      return value === scenario[key] ? null : value
    }),
    memattr: memattrLabels(at),
    mair: bytesOf(scenario).map((byte) => [byte, `${hex8(byte)} ${byteMeaning(byte, at)}`]),
    brief: briefOf(scenario, at),
  }
}
