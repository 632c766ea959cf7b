import { useState } from 'react'
import { byteMeaning } from '../../explain/encodings.ts'
import { hex8 } from '../../explain/words.ts'
import { toInputs } from '../../scenario/scenario.ts'
import { settingOf } from '../../scenario/schema.ts'
import { useField, useSettled } from '../hooks.ts'

const known = [0xff, 0xbb, 0x44, 0x0c, 0x08, 0x04, 0x00, 0xf0, 0x77, 0x33, 0x40, 0xa0, 0x4f, 0xf4]

interface Draft {
  readonly text: string
  readonly wrong: string | null
  /** The byte that it was typed over; any other makes it void. */
  readonly over: number
}

/** The MAIR byte: by name from a list, or typed as a number or a name. */
export function Byte({ disabled }: { readonly disabled: boolean }) {
  const [mair, setMair] = useField('mair')
  const [typed, setTyped] = useState<Draft | null>(null)
  const at = toInputs(useSettled((scenario) => scenario))
  const draft = typed?.over === mair ? typed : null
  const wrong = draft?.wrong ?? null
  const type = (text: string, says: string | null = null) => setTyped({ text, wrong: says, over: mair })
  const commit = (text: string) => {
    const { value, misread } = settingOf('mair').decode(text.trim())
    if (misread) return type(text, `The MAIR byte cannot be ${text.slice(0, 20)}: ${misread.says}.`)
    setTyped(null)
    if (value !== undefined) setMair(value)
  }
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
          value={draft?.text ?? hex8(mair)}
          disabled={disabled}
          onChange={(event) => type(event.target.value)}
          onBlur={(event) => draft !== null && commit(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit(event.currentTarget.value)
            if (event.key === 'Escape') setTyped(null)
          }}
        />
      </span>
      {wrong !== null && (
        <span className="wrong" id="mair-wrong" role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}
