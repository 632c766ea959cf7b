import { useCallback, type ReactNode } from 'react'
import type { Aliases } from '../../explain/coherency/aliases.ts'
import type { StepTold } from '../../explain/coherency/run-words.ts'
import { momentOf } from '../../explain/coherency/shown.ts'
import { stepId, stepNumber } from '../../explain/coherency/step-id.ts'
import { useModel, useScenario } from '../hooks.ts'
import { RunShown } from './RunShown.tsx'

interface Props {
  readonly aliases: Aliases
  readonly steps: readonly StepTold[]
  /** What a value in memory is, where that is more than its name. */
  readonly memoryIs: (value: string) => string | null
  readonly phone: boolean
  /** What stands beside the table of the run, if anything. */
  readonly children?: ReactNode
}

/** A run, step by step; the step that is shown is what the page has picked. */
export function Replay({ steps, ...rest }: Props) {
  const { scenario } = useModel()
  const picked = useScenario((state) => stepNumber(state.pick ?? ''))
  const go = useCallback((to: number) => scenario.getState().pickElement(stepId(to)), [scenario])
  return <RunShown steps={steps} now={momentOf(steps, picked)} onStep={go} {...rest} />
}
