import { isCacheable, type Attribute } from '../../coherency/script.ts'
import type { AliasId } from './aliases.ts'
import type { StepTold } from './run-words.ts'

/**
 * A stretch of the picture that a value can go along, or on which a step has its disc. An alias has one to the cache, one around it to
 * memory, and one from a copy that answers an access which should go around it; between cache and memory a copy is written back,
 * filled or dropped; `kvm` is where KVM's steps stand, `before` the line as it was.
 */
export type LaneId =
  `${AliasId}-${'cache' | 'around' | 'hit'}` | 'write-back' | 'fill' | 'drop' | 'kvm' | 'before'

/** Whose mapping a step goes through; null where it goes through none. */
export function aliasOfStep({ who }: StepTold): AliasId | null {
  if (who === 'vmm' || who === 'guest') return who
  return who === 'kvm' ? 'linear' : null
}

/** The attribute of the access that a step makes; null where it makes none. */
export function attributeOfStep({ step }: StepTold): Attribute | null {
  return step?.do === 'read' || step?.do === 'write' ? step.attr : null
}

const alone: Readonly<Record<string, LaneId>> = {
  'coherency-fill': 'fill',
  'coherency-drop': 'drop',
}

const ownLane = (alias: AliasId, attribute: Attribute): LaneId =>
  `${alias}-${isCacheable(attribute) ? 'cache' : 'around'}`

/** A copy answers a read that should go around the cache. */
const isHit = ({ rule }: StepTold) => rule?.id === 'coherency-read-hit'

/** Where a step has its disc. */
export function laneOfStep(step: StepTold): LaneId {
  if (step.who === 'before') return 'before'
  if (step.spontaneous) return alone[step.rule?.id ?? ''] ?? 'write-back'
  if (step.who === 'kvm') return 'kvm'
  const attribute = attributeOfStep(step)
  const alias = aliasOfStep(step)
  if (!attribute || !alias) return 'write-back'
  return isHit(step) ? `${alias}-hit` : ownLane(alias, attribute)
}

/** The rows that write a copy to memory. */
const writesBack = new Set([
  'coherency-evict',
  'coherency-write-out',
  'coherency-clean-dirty',
  'coherency-cleaninv-dirty',
])

/** The rows of a read that misses. */
const misses = new Set(['coherency-read-allocate', 'coherency-read-no-allocate'])

/** The rows of a Write-Through write, which goes on to memory. */
const writesThrough = new Set(['coherency-write-both', 'coherency-write-no-copy'])

/** The lanes along which a value goes in a step, in the order in which it does; what is dropped goes nowhere. */
export function wayOfStep(step: StepTold): readonly LaneId[] {
  const id = step.rule?.id ?? ''
  if (writesBack.has(id)) return ['write-back']
  if (id === 'coherency-fill') return ['fill']
  if (id === 'coherency-drop') return ['drop']
  const alias = aliasOfStep(step)
  const attribute = attributeOfStep(step)
  if (!alias || !attribute) return []
  if (isHit(step)) return [`${alias}-hit`]
  const own = ownLane(alias, attribute)
  if (misses.has(id)) return ['fill', own]
  return writesThrough.has(id) ? [own, 'write-back'] : [own]
}
