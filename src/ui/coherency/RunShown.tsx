import { memo, useMemo, type ReactNode } from 'react'
import { Aliases } from '../../diagrams/aliases/Aliases.tsx'
import type { Aliases as AliasesTold } from '../../explain/coherency/aliases.ts'
import type { StepTold } from '../../explain/coherency/run-words.ts'
import { lineView } from '../../explain/coherency/view.ts'
import { ReplayBar } from './ReplayBar.tsx'
import { RunTable } from './RunTable.tsx'

interface Props {
  readonly aliases: AliasesTold
  readonly steps: readonly StepTold[]
  /** Of a script of the reader's own, the place in it of each step that was run, from 0. */
  readonly places?: readonly number[]
  /** The step that is shown. */
  readonly now: number
  readonly onStep: (to: number) => void
  /** What a value in memory is, where that is more than its name. */
  readonly memoryIs: (value: string) => string | null
  readonly phone: boolean
  /** How often a replay was asked for: each time it plays anew. */
  readonly replays?: number
  /** What stands beside the table of the run, if anything. */
  readonly children?: ReactNode
}

/** A run at one of its steps: the picture of the line, and the same as a table. */
export const RunShown = memo(function RunShown(props: Props) {
  const { aliases, steps, places, now, onStep, memoryIs, phone, replays = 0, children } = props
  const view = useMemo(() => lineView({ aliases, steps, memoryIs }, now), [aliases, steps, memoryIs, now])
  return (
    <>
      <ReplayBar key={replays} steps={steps} now={now} onStep={onStep} plays={replays > 0} />
      <Aliases view={view} phone={phone} />
      <div className={children ? 'run-columns' : 'run-alone'}>
        <RunTable steps={steps} now={now} places={places} onPick={onStep} />
        {children && <div>{children}</div>}
      </div>
    </>
  )
})
