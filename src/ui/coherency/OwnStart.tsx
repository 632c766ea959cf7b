import { ownValues, type OwnScript } from '../../scenario/own-script.ts'
import { isValue } from './own-edits.ts'

interface Props {
  readonly own: OwnScript
  onChange(own: OwnScript): void
}

const letters = ownValues.map((value) => (
  <option key={value} value={value}>
    {value}
  </option>
))

/** The line before the first step. */
export function OwnStart({ own, onChange }: Props) {
  const { memory, cache } = own
  const hold = (state: string) => {
    const held = state === 'clean' || state === 'dirty' ? { state, value: cache?.value ?? memory } : null
    onChange({ ...own, cache: held } as OwnScript)
  }
  return (
    <fieldset className="own-start">
      <legend>Before</legend>
      <label>
        memory holds{' '}
        <select
          value={memory}
          onChange={({ target: { value } }) => isValue(value) && onChange({ ...own, memory: value })}
        >
          {letters}
        </select>
      </label>
      <label>
        the cache holds{' '}
        <select value={cache?.state ?? 'absent'} onChange={({ target }) => hold(target.value)}>
          <option value="absent">nothing</option>
          <option value="clean">a clean copy</option>
          <option value="dirty">a dirty copy</option>
        </select>
      </label>
      {cache && (
        <label>
          of{' '}
          <select
            aria-label="Value of the copy"
            value={cache.value}
            onChange={({ target: { value } }) =>
              isValue(value) && onChange({ ...own, cache: { ...cache, value } })
            }
          >
            {letters}
          </select>
        </label>
      )}
    </fieldset>
  )
}
