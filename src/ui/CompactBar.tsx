import { memo } from 'react'
import { Token } from '../diagrams/token/Token.tsx'
import { actsOf } from '../explain/acts.ts'
import { shortVerdict } from '../explain/kvm/verdict.ts'
import { tokenOfStory } from '../explain/token.ts'
import type { Outcome } from '../explain/resolve.ts'
import { faultShort } from '../explain/walk/fault-words.ts'
import { plain } from '../explain/sentence.ts'
import { goToAct } from './go-to-act.ts'
import { useAnswered } from './answered.ts'
import { useAfterPaint } from './hooks.ts'

/** The verdict in a few words: the fault of the walk goes over what KVM mapped. */
function short({ kvm, walk, verdict }: Outcome): string {
  if (walk?.fault) return faultShort(walk.fault)
  return kvm ? shortVerdict(kvm) : plain(verdict).replace(/:.*/, '')
}

/** Verdict and strip in one line, shown while the story is scrolled. */
export const CompactBar = memo(function CompactBar() {
  const outcome = useAfterPaint(useAnswered((state) => state.outcome))
  const { kvm } = outcome
  return (
    <div className="compact">
      <Token codes={tokenOfStory(outcome)} size={20} />
      <b role="heading" aria-level={1}>
        {short(outcome)}
      </b>
      {kvm && (
        <ol>
          {actsOf(outcome).map(({ id, number, name }) => (
            <li key={id}>
              <button type="button" onClick={() => goToAct(id)}>
                {number} {name}
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
})
