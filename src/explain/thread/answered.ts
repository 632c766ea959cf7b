import type { Aspect, AspectValue, Question } from '../../scenario/aspect.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { maintenance } from '../consequences.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { resolve, type Outcome } from '../resolve.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { aspectValue } from './aspect-value.ts'
import { aspectWords, type AspectWords } from './aspect-words.ts'
import { deciding, type Deciding } from './deciding.ts'

/** An answer to choose. */
export interface Option extends AspectWords {
  readonly value: AspectValue
  readonly isRight: boolean
}

/** A question with what the engine answers. */
export interface Answered {
  readonly outcome: Outcome
  readonly kvm: KvmAnswer
  readonly right: Option
  /** The answers to choose from, in their order. */
  readonly options: readonly Option[]
  readonly deciding: Deciding
  /** The verdict, and the consequences that the question is about. */
  readonly sentences: readonly Sentence[]
}

const optionOf = (aspect: Aspect, value: AspectValue, right: AspectValue): Option => ({
  ...aspectWords(aspect, value as never),
  value,
  isRight: value === right,
})

/** What is to be said besides the verdict: what act 5 says where something may go wrong, and what was asked. */
function besidesVerdict(aspect: Aspect, { coherency }: Outcome, kvm: KvmAnswer): readonly Sentence[] {
  const told = coherency.arises && (!coherency.safe || aspect === 'coherency') ? [coherency.says] : []
  if (aspect !== 'maintenance' || !kvm.leaf) return told
  return [...told, asSentence(say(maintenance(kvm)))]
}

/** Asks the engine. @throws RangeError where stage 2 is set by hand, as KVM is not asked then */
export function answered({ aspect, options }: Question, scenario: Scenario): Answered {
  const outcome = resolve(scenario)
  const { kvm } = outcome
  if (!kvm) throw new RangeError('scenario: stage 2 is set by hand, and the question is about KVM')
  const right = aspectValue(aspect, { kvm, coherency: outcome.coherency })
  return {
    outcome,
    kvm,
    right: optionOf(aspect, right, right),
    options: options.map((value) => optionOf(aspect, value, right)),
    deciding: deciding(aspect, kvm),
    sentences: [outcome.verdict, ...besidesVerdict(aspect, outcome, kvm)],
  }
}
