import { memo } from 'react'
import { ChecksGlyph } from '../diagrams/checks/Glyph.tsx'
import { Token } from '../diagrams/token/Token.tsx'
import { AliasesGlyph } from '../diagrams/aliases/Glyph.tsx'
import { WalkGlyph } from '../diagrams/walk/Glyph.tsx'
import { actOf } from '../explain/act-of.ts'
import { actsOf, type Act } from '../explain/acts.ts'
import { firstPick } from '../explain/first-pick.ts'
import type { Outcome } from '../explain/resolve.ts'
import { asksOfCoherency } from '../scenario/besides.ts'
import { useAfterPaint, useScenario } from './hooks.ts'
import { goToAct } from './go-to-act.ts'
import { useAnswered } from './answered.ts'

/** A small true picture of the act. */
function Glyph({ act, outcome: { kvm, walk, coherency } }: { readonly act: Act; readonly outcome: Outcome }) {
  if (act.state === 'not-reached' || act.state === 'not-asked') return null
  if (act.id === 'memslot' && kvm) return <ChecksGlyph trace={kvm.traces.memslot} />
  if (act.id === 'walk' && walk) return <WalkGlyph walk={walk} />
  if (act.id === 'coherency' && coherency.arises) return <AliasesGlyph answer={coherency} />
  return act.codes.length > 0 && act.state !== 'refused' ? <Token codes={act.codes} size={14} /> : null
}

/** The story at a glance: an act a box, with what became of it; each leads to its act. */
export const Strip = memo(function Strip() {
  // The verdict answers first.
  const outcome = useAfterPaint(useAnswered((state) => state.outcome))
  const pick = useScenario((state) => state.pick)
  const asks = useScenario(({ besides }) => asksOfCoherency(besides))
  const current = pick === null && asks ? 'coherency' : actOf(pick ?? firstPick(outcome), outcome)
  if (!outcome.kvm) return null
  return (
    <nav data-part aria-label="Acts">
      <ol className="strip">
        {actsOf(outcome).map((act) => (
          <li key={act.id} data-state={act.state} data-current={act.id === current || undefined}>
            <button
              type="button"
              aria-current={act.id === current ? 'step' : undefined}
              disabled={act.state === 'not-asked'}
              onClick={() => goToAct(act.id)}
            >
              <span className="strip-name">
                <span className="act-number">{act.number}</span> {act.name}
              </span>
              <span className="strip-glyph" aria-hidden="true">
                <Glyph act={act} outcome={outcome} />
              </span>
              <span className="strip-says">
                {act.state === 'refused' && <Token codes={['fault']} size={13} />} {act.says}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
})
