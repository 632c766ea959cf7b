import { useEffect, useRef } from 'react'
import { LinksContext, type Links } from '../diagrams/Marks.tsx'
import { Controls } from './controls/Controls.tsx'
import { HelpPanel } from './controls/Help.tsx'
import { presets } from '../content/presets.ts'
import { writeAddress } from '../scenario/address.ts'
import { useAfterPaint, useScenario } from './hooks.ts'
import { Inspector } from './inspector/Inspector.tsx'
import { LightContext } from './light.ts'
import { PhoneBar } from './PhoneBar.tsx'
import { Story } from './Story.tsx'
import { Verdict } from './Verdict.tsx'

/** Which side column is shown over the story, where there is no room beside it. */
export type Panel = 'controls' | 'inspector' | null

interface Props {
  readonly links: Links
  readonly panel: Panel
  readonly onPanel: (panel: Panel) => void
}

/** What a printed page says of where it is. */
function PrintedAddress() {
  const address = useScenario((state) => writeAddress(state, presets))
  return <p className="print-only">{useAfterPaint(address)}</p>
}

/** The story of a scenario: verdict above, controls, diagrams and inspector beside each other. */
export function Explore({ links, panel, onPanel }: Props) {
  const close = () => onPanel(null)
  const opener = useRef<Element | null>(null)
  useEffect(() => {
    if (panel === null) return undefined
    opener.current = document.activeElement
    document.getElementById(panel)?.focus()
    const escape = (event: KeyboardEvent) => event.key === 'Escape' && onPanel(null)
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      if (opener.current instanceof HTMLElement || opener.current instanceof SVGElement)
        opener.current.focus()
    }
  }, [panel, onPanel])
  return (
    <LinksContext value={links}>
      <LightContext value={links}>
        <HelpPanel>
          <main className="explore">
            <Verdict />
            <div className="columns">
              <aside
                id="controls"
                tabIndex={-1}
                className="controls"
                data-region="controls"
                data-shown={panel === 'controls' || undefined}
                aria-label="Settings"
              >
                <div className="sheet-head">
                  <h2>Settings</h2>
                  <button type="button" onClick={close}>
                    Done
                  </button>
                </div>
                <Controls />
              </aside>
              <div className="story">
                <Story />
              </div>
              <aside
                id="inspector"
                tabIndex={-1}
                className="inspector"
                data-shown={panel === 'inspector' || undefined}
                aria-label="Inspector"
              >
                <div className="sheet-head">
                  <h2>Inspector</h2>
                  <button type="button" onClick={close}>
                    Close
                  </button>
                </div>
                <Inspector />
              </aside>
            </div>
            <PrintedAddress />
            <PhoneBar open={panel === 'controls'} onOpen={() => onPanel('controls')} />
          </main>
        </HelpPanel>
      </LightContext>
    </LinksContext>
  )
}
