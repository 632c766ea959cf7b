import type { OwnScript, OwnStep, OwnValue } from '../../scenario/own-script.ts'
import { agentName } from './own-resolved.ts'

/** What a read has to give, and where that is from. */
export interface Due {
  /** Null where neither of two values is wrong: at the start a clean copy differs from memory, and nothing was written since. */
  readonly value: OwnValue | null
  /** `which the VMM wrote in step 2`, `which memory held at the start`. */
  readonly from: string
}

/** A step that is run, with its place in the reader's script, from 0. */
export interface Placed {
  readonly step: OwnStep
  readonly at: number
}

/** What each read has to give: what was written last before it, or else what the start holds. */
export function dueOf(start: Omit<OwnScript, 'steps'>, run: readonly Placed[]): readonly Due[] {
  return run.flatMap(({ step }, op) => {
    if (step.do !== 'read') return []
    const last = run.slice(0, op).findLast((one) => one.step.do === 'write')
    return [last ? written(last) : atStart(start)]
  })
}

const written = ({ step, at }: Placed): Due => ({
  value: step.do === 'write' ? step.value : null,
  from: wroteWords(step, at),
})

const wroteWords = ({ by }: OwnStep, at: number) => `which ${agentName[by]} wrote in step ${at + 1}`

const ofMemory = 'which memory held at the start'
const ofCache = 'which the cache held at the start'
const ofBoth = 'which memory and the cache held at the start'

function atStart({ memory, cache }: Omit<OwnScript, 'steps'>): Due {
  if (cache === null) return { value: memory, from: ofMemory }
  if (cache.value === memory) return { value: memory, from: ofBoth }
  return { value: cache.state === 'dirty' ? cache.value : null, from: ofCache }
}

/** Where a value that step `op` reads is from, if it can be from one place only: `, which the VMM wrote in step 2`; else nothing. */
export function originWords(
  { memory, cache }: Omit<OwnScript, 'steps'>,
  run: readonly Placed[],
  op: number,
  value: string,
): string {
  const [inMemory, inCache] = [memory === value, cache?.value === value]
  const start = inMemory ? (inCache ? ofBoth : ofMemory) : inCache ? ofCache : null
  const writes = run
    .slice(0, op)
    .flatMap(({ step, at }) => (step.do === 'write' && step.value === value ? [wroteWords(step, at)] : []))
  const [only, ...others] = start === null ? writes : [start, ...writes]
  return only === undefined || others.length > 0 ? '' : `, ${only}`
}
