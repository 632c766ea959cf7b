import * as fc from 'fast-check'
import {
  attributes,
  type Attribute,
  type Options,
  type Script,
  type State,
  type Step,
} from '../../src/coherency/script.ts'

const by = fc.constantFrom('vmm', 'guest', 'kvm')
const value = fc.constantFrom('a', 'b', 'c', 'd')

/** Takes the attributes that aliases may have; gives any step. */
function anyStep(known: readonly Attribute[], maintained: boolean): fc.Arbitrary<Step> {
  const attr = fc.constantFrom(...known)
  const read = fc.record({ by, do: fc.constant('read' as const), attr })
  const write = fc.record({ by, do: fc.constant('write' as const), attr, value })
  const maintain = fc.record({ by, do: fc.constantFrom('clean' as const, 'cleaninv' as const) })
  return fc.oneof(read, write, ...(maintained ? [maintain] : []))
}

/** Any script, of at most so many steps. */
export const anyScript = (
  maxLength: number,
  known: readonly Attribute[] = attributes,
  maintained = true,
): fc.Arbitrary<Script> => fc.array(anyStep(known, maintained), { maxLength, size: 'max' })

/** Any state, also one with a stale copy. */
export const anyState: fc.Arbitrary<State> = fc.record({
  memory: value,
  cache: fc.option(fc.record({ state: fc.constantFrom('clean' as const, 'dirty' as const), value })),
})

/** A state in which a copy that is clean holds what memory holds. */
export const coherentState: fc.Arbitrary<State> = anyState.map(({ memory, cache }) => ({
  memory,
  cache: cache?.state === 'clean' ? { state: 'clean', value: memory } : cache,
}))

export const anyOptions: fc.Arbitrary<Options> = fc.record({ fill: fc.boolean(), hits: fc.boolean() })
