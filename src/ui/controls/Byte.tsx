import { byteMeaning } from '../../explain/encodings.ts'
import { hex8 } from '../../explain/words.ts'
import { toInputs } from '../../scenario/scenario.ts'
import { settingOf } from '../../scenario/schema.ts'
import { useField, useSettled } from '../hooks.ts'
import { useDraft, Wrong } from './draft.tsx'

const known = [0xff, 0xbb, 0x44, 0x0c, 0x08, 0x04, 0x00, 0xf0, 0x77, 0x33, 0x40, 0xa0, 0x4f, 0xf4]

const byte = settingOf('mair')

/** The MAIR byte: by name from a list, or typed as a number or a name. */
export function Byte({ disabled }: { readonly disabled: boolean }) {
  const [mair, setMair] = useField('mair')
  const { input, wrong } = useDraft(byte, 'The MAIR byte')
  const at = toInputs(useSettled((scenario) => scenario))
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
