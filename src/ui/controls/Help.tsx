import { createContext, lazy, Suspense, useContext, useState, type ReactNode } from 'react'
import { findSetting, type SettingKey } from '../../scenario/schema.ts'
import { Broken } from '../Broken.tsx'
import type { Setting } from '../../scenario/setting.ts'

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

const HelpBody = lazy(() => import('./HelpBody.tsx'))

/** The panel that help buttons within it open. What it says is fetched when first asked for. */
export function HelpPanel({ children }: { readonly children: ReactNode }) {
  const [asked, setAsked] = useState<SettingKey | null>(null)
  const setting = asked === null ? undefined : findSetting(asked)
  return (
    <HelpContext value={setAsked}>
      {children}
      <dialog id={panel} popover="auto" className="help" aria-label={`Help on ${setting?.name ?? ''}`}>
        <p className="help-title">{setting?.name}</p>
        {setting && (
          <Broken says="The help could not be loaded. Reload the page to try again.">
            <Suspense fallback={<p>Loading.</p>}>
              <HelpBody setting={setting} />
            </Suspense>
          </Broken>
        )}
      </dialog>
    </HelpContext>
  )
}
