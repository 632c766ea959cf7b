import { help } from '../../scenario/help.ts'
import type { SettingKey } from '../../scenario/schema.ts'

/** The help of a setting, in a chunk of its own. */
export default function HelpText({ of }: { readonly of: SettingKey }) {
  return <p className="because">{help[of]}</p>
}
