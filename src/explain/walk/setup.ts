import { readOf, type Access } from '../../arch/walk/access.ts'
import { stage1On, stage2On } from '../../arch/inputs.ts'
import { buildTables } from '../../arch/walk/build-tables.ts'
import type { SparseMemory } from '../../arch/walk/memory.ts'
import { regimeOf, tables1Of, withBases, type Regime } from '../../arch/walk/regime.ts'
import type { Tables } from '../../arch/walk/tables.ts'
import { lowBits, toWord, type Word } from '../../arch/walk/word.ts'
import { toInputs } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { wordsAt } from '../../scenario/kinds/words-by-address.ts'
import type { Scenario } from '../../scenario/schema.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { planOf } from './plan.ts'
import { peOf, registersFor } from './registers.ts'

/** What of KVM's answer the tables are built from. */
export type Mapped = Pick<KvmAnswer, 'inputs' | 'leaf'>

/** A walk that is ready to be made: the regime, the access, and the tables as they lie in memory. */
export interface Setup {
  readonly regime: Regime
  readonly access: Access
  /** PSTATE.PAN, also where this access is not one that it is for. */
  readonly pan: boolean
  /** Stage 1's tables of the half that the VA is in. */
  readonly tables1: Tables
  readonly memory: SparseMemory
  /** Physical addresses of the words that were set by hand. */
  readonly byHand: ReadonlySet<number>
  /** KVM was asked, so that the story has an act 2. */
  readonly byKvm: boolean
  /** The IPA that the tables lead to, before anything is set by hand, and that which act 2 asks about. */
  readonly ipa: number
  readonly asked: number
  /** The levels at which the settings want the leaves. */
  readonly wanted1: number
  readonly wanted2: number
  /** The levels of the leaves that were built; null where a stage is off. */
  readonly leafLevel1: number | null
  readonly leafLevel2: number | null
}

/**
 * The VA; where stage 1 is off it is the IPA of act 2, as nothing translates it. By hand that has as many bits as stage 2
 * takes, or 48: links from before there was a walk may name more, of which nothing depended.
 */
function vaOf(scenario: Scenario): Word {
  const inputs = toInputs(scenario)
  if (stage1On(inputs)) return toWord(BigInt(scenario.va))
  const bits = isByHand(scenario) && stage2On(inputs) ? Math.max(48, 64 - scenario.t0sz) : 52
  return toWord(BigInt(lowBits(scenario.addr, Math.min(bits, 52))))
}

/** What the scenario asks of the walk. PSTATE.PAN counts for privileged loads and stores alone. */
function accessOf({ acc, el, pan }: Scenario, va: Word): Access {
  const unprivileged = el === 'u' && acc !== 'x'
  const el0 = el === '0' || unprivileged
  return {
    ...readOf(va),
    acc,
    el: el === '0' ? 0 : 1,
    el0,
    pan: pan && !el0 && acc !== 'x',
  }
}

/** Puts the words that are set by hand in place of what was built. Returns their addresses. */
function putByHand({ desc }: Scenario, memory: SparseMemory): ReadonlySet<number> {
  const words = wordsAt(desc)
  for (const { address, value } of words) memory.write(address, toWord(value))
  return new Set(words.map(({ address }) => address))
}

/**
 * Makes a scenario's walk ready: registers from its settings, and both stages' tables as real descriptors in memory. The
 * leaf of stage 2 is KVM's, where KVM is asked.
 */
export function walkSetup(scenario: Scenario, kvm: Mapped | null): Setup {
  // A fetch from Device memory that this PE refuses is told by act 4, which decides types.
  const inputs = { ...toInputs(scenario), fetchdev: 'nc' as const }
  const va = vaOf(scenario)
  const shape = regimeOf(peOf(scenario), inputs, registersFor(scenario, kvm))
  const plan = planOf(scenario, kvm, va, shape)
  const built = buildTables(plan)
  const regime = withBases(shape, built.base1 ?? 0, built.base2 ?? 0)
  return {
    regime,
    access: accessOf(scenario, va),
    pan: scenario.pan,
    tables1: tables1Of(regime, va),
    memory: built.memory,
    byHand: putByHand(scenario, built.memory),
    byKvm: kvm !== null,
    ipa: built.ipa,
    asked: scenario.addr,
    wanted1: Number(scenario.leaf),
    wanted2: kvm?.leaf?.level ?? Number(scenario.s2leaf),
    leafLevel1: plan.stage1?.leafLevel ?? null,
    leafLevel2: plan.stage2?.leafLevel ?? null,
  }
}
