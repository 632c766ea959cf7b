import { createContext, useContext, useState, type ReactNode } from 'react'
import { citations } from '../../cite/citations.ts'
import { findSetting, type SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { Cite } from '../Cite.tsx'

const HelpContext = createContext<(key: SettingKey) => void>(() => undefined)
const panel = 'help-panel'

/** A question mark that opens what the setting is and where it stands. */
export function HelpButton({ setting: { key, name } }: { readonly setting: Setting<SettingKey> }) {
  const ask = useContext(HelpContext)
  return (
    <button
      type="button"
      className="help-button"
      popoverTarget={panel}
      aria-label={`Help on ${name}`}
      onClick={() => ask(key)}
    >
      ?
    </button>
  )
}

interface Asked {
  readonly key: SettingKey
  readonly text: string
}

/** The panel that help buttons within it open. Its texts are fetched when first asked for. */
export function HelpPanel({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const ask = (key: SettingKey) => {
    setAsked({ key, text: 'Loading.' })
    import('../../scenario/help.ts').then(
      ({ help }) => setAsked({ key, text: help[key] }),
      () => setAsked({ key, text: 'The help could not be loaded. Reload the page to try again.' }),
    )
  }
  const setting = asked && findSetting(asked.key)
  return (
    <HelpContext value={ask}>
      {children}
      <dialog id={panel} popover="auto" className="help" aria-label={`Help on ${setting?.name ?? ''}`}>
        <p className="help-title">{setting?.name}</p>
        <p>{asked?.text}</p>
        {setting?.cite.map((one) => (
          <Cite key={one} citation={citations[one]} />
        ))}
      </dialog>
    </HelpContext>
  )
}
