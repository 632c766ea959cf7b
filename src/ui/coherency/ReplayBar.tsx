import { useEffect, useRef, useState } from 'react'
import type { StepTold } from '../../explain/coherency/run-words.ts'

interface Props {
  readonly steps: readonly StepTold[]
  readonly now: number
  readonly onStep: (to: number) => void
  /** It plays from the start, in view and with the focus: what asked for it has gone. */
  readonly plays: boolean
}

/** Milliseconds between the steps while it plays. */
const pace = 700

/** Goes through a run: back, step, play, and a slider that takes arrows, Home and End. Any key or click stops playing. */
export function ReplayBar({ steps, now, onStep, plays }: Props) {
  const last = steps.length - 1
  const [playing, setPlaying] = useState(plays)
  const bar = useRef<HTMLDivElement>(null)
  const toggle = useRef<HTMLButtonElement>(null)
  const first = useRef(plays)
  useEffect(() => {
    if (!first.current) return
    bar.current?.scrollIntoView({ block: 'start' })
    bar.current?.querySelector('input')?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (!playing || now >= last) return undefined
    const timer = setTimeout(() => {
      onStep(now + 1)
      if (now + 1 >= last) setPlaying(false)
    }, pace)
    return () => clearTimeout(timer)
  }, [playing, now, last, onStep])
  useEffect(() => {
    if (!playing) return undefined
    // The button itself stops it by its click: stopped before that, the click would play it again.
    const stop = ({ target }: Event) => {
      if (!(target instanceof Node) || !toggle.current?.contains(target)) setPlaying(false)
    }
    addEventListener('keydown', stop, true)
    addEventListener('pointerdown', stop, true)
    return () => {
      removeEventListener('keydown', stop, true)
      removeEventListener('pointerdown', stop, true)
    }
  }, [playing])
  const play = () => {
    if (last === 0) return
    if (now >= last) onStep(0)
    setPlaying(true)
  }
  const step = steps[now]
  return (
    <div ref={bar} className="stepper replay-bar" role="group" aria-label="Steps of the replay">
      <button type="button" aria-disabled={now === 0 || undefined} onClick={() => now > 0 && onStep(now - 1)}>
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
      <button
        type="button"
        aria-disabled={now === last || undefined}
        onClick={() => now < last && onStep(now + 1)}
      >
        Step
      </button>
      <button
        ref={toggle}
        type="button"
        aria-disabled={last === 0 || undefined}
        onClick={playing ? () => setPlaying(false) : play}
      >
        {playing ? 'Stop' : 'Play'}
      </button>
      <span className="step-says">
        step {now} of {last}
      </span>
    </div>
  )
}
