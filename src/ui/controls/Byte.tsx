import { useState } from 'react'
import { byteMeaning } from '../../explain/encodings.ts'
import { hex8 } from '../../explain/words.ts'
import { toInputs } from '../../scenario/scenario.ts'
import { settingOf } from '../../scenario/schema.ts'
import { useField, useScenario } from '../hooks.ts'

const known = [0xff, 0xbb, 0x44, 0x0c, 0x08, 0x04, 0x00, 0xf0, 0x77, 0x33, 0x40, 0xa0, 0x4f, 0xf4]

/** The MAIR byte: by name from a list, or typed as a number or a name. */
export function Byte({ disabled }: { readonly disabled: boolean }) {
  const [mair, setMair] = useField('mair')
  const [draft, setDraft] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const at = toInputs(useScenario((state) => state.scenario))
  const setting = settingOf('mair')
  const commit = (text: string) => {
    const { value, misread } = setting.decode(text.trim())
    setDraft(value === undefined ? text : null)
    setWrong(misread ? `The MAIR byte cannot be ${text.slice(0, 20)}: ${misread.says}.` : null)
    if (value !== undefined) setMair(value)
  }
  return (
    <span className="byte">
      <select
        name="mair"
        aria-labelledby="label-mair"
        value={mair}
        disabled={disabled}
        onChange={(event) => {
          setDraft(null)
          setWrong(null)
          setMair(Number(event.target.value))
        }}
      >
        {(known.includes(mair) ? known : [mair, ...known]).map((byte) => (
          <option key={byte} value={byte}>
            {hex8(byte)} {byteMeaning(byte, at)}
          </option>
        ))}
      </select>
      <input
        type="text"
        name="mair-text"
        aria-label="MAIR byte as a number or a name"
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : 'mair-wrong'}
        spellCheck={false}
        autoComplete="off"
        maxLength={20}
        value={draft ?? hex8(mair)}
        disabled={disabled}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={(event) => draft !== null && commit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value)
          if (event.key !== 'Escape') return
          setDraft(null)
          setWrong(null)
        }}
      />
      {wrong !== null && (
        <span className="wrong" id="mair-wrong" role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}
