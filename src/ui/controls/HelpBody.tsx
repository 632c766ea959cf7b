import { citations } from '../../cite/citations.ts'
import { help } from '../../scenario/help.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { Cite } from '../Cite.tsx'

/** What a setting is and where it stands, in a chunk of its own. */
export default function HelpBody({ setting: { key, cite } }: { readonly setting: Setting<SettingKey> }) {
  return (
    <>
      <p>{help[key]}</p>
      {cite.map((one) => (
        <Cite key={one} citation={citations[one]} />
      ))}
    </>
  )
}
