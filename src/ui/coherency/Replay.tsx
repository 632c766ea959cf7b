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
  /** What a value in memory is, where that is more than its name. */
  readonly memoryIs: (value: string) => string | null
  readonly phone: boolean
  /** How often a replay was asked for: each time it plays anew. */
  readonly replays?: number
  /** What stands beside the table of the run, if anything. */
  readonly children?: ReactNode
}

/** A run, step by step: the picture of the line, and the same as a table. */
export const Replay = memo(function Replay({
  aliases,
  steps,
  memoryIs,
  phone,
  replays = 0,
  children,
}: Props) {
  const { scenario } = useModel()
  const picked = useScenario((state) => stepNumber(state.pick ?? ''))
  const now = momentOf(steps, picked)
  const view = useMemo(() => lineView({ aliases, steps, memoryIs }, now), [aliases, steps, memoryIs, now])
  const go = useCallback((to: number) => scenario.getState().pickElement(stepId(to)), [scenario])
  return (
    <>
      {picked !== null && picked >= steps.length && (
        <p className="situation-missing">
          There is no step {picked}: step {now} is shown.
        </p>
      )}
      <ReplayBar key={replays} steps={steps} now={now} onStep={go} plays={replays > 0} />
      <Aliases view={view} phone={phone} />
      <div className={children ? 'run-columns' : 'run-alone'}>
        <RunTable steps={steps} now={now} onPick={go} />
        {children && <div>{children}</div>}
      </div>
    </>
  )
})
