import { hex8 } from '../../explain/words.ts'
import { settingOf } from '../../scenario/schema.ts'
import { useField, usePanel } from '../hooks.ts'
import { useDraft, Wrong } from './draft.tsx'

const byte = settingOf('mair')

/** The MAIR byte: by name from a list, or typed as a number or a name. */
export function Byte({ disabled }: { readonly disabled: boolean }) {
  const [mair, setMair] = useField('mair')
  const { input, wrong } = useDraft(byte, 'The MAIR byte')
  const bytes = usePanel((panel) => panel.mair)
  const isKnown = bytes.some(([byte]) => byte === mair)
  return (
    <span className="byte">
      <span className="byte-inputs">
        <select
          name="mair"
          aria-labelledby="label-mair"
          value={mair}
          disabled={disabled}
          onChange={(event) => setMair(Number(event.target.value))}
        >
          {!isKnown && <option value={mair}>{hex8(mair)}</option>}
          {bytes.map(([byte, says]) => (
            <option key={byte} value={byte}>
              {says}
            </option>
          ))}
        </select>
        <input
          {...input}
          name="mair-text"
          aria-label="MAIR byte as a number or a name"
          maxLength={20}
          disabled={disabled}
        />
      </span>
      <Wrong of="mair" says={wrong} />
    </span>
  )
}
