import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { Verdict } from './Verdict.tsx'

interface Props {
  readonly situations: readonly SituationAnswer[]
  /** The id of the one that is shown; `own` for a script of one's own. */
  readonly shown: string
  readonly onChoose: (id: string) => void
}

/** Every situation with its verdict; one of them is shown. */
export function SituationChooser({ situations, shown, onChoose }: Props) {
  const item = (id: string, title: string, safe: boolean | null) => (
    <label key={id} className="situation" data-shown={id === shown || undefined}>
      <input type="radio" name="situation" checked={id === shown} onChange={() => onChoose(id)} />
      <span className="situation-id">{id === 'own' ? 'your own' : id}</span>
      {safe !== null && <Verdict safe={safe} />}
      <span className="situation-title">{title}</span>
    </label>
  )
  return (
    <fieldset className="situations">
      <legend className="visually-hidden">Situation</legend>
      {situations.map(({ situation, safe }) => item(situation.id, situation.title, safe))}
      {item('own', 'Any script of up to 12 steps', null)}
    </fieldset>
  )
}
