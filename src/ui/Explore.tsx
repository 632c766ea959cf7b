import { Suspense, useEffect, useRef, useState } from 'react'
import { LinksContext, type Links } from '../diagrams/links.ts'
import { Controls } from './controls/Controls.tsx'
import { HelpPanel } from './controls/Help.tsx'
import { writeAddress } from '../scenario/address/write.ts'
import { useModel, useScenario, useSettled } from './hooks.ts'
import type { Model } from './model.ts'
import { LightContext } from './light.ts'
import { part, presetsNow } from './part.ts'
import { PhoneBar } from './PhoneBar.tsx'

const Verdict = part('Verdict')
const Strip = part('Strip')
const CompactBar = part('CompactBar')
const Story = part('Story')
const Inspector = part('Inspector')

/**
 * The parts as elements that never change: to draw a part anew before its code is there would take its picture away.
 */
const answer = (
  <Suspense>
    <Verdict />
    <Strip />
    <CompactBar />
  </Suspense>
)
const story = (
  <Suspense>
    <Story />
  </Suspense>
)
const inspector = (
  <Suspense>
    <Inspector />
  </Suspense>
)

/** Which side column is shown over the story, where there is no room beside it. */
export type Panel = 'controls' | 'inspector' | null

interface Props {
  readonly links: Links
  readonly panel: Panel
  readonly onPanel: (panel: Panel) => void
}

/** What a printed page says of where it is. */
function PrintedAddress() {
  const { scenario } = useModel()
  useScenario(({ pick }) => pick)
  useScenario(({ open }) => open)
  // Written once all else is on the screen: nobody reads it there.
  const address = useSettled(() => writeAddress(scenario.getState(), presetsNow()))
  return <p className="print-only">{address}</p>
}

/** What is lit at first, the picked element first: the script starts from it, and from the panel, so that both draw the same. */
function lightsOf({ lit }: Model): string {
  const { ids, picked } = lit.getState()
  return [...new Set([picked, ...ids])].join(' ')
}

/**
 * Shrinks the verdict and the strip to a bar once the story is scrolled past their height, and while there is
 * enough of it; what is read stays where it is on the screen. At the top of the story they come back.
 */
function shrinkHead(story: HTMLElement): void {
  const page = story.closest<HTMLElement>('.explore')
  if (!page) return
  if (page.dataset['scrolled'] !== undefined) {
    if (story.scrollTop === 0) delete page.dataset['scrolled']
    return
  }
  const { top } = story.getBoundingClientRect()
  if (story.scrollTop < top || story.scrollHeight - story.clientHeight < 2 * top) return
  page.dataset['scrolled'] = ''
  story.scrollTop -= top - story.getBoundingClientRect().top
}

/** The story of a scenario: verdict above, controls, diagrams and inspector beside each other. */
export function Explore({ links, panel, onPanel }: Props) {
  const close = () => onPanel(null)
  const model = useModel()
  const [lights] = useState(() => lightsOf(model))
  const [panelText] = useState(() => JSON.stringify(model.panel.getInitialState()))
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
          <main className="explore" data-lights={lights} data-panel={panelText}>
            {answer}
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
              <div className="story" onScroll={(event) => shrinkHead(event.currentTarget)}>
                {story}
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
                {inspector}
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
