import { hex } from '../../explain/words.ts'
import { useState } from 'react'
import type { RegisterField } from '../../explain/registers.ts'
import type { Decoded } from '../../scenario/decoded.ts'
import { readNumber } from '../../scenario/kinds/number.ts'
import { useTyping, Wrong } from '../controls/draft.tsx'

interface Props {
  readonly fields: readonly RegisterField[]
  /** Puts a number into the bits of a field. */
  readonly onSet: (field: RegisterField, value: number) => void
}

const widthOf = ({ hi, lo }: RegisterField) => hi - lo + 1

/** The bits of a field: in binary where they are few. */
function shown(field: RegisterField): string {
  const digits = field.digits ?? ''
  return widthOf(field) <= 4 ? `0b${digits}` : hex(BigInt(`0b${digits}`))
}

function decode(text: string, field: RegisterField): Decoded<number> {
  const number = readNumber(text)
  if (number?.misread) return { misread: number.misread }
  const value = number?.value
  if (value !== undefined && value < 2 ** widthOf(field)) return { value }
  return { misread: { says: `it is a number of ${widthOf(field)} bits` } }
}

/** One field of a descriptor as a number that can be typed over. */
export function FieldValue({ fields, onSet }: Props) {
  const said = fields.filter(({ kind }) => kind === 'value')
  const [name, choose] = useState('')
  const field = said.find((one) => one.name === name) ?? said.at(-1)
  return (
    field && (
      <span className="descriptor-field">
        <label>
          or its field{' '}
          <select name="descriptor-field" value={field.name} onChange={(event) => choose(event.target.value)}>
            {said.map((one) => (
              <option key={one.name}>{one.name}</option>
            ))}
          </select>
        </label>{' '}
        <Typed key={field.name} field={field} onSet={onSet} />
      </span>
    )
  )
}

function Typed({ field, onSet }: { readonly field: RegisterField } & Pick<Props, 'onSet'>) {
  const { input, wrong } = useTyping({
    id: 'descriptor-bits',
    name: field.name,
    value: shown(field),
    decode: (text) => decode(text, field),
    set: (value) => onSet(field, value),
  })
  return (
    <>
      <input {...input} name="descriptor-bits" aria-label={`Bits of ${field.name}`} maxLength={24} />
      <Wrong of="descriptor-bits" says={wrong} />
    </>
  )
}
