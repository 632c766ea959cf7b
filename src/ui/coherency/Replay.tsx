import { useCallback, type ComponentProps } from 'react'
import { momentOf } from '../../explain/coherency/shown.ts'
import { stepId, stepNumber } from '../../explain/coherency/step-id.ts'
import { useModel, useScenario } from '../hooks.ts'
import { RunShown } from './RunShown.tsx'

type Props = Omit<ComponentProps<typeof RunShown>, 'now' | 'onStep'>

/** A run, step by step; the step that is shown is what the page has picked. */
export function Replay({ steps, ...rest }: Props) {
  const { scenario } = useModel()
  const picked = useScenario((state) => stepNumber(state.pick ?? ''))
  const now = momentOf(steps, picked)
  const go = useCallback((to: number) => scenario.getState().pickElement(stepId(to)), [scenario])
  return (
    <>
      {picked !== null && picked >= steps.length && (
        <p className="situation-missing">
          There is no step {picked}: step {now} is shown.
        </p>
      )}
      <RunShown steps={steps} now={now} onStep={go} {...rest} />
    </>
  )
}
