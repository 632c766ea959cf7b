import { memo } from 'react'
import { Token } from '../diagrams/token/Token.tsx'
import { actsOf } from '../explain/acts.ts'
import { shortVerdict } from '../explain/kvm/verdict.ts'
import { tokenOfStory } from '../explain/token.ts'
import { plain } from '../explain/sentence.ts'
import { goToAct } from './go-to-act.ts'
import { useAnswered } from './answered.ts'
import { useAfterPaint } from './hooks.ts'

/** Verdict and strip in one line, shown while the story is scrolled. */
export const CompactBar = memo(function CompactBar() {
  const outcome = useAfterPaint(useAnswered((state) => state.outcome))
  const { kvm, verdict } = outcome
  return (
    <div className="compact">
      <Token codes={tokenOfStory(outcome)} size={20} />
      <b>{kvm ? shortVerdict(kvm) : plain(verdict).replace(/:.*/, '')}</b>
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
