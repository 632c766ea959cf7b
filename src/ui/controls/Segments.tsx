import type { ReactNode } from 'react'

interface Option {
  readonly value: string
  readonly label: ReactNode
}

interface Props {
  readonly name: string
  readonly labelledBy: string
  readonly options: readonly Option[]
  readonly value: string
  readonly disabled: boolean
  onChange(value: string): void
}

/** Radio buttons side by side. */
export function Segments({ name, labelledBy, options, value, disabled, onChange }: Props) {
  return (
    <span className="segments" role="radiogroup" aria-labelledby={labelledBy}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            disabled={disabled}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </span>
  )
}
