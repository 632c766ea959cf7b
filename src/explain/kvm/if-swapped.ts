import type { Scenario } from '../../scenario/schema.ts'
import { kvmAnswer } from './answer.ts'
import { stage2TypeName } from './leaf-words.ts'

/**
 * What the fault would end in, were the VMA mapped into a slot that was made over anonymous RAM; null where such a
 * slot is refused as well, or this one was made so.
 */
export function ifSwapped(scenario: Scenario): string | null {
  if (scenario.swap) return null
  const { stopped, leaf, fault } = kvmAnswer({ ...scenario, swap: true })
  if (stopped === 'memslot') return null
  return leaf ? `a ${stage2TypeName[leaf.type]} leaf` : fault.says
}
