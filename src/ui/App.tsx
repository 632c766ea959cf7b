import { lazy, Suspense, useEffect, useState } from 'react'
import { PatternDefs } from '../diagrams/PatternDefs.tsx'
import type { View } from '../scenario/view.ts'
import { findPreset } from '../scenario/preset.ts'
import { Explore, type Panel } from './Explore.tsx'
import { Header } from './Header.tsx'
import { ModelContext, useModel, useScenario } from './hooks.ts'
import { useKeys } from './keys.ts'
import { createLight } from './light.ts'
import { part, partsState, presetsNow, waitForParts } from './part.ts'
import { Broken } from './Broken.tsx'
import type { Model } from './model.ts'
import { whyTitle } from './thread/why-title.ts'
import { useStore } from 'zustand'
import './styles/index.css'

const Notice = part('Notice')
const Arrival = part('Arrival')
const notice = (
  <Suspense>
    <Notice />
    <Arrival />
  </Suspense>
)
const RuleView = lazy(() => import('./views/RuleView.tsx'))
const PoliciesView = lazy(() => import('./views/PoliciesView.tsx'))
const ClaimsView = lazy(() => import('./views/ClaimsView.tsx'))
const ThreadView = lazy(() => import('./views/ThreadView.tsx'))
const DiagnoseView = lazy(() => import('./views/DiagnoseView.tsx'))
const CompareView = lazy(() => import('./views/CompareView.tsx'))

/** A view other than the story; its code is fetched when it is asked for. */
function Elsewhere({ view }: { readonly view: Exclude<View, { readonly name: 'explore' }> }) {
  switch (view.name) {
    case 'rule':
      return <RuleView id={view.rule} />
    case 'policies':
      return <PoliciesView />
    case 'claims':
      return <ClaimsView key={view.claim} claim={view.claim} />
    case 'thread':
      return <ThreadView key={view.step} step={view.step} />
    case 'diagnose':
      return <DiagnoseView />
    case 'compare':
      return <CompareView />
  }
}

/** The whole page over one model. */
export function App({ model }: { readonly model: Model }) {
  return (
    <ModelContext value={model}>
      <Page />
    </ModelContext>
  )
}

/** What the tab shows of a view; nothing for the story, whose scenario has a name. */
function titleOf(view: View): string {
  switch (view.name) {
    case 'explore':
      return ''
    case 'rule':
      return `Rule ${view.rule}`
    case 'claims':
      return view.claim === null ? 'The claims' : `Claim ${view.claim}`
    case 'thread':
      return view.step === 'why' ? whyTitle : `The thread in eight links, ${view.step}`
    case 'policies':
      return 'Policies'
    case 'diagnose':
      return 'Diagnose'
    case 'compare':
      return 'Compare A | B'
  }
}

function useTitle() {
  const title = useScenario((state) => state.scenario.title)
  const preset = useScenario((state) => findPreset(presetsNow(), state.preset)?.name)
  const view = useScenario((state) => titleOf(state.view))
  useEffect(() => {
    const name = view || title || preset
    document.title = name ? `${name} - Stagecraft` : 'Stagecraft'
  }, [view, title, preset])
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
      {view.name === 'explore' ? (
        <Explore links={links} panel={panel} onPanel={setPanel} />
      ) : (
        <Broken
          key={view.name}
          says={
            view.name === 'rule'
              ? 'This rule’s page could not be loaded. Reload the page to try again.'
              : 'This page could not be loaded. Reload it to try again.'
          }
        >
          <Suspense fallback={<main className="rule-view">Loading.</main>}>
            <Elsewhere view={view} />
          </Suspense>
        </Broken>
      )}
    </>
  )
}
