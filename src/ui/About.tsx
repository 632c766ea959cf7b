import { citations } from '../cite/citations.ts'
import { presets } from '../content/presets.ts'
import { baseScenario, findPreset, type Preset } from '../scenario/preset.ts'
import { differences } from '../scenario/scenario.ts'
import { Cite } from './Cite.tsx'
import { useScenario } from './hooks.ts'

function Source({ source }: Pick<Preset, 'source'>) {
  if ('text' in source) return <span className="source">Source: {source.text}</span>
  return (
    <details className="source">
      <summary>Source</summary>
      {source.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
    </details>
  )
}

/** What the chosen preset shows and where it is from, and the reader's own note. */
export function About() {
  const preset = useScenario((state) => findPreset(presets, state.preset))
  const edited = useScenario((state) => differences(state.scenario, baseScenario(preset)).length > 0)
  const note = useScenario((state) => state.scenario.note)
  return (
    <>
      {preset && (
        <p className="about">
          <b>{preset.name}</b>
          {edited ? ' (edited)' : ''}: {preset.says}{' '}
          {'text' in preset.source && <Source source={preset.source} />}
        </p>
      )}
      {preset && !('text' in preset.source) && <Source source={preset.source} />}
      {note !== '' && <p className="note">{note}</p>}
    </>
  )
}
