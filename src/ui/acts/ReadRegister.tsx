import { memo, useMemo } from 'react'
import { Ruler } from '../../diagrams/ruler/Ruler.tsx'
import { inByteOrder, toBigInt, toWord } from '../../arch/walk/word.ts'
import { descriptorRegister } from '../../explain/walk/descriptor-register.ts'
import type { Register, RegisterField } from '../../explain/registers.ts'
import type { WalkRead } from '../../explain/walk/reads.ts'
import { hex64 } from '../../explain/words.ts'
import { settingOf } from '../../scenario/schema.ts'
import { useTyping, Wrong } from '../controls/draft.tsx'
import { FieldValue } from './FieldValue.tsx'
import { putWord, takeBack } from '../hand-words.ts'
import { useModel } from '../hooks.ts'

interface Props {
  readonly read: WalkRead
  readonly byHand: boolean
  readonly phone: boolean
}

/** The descriptor as a number that can be typed over, and the way back from what the hand did. */
function Value({ read, byHand, fields }: Omit<Props, 'phone'> & Pick<Register, 'fields'>) {
  const { scenario } = useModel()
  const { pa, value, descriptor } = read
  const setTo = (whole: bigint) => {
    const word = inByteOrder(toWord(whole), descriptor.tables.bigEndian)
    putWord(scenario, { address: pa, value: toBigInt(word) })
  }
  const { input, wrong } = useTyping({
    id: 'descriptor',
    name: 'The descriptor',
    value: hex64(value),
    decode: settingOf('va').decode,
    set: (text) => setTo(BigInt(text)),
  })
  const setField = ({ hi, lo }: RegisterField, to: number) => {
    const mask = ((1n << BigInt(hi - lo + 1)) - 1n) << BigInt(lo)
    setTo((value & ~mask) | (BigInt(to) << BigInt(lo)))
  }
  return (
    <p className="descriptor-value">
      <label>
        Set it by hand <input {...input} name="descriptor" maxLength={24} />
      </label>
      <FieldValue fields={fields} onSet={setField} />
      {byHand && (
        <button type="button" className="link" onClick={() => takeBack(scenario, pa)}>
          Take it back
        </button>
      )}
      <Wrong of="descriptor" says={wrong} />
    </p>
  )
}

/** The descriptor of a read on its ruler: each bit can be turned over, and the whole of it typed. */
export const ReadRegister = memo(function ReadRegister({ read, byHand, phone }: Props) {
  const register = useMemo(() => descriptorRegister(read), [read])
  return (
    <section className="register walk-register" data-bits={64}>
      <h3>
        Read {read.number} <span>{register.value}</span>
      </h3>
      <Ruler register={register} phone={phone} />
      <Value read={read} byHand={byHand} fields={register.fields} />
    </section>
  )
})
