import { attributes } from '../../coherency/script.ts'
import { attributeName } from '../../explain/coherency/attribute.ts'
import type { OwnAnswer } from '../../explain/coherency/own-answer.ts'
import {
  ownAgents,
  ownValues,
  type OwnAgent,
  type OwnStep,
  type OwnValue,
} from '../../scenario/own-script.ts'
import { Words } from '../Words.tsx'
import { doing, doneBy, isValue } from './own-edits.ts'

interface Props {
  readonly step: OwnStep
  /** Its place, from 0, and how many there are. */
  readonly at: number
  readonly count: number
  readonly answer: OwnAnswer
  /** What it writes if it becomes a write. */
  readonly fresh: OwnValue
  onStep(step: OwnStep): void
  onMove(to: number): void
  onRemove(): void
}

const names: Readonly<Record<OwnAgent, string>> = { vmm: 'VMM', guest: 'guest', kvm: 'KVM' }

const deeds: readonly (readonly [OwnStep['do'], string])[] = [
  ['read', 'reads'],
  ['write', 'writes'],
  ['clean', 'DC CVAC'],
  ['cleaninv', 'DC CIVAC'],
]

/** One step as it is edited: who does what, through which alias. */
export function OwnStepRow({ step, at, count, answer, fresh, onStep, onMove, onRemove }: Props) {
  const name = `Step ${at + 1}`
  const says = answer.steps[at]?.says
  return (
    <li className="own-step">
      <span className="own-number" aria-hidden>
        {at + 1}
      </span>
      <select
        data-does="who"
        aria-label={`${name}, who`}
        value={step.by}
        onChange={({ target }) => onStep(doneBy(step, target.value))}
      >
        {ownAgents.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </select>
      <select
        aria-label={`${name}, what`}
        value={step.do}
        onChange={({ target }) => onStep(doing(step, target.value as OwnStep['do'], fresh))}
      >
        {deeds.map(([one, label]) => (
          <option key={one} value={one}>
            {label}
          </option>
        ))}
      </select>
      {step.do === 'write' && (
        <select
          className="own-value"
          aria-label={`${name}, value`}
          value={step.value}
          onChange={({ target: { value } }) => isValue(value) && onStep({ ...step, value })}
        >
          {ownValues.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
      {'as' in step && (
        <select
          className="own-through"
          aria-label={`${name}, through`}
          value={step.as ?? ''}
          onChange={({ target }) =>
            onStep({ ...step, as: attributes.find((one) => one === target.value) ?? null })
          }
        >
          <option value="">
            {step.by === 'kvm' ? 'the linear map' : 'its own'}: {answer.aliases[step.by].type}
          </option>
          {attributes.map((one) => (
            <option key={one} value={one}>
              by hand: {attributeName[one]}
            </option>
          ))}
        </select>
      )}
      <span className="own-buttons">
        <Move way="up" to={at - 1} {...{ name, count, onMove }} />
        <Move way="down" to={at + 1} {...{ name, count, onMove }} />
        <button type="button" data-does="remove" aria-label={`Remove step ${at + 1}`} onClick={onRemove}>
          Remove
        </button>
      </span>
      {says && (
        <p className="own-says">
          <Words sentence={says} />
        </p>
      )}
    </li>
  )
}

interface MoveProps {
  readonly way: 'up' | 'down'
  readonly to: number
  readonly name: string
  readonly count: number
  onMove(to: number): void
}

/** At the end of its way the button stays and does nothing, so that the focus is not lost. */
function Move({ way, to, name, count, onMove }: MoveProps) {
  const ends = to < 0 || to >= count
  return (
    <button
      type="button"
      data-does={way}
      aria-label={`Move ${name.toLowerCase()} ${way}`}
      aria-disabled={ends || undefined}
      onClick={() => {
        if (!ends) onMove(to)
      }}
    >
      <span aria-hidden>{way === 'up' ? '↑' : '↓'}</span>
    </button>
  )
}
