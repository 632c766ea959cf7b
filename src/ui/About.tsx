import { lazy, Suspense, useState } from 'react'
import { baseScenario, findPreset, type Preset } from '../scenario/preset.ts'
import { differences } from '../scenario/scenario.ts'
import { Broken } from './Broken.tsx'
import { useScenario } from './hooks.ts'
import { presetsNow } from './part.ts'

const Sources = lazy(() => import('./Sources.tsx'))

function Source({ source }: Pick<Preset, 'source'>) {
  const [open, setOpen] = useState(false)
  if ('text' in source) return <span className="source">Source: {source.text}</span>
  return (
    <details className="source" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Source</summary>
      {open && (
        <Broken says="The sources could not be loaded.">
          <Suspense fallback="Loading.">
            <Sources of={source} />
          </Suspense>
        </Broken>
      )}
    </details>
  )
}

const whatItIs =
  'Stagecraft shows which memory type a KVM guest gets on Arm, and which check or rule decides.'

/** What the chosen preset shows and where it is from, or else what the tool is; and the reader's own note. */
export function About() {
  const preset = useScenario((state) => findPreset(presetsNow(), state.preset))
  const edited = useScenario((state) => differences(state.scenario, baseScenario(preset)).length > 0)
  const note = useScenario((state) => state.scenario.note)
  return (
    <>
      {preset === undefined && <p className="about what-it-is">{whatItIs}</p>}
      {preset && (
        <p className="about">
          <b>{preset.name}</b>
          {edited ? ', edited. Unedited' : ''}: {preset.says}{' '}
          {'text' in preset.source && <Source source={preset.source} />}
        </p>
      )}
      {preset && !('text' in preset.source) && <Source source={preset.source} />}
      {note !== '' && <p className="note">{note}</p>}
    </>
  )
}
