import type { TextSetting } from '../../scenario/kinds/text.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import { useField } from '../hooks.ts'

/** A title or a note of the reader: plain text, kept in the link. */
export function TextField({ setting }: { readonly setting: TextSetting<SettingKey> }) {
  const [value, set] = useField(setting.key === 'note' ? 'note' : 'title')
  const shared = {
    name: setting.key,
    'aria-labelledby': `label-${setting.key}`,
    maxLength: setting.limit,
    value,
  }
  return setting.lines === 'many' ? (
    <textarea {...shared} rows={3} onChange={(event) => set(event.target.value)} />
  ) : (
    <input {...shared} type="text" onChange={(event) => set(event.target.value)} />
  )
}
