import { useMemo } from 'react'
import { compare, type Comparison } from '../../explain/compare/comparison.ts'
import { usualOther } from '../../explain/compare/usual-other.ts'
import { resolve } from '../../explain/resolve.ts'
import { oncePer } from '../../scenario/once-per.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { useModel, useScenario } from '../hooks.ts'
import type { Model } from '../model.ts'

export type Letter = 'A' | 'B'

/** The two scenarios of the page with their answers, and the ways to change them. */
export interface Pair {
  readonly a: Scenario
  readonly b: Scenario
  readonly comparison: Comparison
  /** What B is, where the reader has not chosen it; else null. */
  readonly unchosen: string | null
  /** Changes settings of one side. The other side stays as it is shown. */
  readonly edit: (letter: Letter, values: Partial<Scenario>) => void
  /** Exchanges both: a history entry of its own. */
  readonly swap: () => void
}

/** Answers by their scenario: an edit of one side leaves the other's answer as it is. */
const answer = oncePer(resolve)

/** One step of undo, even where it also fixes a B that was not chosen. */
function edit({ scenario: store }: Model, b: Scenario, letter: Letter, values: Partial<Scenario>): void {
  const { scenario: a, besides, navigate } = store.getState()
  const [scenario, other] = letter === 'A' ? [{ ...a, ...values }, b] : [a, { ...b, ...values }]
  navigate({ scenario, besides: { ...besides, answer: null, other } })
}

function swap({ scenario: store, go }: Model, b: Scenario): void {
  const { scenario: a, besides, navigate } = store.getState()
  go(() => navigate({ scenario: b, preset: null, besides: { ...besides, answer: null, other: a } }))
}

/** The scenario of the page is A, and the second one of its address B. */
export function usePair(): Pair {
  const model = useModel()
  const a = useScenario(({ scenario }) => scenario)
  const given = useScenario(({ besides }) => besides.other)
  const usual = useMemo(() => (given ? null : usualOther(a)), [given, a])
  const b = given ?? usual?.scenario ?? a
  const comparison = useMemo(() => compare(answer(a), answer(b)), [a, b])
  return {
    a,
    b,
    comparison,
    unchosen: usual?.says ?? null,
    edit: (letter, values) => edit(model, b, letter, values),
    swap: () => swap(model, b),
  }
}
