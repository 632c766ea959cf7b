import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { Verdict } from './Verdict.tsx'

interface Props {
  readonly situations: readonly SituationAnswer[]
  /** The id of the one that is shown; `own` for a script of one's own. */
  readonly shown: string
  /** Of the one that is shown, with a repair put in, whether it is safe then; null where none is. */
  readonly repaired: boolean | null
  readonly onChoose: (id: string) => void
}

/** Every situation with its verdict; one of them is shown. */
export function SituationChooser({ situations, shown, repaired, onChoose }: Props) {
  const item = (id: string, title: string, safe: boolean | null, word?: string) => (
    <label key={id} className="situation" data-shown={id === shown || undefined}>
      <input type="radio" name="situation" value={id} checked={id === shown} onChange={() => onChoose(id)} />
      <span className="situation-id">{id === 'own' ? 'your own' : id}</span>
      {safe !== null && <Verdict safe={safe} {...(word !== undefined && { word })} />}
      <span className="situation-title">{title}</span>
    </label>
  )
  return (
    <fieldset className="situations">
      <legend className="visually-hidden">Situation</legend>
      {situations.map(({ situation: { id, title }, safe }) =>
        id === shown && repaired !== null
          ? item(id, title, repaired, repaired ? 'repaired' : 'unsafe')
          : item(id, title, safe),
      )}
      {item('own', 'Any script of up to 12 steps', null)}
    </fieldset>
  )
}
