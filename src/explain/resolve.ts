import { isByHand } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import { accessAnswer, type AccessAnswer } from './access.ts'
import { choiceOf, coherencyAnswer, type CoherencyAnswer, type NoQuestion } from './coherency/answer.ts'
import { consequences } from './consequences.ts'
import { kvmAnswer, type KvmAnswer } from './kvm/answer.ts'
import { peerAnswer, type PeerAnswer } from './kvm/peer.ts'
import { isOwnAccess } from './kvm/own-access.ts'
import type { Sentence } from './sentence.ts'
import { verdict } from './verdict.ts'
import { walkAnswer, type WalkAnswer } from './walk/answer.ts'
import { asWalked } from './walk/as-walked.ts'

/** Everything that a page, a text or a picture says of a scenario. Nothing below decides anything again. */
export interface Outcome {
  readonly scenario: Scenario
  /** What KVM made of the memslot and of the fault; null where stage 2 is set by hand. */
  readonly kvm: KvmAnswer | null
  /** The walk of both stages' tables; null where KVM ends the story before there is an access. */
  readonly walk: WalkAnswer | null
  /** The attributes of the access; null where KVM or the walk ends the story before there is one. */
  readonly access: AccessAnswer | null
  /** What becomes of the memory on the host that the VM migrates to; null where it does not migrate. */
  readonly peer: PeerAnswer | null
  /** What may be read from the accessed line, or why the question does not arise. */
  readonly coherency: CoherencyAnswer | NoQuestion
  readonly verdict: Sentence
  readonly consequences: readonly Sentence[]
}

/** The parts that the sentences are made of. */
export type Parts = Pick<Outcome, 'scenario' | 'kvm' | 'walk' | 'access' | 'peer'>

/** The parts of a story, without the sentences and without coherency: for who asks many scenarios what a guest gets. */
export function partsOf(scenario: Scenario): Parts {
  const kvm = isByHand(scenario) ? null : kvmAnswer(scenario)
  const made = kvm === null || (kvm.leaf !== null && isOwnAccess(kvm.inputs))
  const walk = made ? walkAnswer(scenario, kvm) : null
  const access = walk && !walk.fault ? accessAnswer(asWalked(scenario, walk)) : null
  return { scenario, kvm, walk, access, peer: peerAnswer(scenario, kvm, access?.attributes.final ?? null) }
}

/**
 * Resolves a scenario with its reasons:
 *
 *     scenario -> kvm (checks, traced) -> leaf -> walk (tables in memory, each read kept) -> attributes -> aliases -> sentences
 */
export function resolve(scenario: Scenario): Outcome {
  const parts = partsOf(scenario)
  const coherency = coherencyAnswer(parts, choiceOf(scenario))
  return { ...parts, coherency, verdict: verdict(parts), consequences: consequences(parts, coherency) }
}
