import type { MemoryAttributes } from '../attributes.ts'
import type { Access } from './access.ts'
import type { Fault } from './fault.ts'
import type { Memory } from './memory.ts'
import type { Regime } from './regime.ts'
import type { Trace } from './trace.ts'
import { Walker } from './walker.ts'

/** What became of a translation. */
export interface Translation {
  readonly fault: Fault | null
  /** The output address; for `AT S1E*` the IPA. NaN with a fault. */
  readonly pa: number
  /** The attributes of the location, for `AT S1E*` stage 1's; null with a fault. */
  readonly attributes: MemoryAttributes | null
}

/**
 * Translates one access in the Non-secure EL1&0 regime: stage 1, each of its table reads through stage 2, then
 * stage 2 of the IPA. Hardware updates are written to `memory`. `trace` hears every read and decision; without it
 * only the result is worked out. Never throws for an architectural outcome. Source: `AArch64_FullTranslate`.
 */
export function translate(
  regime: Regime,
  access: Access,
  memory: Memory,
  trace: Trace | null = null,
): Translation {
  const walker = new Walker(regime, access, memory, trace)
  const went = walker.stage1() && (access.at === 'S1' || walker.stage2(walker.ipa, 'access'))
  if (!went) return { fault: walker.fault, pa: Number.NaN, attributes: null }
  if (access.at === 'S1') return { fault: null, pa: walker.ipa, attributes: walker.ofStage1() }
  const { final } = regime.leaves.of(walker.leaf1, walker.leaf2, access.acc === 'x', trace?.decide)
  return { fault: null, pa: walker.pa, attributes: final }
}
