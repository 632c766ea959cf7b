import { lazy, Suspense, useEffect, useState } from 'react'
import { PatternDefs } from '../diagrams/PatternDefs.tsx'
import { findPreset } from '../scenario/preset.ts'
import { presets } from '../content/presets.ts'
import { Explore, type Panel } from './Explore.tsx'
import { Header } from './Header.tsx'
import { ModelContext, useModel, useScenario } from './hooks.ts'
import { useKeys } from './keys.ts'
import { createLight } from './light.ts'
import type { Model } from './model.ts'
import { Notice } from './Notice.tsx'
import './styles/index.css'

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
  const preset = useScenario((state) => findPreset(presets, state.preset)?.name)
  const rule = useScenario((state) => (state.view.name === 'rule' ? `Rule ${state.view.rule}` : ''))
  useEffect(() => {
    const name = rule || title || preset
    document.title = name ? `${name} - Stagecraft` : 'Stagecraft'
  }, [rule, title, preset])
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
  return (
    <>
      <PatternDefs />
      <Header />
      <Notice />
      {view.name === 'rule' ? (
        <Suspense fallback={<main className="rule-view">Loading.</main>}>
          <RuleView id={view.rule} />
        </Suspense>
      ) : (
        <Explore links={links} panel={panel} onPanel={setPanel} />
      )}
    </>
  )
}
