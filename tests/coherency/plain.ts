import type { Options, Script, State, Step } from '../../src/coherency/script.ts'

/** What may come of a state, and what is read, if anything. */
interface Effect {
  readonly state: State
  readonly read?: string
}

const dirty = (memory: string, value: string): State => ({ memory, cache: { state: 'dirty', value } })
const clean = (memory: string, value: string): State => ({ memory, cache: { state: 'clean', value } })
const absent = (memory: string): State => ({ memory, cache: null })

/** The model written down a second time, case by case and without rows, as the facts tell it. */
function effects(step: Step, state: State, { hits }: Options): readonly Effect[] {
  const { memory, cache } = state
  const written = cache?.state === 'dirty' ? cache.value : memory
  switch (step.do) {
    case 'clean':
      return [{ state: cache ? clean(written, cache.value) : state }]
    case 'cleaninv':
      return [{ state: absent(written) }]
    case 'read':
      if (step.attr === 'WB' || step.attr === 'WT') {
        if (cache) return [{ state, read: cache.value }]
        return [
          { state, read: memory },
          { state: clean(memory, memory), read: memory },
        ]
      }
      return [{ state, read: memory }, ...(hits && cache ? [{ state, read: cache.value }] : [])]
    case 'write':
      if (step.attr === 'WB') return [{ state: dirty(memory, step.value) }]
      if (step.attr === 'WT') return [{ state: cache ? clean(step.value, step.value) : absent(step.value) }]
      return [
        { state: { memory: step.value, cache } },
        ...(hits && cache ? [{ state: absent(step.value) }] : []),
      ]
  }
}

function spontaneous({ memory, cache }: State, { fill }: Options): readonly State[] {
  if (!cache) return fill ? [clean(memory, memory)] : []
  if (cache.state === 'clean') return [absent(memory)]
  return [clean(cache.value, cache.value), absent(cache.value)]
}

/**
 * Every outcome, with the fewest steps that reach it, by a breadth-first search over the plain model; the values of an
 * outcome are joined by commas. It is slow and as simple as can be.
 */
export function plainOutcomes(script: Script, start: State, options: Options): ReadonlyMap<string, number> {
  const found = new Map<string, number>()
  const seen = new Set<string>()
  let layer = [{ done: 0, state: start, reads: [] as readonly string[] }]
  for (let length = 0; layer.length > 0; length += 1) {
    const next: typeof layer = []
    for (const place of layer) {
      const key = JSON.stringify(place)
      if (seen.has(key)) continue
      seen.add(key)
      const { done, state, reads } = place
      const step = script[done]
      if (!step) {
        const outcome = reads.join()
        if (!found.has(outcome)) found.set(outcome, length)
        continue
      }
      for (const effect of effects(step, state, options))
        next.push({
          done: done + 1,
          state: effect.state,
          reads: effect.read === undefined ? reads : [...reads, effect.read],
        })
      for (const after of spontaneous(state, options)) next.push({ done, state: after, reads })
    }
    layer = next
  }
  return found
}

/** The one outcome where every read gives what was written last, or `value`, which was there before. */
export function sequential(script: Script, value: string): readonly string[] {
  let now = value
  return script.flatMap((step) => {
    if (step.do === 'write') now = step.value
    return step.do === 'read' ? [now] : []
  })
}
