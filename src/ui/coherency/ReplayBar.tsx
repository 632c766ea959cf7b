import { useEffect, useState } from 'react'
import type { StepTold } from '../../explain/coherency/run-words.ts'

interface Props {
  readonly steps: readonly StepTold[]
  readonly now: number
  readonly onStep: (to: number) => void
}

/** Milliseconds between the steps while it plays. */
const pace = 700

/** Goes through a run: back, step, play, and a slider that takes arrows, Home and End. Any key or click stops playing. */
export function ReplayBar({ steps, now, onStep }: Props) {
  const last = steps.length - 1
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing) return undefined
    if (now >= last) {
      setPlaying(false)
      return undefined
    }
    const timer = setTimeout(() => onStep(now + 1), pace)
    return () => clearTimeout(timer)
  }, [playing, now, last, onStep])
  useEffect(() => {
    if (!playing) return undefined
    const stop = () => setPlaying(false)
    addEventListener('keydown', stop, true)
    addEventListener('pointerdown', stop, true)
    return () => {
      removeEventListener('keydown', stop, true)
      removeEventListener('pointerdown', stop, true)
    }
  }, [playing])
  const play = () => {
    if (now >= last) onStep(0)
    setPlaying(true)
  }
  const step = steps[now]
  return (
    <div className="stepper replay-bar" role="group" aria-label="Steps of the replay">
      <button type="button" onClick={() => onStep(now - 1)} disabled={now === 0}>
        Back
      </button>
      <span className="steps">
        <span className="step-cells" aria-hidden="true">
          {steps.map(({ spontaneous }, at) => (
            <i
              key={at}
              data-state={at < now ? 'done' : at === now ? 'now' : 'to-come'}
              data-itself={spontaneous || undefined}
            />
          ))}
        </span>
        <input
          type="range"
          name="moment"
          min={0}
          max={last}
          value={now}
          aria-label="Step of the replay"
          aria-valuetext={`step ${now} of ${last}: ${step?.what ?? ''}`}
          onChange={(event) => onStep(Number(event.target.value))}
        />
      </span>
      <button type="button" onClick={() => onStep(now + 1)} disabled={now === last}>
        Step
      </button>
      <button type="button" onClick={playing ? () => setPlaying(false) : play}>
        {playing ? 'Stop' : 'Play'}
      </button>
      <span className="step-says">
        step {now} of {last}
      </span>
    </div>
  )
}
