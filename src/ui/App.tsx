import { lazy, Suspense, useEffect, useState } from 'react'
import { PatternDefs } from '../diagrams/PatternDefs.tsx'
import { findPreset } from '../scenario/preset.ts'
import { Explore, type Panel } from './Explore.tsx'
import { Header } from './Header.tsx'
import { ModelContext, useModel, useScenario } from './hooks.ts'
import { useKeys } from './keys.ts'
import { createLight } from './light.ts'
import { part, partsState, presetsNow, waitForParts } from './part.ts'
import { Broken } from './Broken.tsx'
import type { Model } from './model.ts'
import { useStore } from 'zustand'
import './styles/index.css'

const Notice = part('Notice')
const notice = (
  <Suspense>
    <Notice />
  </Suspense>
)
const RuleView = lazy(() => import('./views/RuleView.tsx'))

/** The whole page over one model. */
export function App({ model }: { readonly model: Model }) {
  return (
    <ModelContext value={model}>
      <Page />
    </ModelContext>
  )
}

function useTitle() {
  const title = useScenario((state) => state.scenario.title)
  const preset = useScenario((state) => findPreset(presetsNow(), state.preset)?.name)
  const rule = useScenario((state) => (state.view.name === 'rule' ? `Rule ${state.view.rule}` : ''))
  useEffect(() => {
    const name = rule || title || preset
    document.title = name ? `${name} - Stagecraft` : 'Stagecraft'
  }, [rule, title, preset])
}

/** Marks the page while an edit waits for the code that answers it. */
function useWaiting({ scenario }: Model): void {
  useEffect(
    () =>
      scenario.subscribe((now, before) => {
        if (now.scenario !== before.scenario) waitForParts()
      }),
    [scenario],
  )
  const waits = useStore(partsState, (state) => state === 'waited for')
  useEffect(() => {
    if (waits) document.documentElement.dataset['waiting'] = ''
    else delete document.documentElement.dataset['waiting']
  }, [waits])
}

/** Says that the page stays a picture, where its code could not be fetched. */
function Missing() {
  const missing = useStore(partsState, (state) => state === 'missing')
  return missing ? (
    <p className="missing" role="alert">
      The code that answers could not be loaded: this page shows its first story only. Reload it to try again.
    </p>
  ) : null
}

/** Where the inspector has no column of its own, a pick opens it over the story. */
const inspectorIsPanel = () => matchMedia('(max-width: 1279px)').matches

function Page() {
  const view = useScenario((state) => state.view)
  const model = useModel()
  const [panel, setPanel] = useState<Panel>(null)
  const [links] = useState(() => createLight(model, () => setPanel(inspectorIsPanel() ? 'inspector' : null)))
  useTitle()
  useKeys()
  useWaiting(model)
  return (
    <>
      <PatternDefs />
      <Header />
      <Missing />
      {notice}
      {view.name === 'rule' ? (
        <Broken says="This rule’s page could not be loaded. Reload the page to try again.">
          <Suspense fallback={<main className="rule-view">Loading.</main>}>
            <RuleView id={view.rule} />
          </Suspense>
        </Broken>
      ) : (
        <Explore links={links} panel={panel} onPanel={setPanel} />
      )}
    </>
  )
}
