import { useState } from 'react'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { useModel, useScenario } from '../hooks.ts'

interface Draft {
  readonly text: string
  readonly wrong: string | null
  /** The value that it was typed over; any other makes it void. */
  readonly over: unknown
}

/** An address or a size, typed as a number. What it cannot be is told beside it, and the old value stays. */
export function Typed({ setting }: { readonly setting: Setting<SettingKey> }) {
  const { key, label } = setting
  const { scenario } = useModel()
  const value = useScenario((state) => state.scenario[key])
  const [typed, setTyped] = useState<Draft | null>(null)
  const draft = typed?.over === value ? typed : null
  const wrong = draft?.wrong ?? null
  const type = (text: string, says: string | null = null) => setTyped({ text, wrong: says, over: value })
  const commit = (text: string) => {
    const { value: read, misread } = setting.decode(text.trim())
    if (misread) return type(text, `${label} cannot be ${text.slice(0, 20)}: ${misread.says}.`)
    setTyped(null)
    if (read !== undefined) scenario.getState().setMany({ [key]: read })
  }
  return (
    <span className="typed">
      <input
        type="text"
        name={key}
        aria-labelledby={`label-${key}`}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${key}-wrong`}
        spellCheck={false}
        autoComplete="off"
        maxLength={24}
        value={draft?.text ?? setting.encode(value)}
        onChange={(event) => type(event.target.value)}
        onBlur={(event) => draft !== null && commit(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(event.currentTarget.value)
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      {wrong !== null && (
        <span className="wrong" id={`${key}-wrong`} role="alert">
          {wrong}
        </span>
      )}
    </span>
  )
}
