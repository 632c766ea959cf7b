import type { Fault } from '../../arch/walk/fault.ts'
import { translate } from '../../arch/walk/translate.ts'
import { reasonInputs } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { leafByKvm, policyOf } from '../../scenario/kvm-inputs.ts'
import { coherencyKeys, everySetting, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import { nothing } from '../../scenario/joined.ts'
import { walkAnswer } from './answer.ts'
import { asWalked } from './as-walked.ts'
import { walkSetup, type Mapped } from './setup.ts'

/** A walk without its reads: the fault that stops it, and the scenario whose attributes the access meets. */
export interface ShortWalk {
  readonly fault: Fault | null
  readonly met: Scenario
}

/** Settings that no walk of tables as they were built looks at: they decide attributes alone. */
const attributesAlone: ReadonlySet<SettingKey> = new Set([
  'mair',
  'sh',
  'c',
  'i',
  'memattr',
  's2sh',
  'fnxs',
  'dct',
  'cd',
  'id',
  'hcrfwb',
  'xs',
  'mte2',
  'mteperm',
  'sh01',
  'resmair',
  's2inner',
  'fwbres',
  'effsh',
  'fetchdev',
  'c0tag',
  'title',
  'note',
  ...coherencyKeys,
])

const asked = everySetting.map(({ key }) => key).filter((key) => !attributesAlone.has(key))

let last: { readonly scenario: Scenario; readonly fault: Fault | null } | null = null

/** KVM's inputs and leaf for a scenario; null where it is not asked. */
function mapped(scenario: Scenario): Mapped | null {
  if (isByHand(scenario)) return null
  const { kvm: inputs } = reasonInputs(scenario)
  return { inputs, leaf: leafByKvm(policyOf(scenario), inputs) }
}

/** The fault of a walk, kept for the scenarios after it that differ in attributes alone. */
function faultOf(scenario: Scenario): Fault | null {
  if (last && asked.every((key) => last?.scenario[key] === scenario[key])) return last.fault
  const { regime, access, memory } = walkSetup(scenario, mapped(scenario))
  const { fault } = translate(regime, access, memory)
  last = { scenario, fault }
  return fault
}

/** The walk of a scenario whose access is made. */
export function walkInShort(scenario: Scenario): ShortWalk {
  const ptw = scenario.ptw && isByHand(scenario)
  if (scenario.desc === nothing && !ptw) return { fault: faultOf(scenario), met: scenario }
  const kvm = mapped(scenario)
  const walk = walkAnswer(scenario, kvm)
  return { fault: walk.fault, met: asWalked(scenario, walk) }
}
