import { useState, type ComponentProps } from 'react'
import type { Decoded } from '../../scenario/decoded.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { useModel, useScenario } from '../hooks.ts'

interface Draft {
  readonly text: string
  readonly wrong: string | null
  /** The value that it was typed over; any other makes it void. */
  readonly over: string
}

/** Something that is typed: what sentences call it, its value as text, and how a text becomes one. */
interface Typing<T> {
  readonly id: string
  readonly name: string
  readonly value: string
  readonly decode: (text: string) => Decoded<T>
  readonly set: (value: T) => void
}

/**
 * A value as it is typed: what its input takes, and why the text is not a value. Enter and leaving the input set
 * it, Escape drops it, and the old value stays while the text is wrong.
 */
export function useTyping<T>({ id, name, value, decode, set }: Typing<T>) {
  const [typed, setTyped] = useState<Draft | null>(null)
  const draft = typed?.over === value ? typed : null
  const wrong = draft?.wrong ?? null
  const type = (text: string, says: string | null = null) => setTyped({ text, wrong: says, over: value })
  const commit = (text: string) => {
    const { value: read, misread } = decode(text.trim())
    if (misread) return type(text, `${name} cannot be ${text.slice(0, 20)}: ${misread.says}.`)
    setTyped(null)
    if (read !== undefined) set(read)
  }
  const input: ComponentProps<'input'> = {
    type: 'text',
    'aria-invalid': wrong !== null,
    'aria-describedby': wrong === null ? undefined : `${id}-wrong`,
    spellCheck: false,
    autoComplete: 'off',
    value: draft?.text ?? value,
    onChange: (event) => type(event.target.value),
    onBlur: (event) => draft !== null && commit(event.target.value),
    onKeyDown: (event) => {
      if (event.key === 'Enter') commit(event.currentTarget.value)
      if (event.key === 'Escape') setTyped(null)
    },
  }
  return { input, wrong }
}

/** A setting as it is typed; `name` is what sentences call it. */
export function useDraft({ key, encode, decode }: Setting<SettingKey>, name: string) {
  const { scenario } = useModel()
  const value = encode(useScenario((state) => state.scenario[key]))
  const set = (read: unknown) => scenario.getState().setMany({ [key]: read })
  return useTyping({ id: key, name, value, decode, set })
}

/** Why what was typed is not a value. */
export function Wrong({ of, says }: { readonly of: string; readonly says: string | null }) {
  if (says === null) return null
  return (
    <span className="wrong" id={`${of}-wrong`} role="alert">
      {says}
    </span>
  )
}
