import { memo, useCallback, useMemo, type ReactNode } from 'react'
import { Aliases } from '../../diagrams/aliases/Aliases.tsx'
import type { Aliases as AliasesTold } from '../../explain/coherency/aliases.ts'
import type { StepTold } from '../../explain/coherency/run-words.ts'
import { momentOf } from '../../explain/coherency/shown.ts'
import { lineView, stepId, stepNumber } from '../../explain/coherency/view.ts'
import { useModel, useScenario } from '../hooks.ts'
import { ReplayBar } from './ReplayBar.tsx'
import { RunTable } from './RunTable.tsx'

interface Props {
  readonly aliases: AliasesTold
  readonly steps: readonly StepTold[]
  /** Of a script of the reader's own, the place in it of each step that was run, from 0. */
  readonly places?: readonly number[]
  /** What a value in memory is, where that is more than its name. */
  readonly memoryIs: (value: string) => string | null
  readonly phone: boolean
  /** What stands beside the table of the run, if anything. */
  readonly children?: ReactNode
}

/** A run, step by step: the picture of the line, and the same as a table. */
export const Replay = memo(function Replay({ aliases, steps, places, memoryIs, phone, children }: Props) {
  const { scenario } = useModel()
  const picked = useScenario((state) => stepNumber(state.pick ?? ''))
  const now = momentOf(steps, picked)
  const view = useMemo(() => lineView({ aliases, steps, memoryIs }, now), [aliases, steps, memoryIs, now])
  const go = useCallback((to: number) => scenario.getState().pickElement(stepId(to)), [scenario])
  return (
    <>
      <ReplayBar steps={steps} now={now} onStep={go} />
      <Aliases view={view} phone={phone} />
      <div className={children ? 'run-columns' : 'run-alone'}>
        <RunTable steps={steps} now={now} places={places} onPick={go} />
        {children && <div>{children}</div>}
      </div>
    </>
  )
})
