import { useEffect, useRef } from 'react'
import type { OwnAnswer } from '../../explain/coherency/own-answer.ts'
import { mostOwnSteps, type OwnScript as Own } from '../../scenario/own-script.ts'
import { OwnOutcomes } from './OwnOutcomes.tsx'
import { OwnRepairs } from './OwnRepairs.tsx'
import { OwnStart } from './OwnStart.tsx'
import { OwnStepRow } from './OwnStepRow.tsx'
import { addedStep, firstAdded, freshValue, movedStep, withStep, withoutStep } from './own-edits.ts'

interface Props {
  readonly own: Own
  /** What it comes to; it may be behind `own` by a frame. */
  readonly answer: OwnAnswer
  /** The values of the outcome that is replayed. */
  readonly run: readonly string[]
  onChange(own: Own): void
  onRun(values: readonly string[]): void
}

/** A script of one's own: its editor, everything that may be read, and what repairs it. */
export function OwnScript({ own, answer, run, onChange, onRun }: Props) {
  const { list, follow } = useFollowingFocus(own)
  const fresh = freshValue(own)
  const isFull = own.steps.length >= mostOwnSteps
  return (
    <div className="own">
      <section className="own-script" aria-label="The script">
        <OwnStart own={own} onChange={onChange} />
        <ol ref={list}>
          {own.steps.map((step, at) => (
            <OwnStepRow
              // Steps have no identity but their place.
              key={at}
              {...{ step, at, answer, fresh }}
              count={own.steps.length}
              onStep={(changed) => onChange(withStep(own, at, changed))}
              onMove={(to) => {
                follow(to, to < at ? 'up' : 'down')
                onChange(movedStep(own, at, to))
              }}
              onRemove={() => {
                follow(Math.min(at, own.steps.length - 2), 'remove')
                onChange(withoutStep(own, at))
              }}
            />
          ))}
        </ol>
        <p className="own-add">
          <button
            type="button"
            aria-disabled={isFull || undefined}
            onClick={() => {
              if (!isFull) onChange(addedStep(own))
            }}
          >
            Add a step
          </button>{' '}
          <span role="status">{isFull && 'A script has twelve steps at most.'}</span>
        </p>
      </section>
      <OwnOutcomes {...{ answer, run, onRun }} />
      <OwnRepairs
        answer={answer}
        onChange={(mended) => {
          follow(firstAdded(answer.own, mended), 'who')
          onChange(mended)
        }}
      />
    </div>
  )
}

/** The focus goes with the step that was moved, to the one that a repair added, and to the neighbour of one that was removed. */
function useFollowingFocus(own: Own) {
  const list = useRef<HTMLOListElement>(null)
  const next = useRef<{ readonly after: Own; readonly selector: string } | null>(null)
  useEffect(() => {
    if (next.current === null || next.current.after === own) return
    const found = list.current?.querySelector<HTMLElement>(next.current.selector)
    const add = list.current?.nextElementSibling?.querySelector('button')
    next.current = null
    ;(found ?? add)?.focus()
  })
  const follow = (at: number, does: string) => {
    next.current = { after: own, selector: `li:nth-child(${at + 1}) [data-does='${does}']` }
  }
  return { list, follow }
}
