import type { Plan } from '../../coherency/plans.ts'
import { amongDeeds, type Shown } from '../../explain/coherency/shown.ts'
import { situationIds } from '../../scenario/coherency-fields.ts'
import { dsbSays, groupedPlans } from '../../explain/coherency/plan-words.ts'
import { plain } from '../../explain/sentence.ts'
import { Words } from '../Words.tsx'
import { useAsk } from './ask.ts'

interface Props {
  readonly shown: Shown
  /** The run with or without the repair is to be replayed. */
  readonly onReplay: () => void
}

/** What makes the situation safe: the smallest maintenance by the VMM, or who else can help; and what KVM's own does. */
export function Repair({ shown, onReplay }: Props) {
  const ask = useAsk()
  const replay = (fix: Plan | null) => {
    ask({ situation: idOf(shown), fix, run: null }, 'start')
    onReplay()
  }
  const { situation, fix, fixWords, safe } = shown
  if (fix.length > 0)
    return (
      <section className="repair" aria-labelledby="repair">
        <h3 id="repair">Repaired</h3>
        <p>
          With {fixWords}: {safe ? 'only what should be read is read.' : 'it is still unsafe.'}
        </p>
        <button type="button" onClick={() => replay(null)}>
          Take it out and replay
        </button>
      </section>
    )
  if (situation.safe)
    return (
      <section className="repair" aria-labelledby="repair">
        <h3 id="repair">Nothing to repair</h3>
        <p>No maintenance is needed: every run reads what it should, whatever happens by itself.</p>
      </section>
    )
  return (
    <section className="repair" aria-labelledby="repair">
      <h3 id="repair">{situation.plans === null ? 'No repair by the VMM' : 'The smallest repair'}</h3>
      {situation.plans === null && (
        <p>No one or two instructions beside the VMM’s own accesses are enough. What would be:</p>
      )}
      <ul>
        {groupedPlans(situation.plans ?? []).map(({ says, choices }) => (
          <li key={plain(says)}>
            <Words sentence={says} />
            {choices.map(({ plan, instruction }) => (
              <button key={instruction} type="button" onClick={() => replay(amongDeeds(situation, plan))}>
                Insert {choices.length > 1 ? instruction : 'it'} and replay
              </button>
            ))}
          </li>
        ))}
        {situation.help.map(({ says, who }) => (
          <li key={who}>
            <Words sentence={says} />
          </li>
        ))}
      </ul>
      {(situation.plans?.length ?? 0) > 0 && (
        <p>
          <Words sentence={dsbSays} />
        </p>
      )}
      {situation.kvm && (
        <p>
          <Words sentence={situation.kvm} />
        </p>
      )}
    </section>
  )
}

/** The repair is of the situation that is shown, also where the answer chose it. */
const idOf = ({ situation: { situation } }: Shown) => situationIds.find((id) => id === situation.id) ?? null
