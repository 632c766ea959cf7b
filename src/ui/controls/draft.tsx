import { useState, type ComponentProps } from 'react'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { useModel, useScenario } from '../hooks.ts'

interface Draft {
  readonly text: string
  readonly wrong: string | null
  /** The value that it was typed over; any other makes it void. */
  readonly over: unknown
}

/**
 * A value as it is typed: what its input takes, and why the text is not a value. Enter and leaving the input set
 * it, Escape drops it, and the old value stays while the text is wrong. `name` is what sentences call it.
 */
export function useDraft({ key, encode, decode }: Setting<SettingKey>, name: string) {
  const { scenario } = useModel()
  const value = useScenario((state) => state.scenario[key])
  const [typed, setTyped] = useState<Draft | null>(null)
  const draft = typed?.over === value ? typed : null
  const wrong = draft?.wrong ?? null
  const type = (text: string, says: string | null = null) => setTyped({ text, wrong: says, over: value })
  const commit = (text: string) => {
    const { value: read, misread } = decode(text.trim())
    if (misread) return type(text, `${name} cannot be ${text.slice(0, 20)}: ${misread.says}.`)
    setTyped(null)
    if (read !== undefined) scenario.getState().setMany({ [key]: read })
  }
  const input: ComponentProps<'input'> = {
    type: 'text',
    'aria-invalid': wrong !== null,
    'aria-describedby': wrong === null ? undefined : `${key}-wrong`,
    spellCheck: false,
    autoComplete: 'off',
    value: draft?.text ?? encode(value),
    onChange: (event) => type(event.target.value),
    onBlur: (event) => draft !== null && commit(event.target.value),
    onKeyDown: (event) => {
      if (event.key === 'Enter') commit(event.currentTarget.value)
      if (event.key === 'Escape') setTyped(null)
    },
  }
  return { input, wrong }
}

/** Why what was typed for a setting is not a value of it. */
export function Wrong({ of, says }: { readonly of: SettingKey; readonly says: string | null }) {
  if (says === null) return null
  return (
    <span className="wrong" id={`${of}-wrong`} role="alert">
      {says}
    </span>
  )
}
