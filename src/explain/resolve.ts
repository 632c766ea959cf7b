import { isByHand } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import { accessAnswer, type AccessAnswer } from './access.ts'
import { consequences } from './consequences.ts'
import { kvmAnswer, type KvmAnswer } from './kvm/answer.ts'
import { isOwnAccess } from './kvm/own-access.ts'
import type { Sentence } from './sentence.ts'
import { verdict } from './verdict.ts'

/** Everything that a page, a text or a picture says of a scenario. Nothing below decides anything again. */
export interface Outcome {
  readonly scenario: Scenario
  /** What KVM made of the memslot and of the fault; null where stage 2 is set by hand. */
  readonly kvm: KvmAnswer | null
  /** The attributes of the access; null where KVM ends the story before there is one. */
  readonly access: AccessAnswer | null
  readonly verdict: Sentence
  readonly consequences: readonly Sentence[]
}

/** The parts that the sentences are made of. */
export type Parts = Pick<Outcome, 'scenario' | 'kvm' | 'access'>

/**
 * Resolves a scenario with its reasons:
 *
 *     scenario -> kvm (checks, traced) -> leaf -> arch (tables, each decision recorded) -> sentences
 */
export function resolve(scenario: Scenario): Outcome {
  const kvm = isByHand(scenario) ? null : kvmAnswer(scenario)
  const access = kvm && !(kvm.leaf && isOwnAccess(kvm.inputs)) ? null : accessAnswer(scenario)
  const parts = { scenario, kvm, access }
  return { ...parts, verdict: verdict(parts), consequences: consequences(parts) }
}
