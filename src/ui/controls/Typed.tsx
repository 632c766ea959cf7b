import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { useDraft, Wrong } from './draft.tsx'

/** An address or a size, typed as a number. What it cannot be is told beside it, and the old value stays. */
export function Typed({
  setting,
  disabled,
}: {
  readonly setting: Setting<SettingKey>
  readonly disabled: boolean
}) {
  const { key, label } = setting
  const { input, wrong } = useDraft(setting, label)
  return (
    <span className="typed">
      <input {...input} name={key} aria-labelledby={`label-${key}`} maxLength={1200} disabled={disabled} />
      <Wrong of={key} says={wrong} />
    </span>
  )
}
