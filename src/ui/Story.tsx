import { memo, useEffect } from 'react'
import { actsOf } from '../explain/acts.ts'
import { asksOfCoherency } from '../scenario/besides.ts'
import { notModelled } from '../kvm/not-modelled.ts'
import type { Outcome } from '../explain/resolve.ts'
import { AttributesAct } from './acts/AttributesAct.tsx'
import { CoherencyAct } from './acts/CoherencyAct.tsx'
import { FaultAct } from './acts/FaultAct.tsx'
import { PeerHost } from './acts/PeerHost.tsx'
import { MemslotAct } from './acts/MemslotAct.tsx'
import { Swap } from './acts/Swap.tsx'
import { UnreachedAct } from './acts/UnreachedAct.tsx'
import { WalkAct } from './acts/WalkAct.tsx'
import { useAnswered } from './answered.ts'
import { showAct } from './go-to-act.ts'
import { narrow, useAfterPaint, useMedia, useModel } from './hooks.ts'

/**
 * The acts of the story, from the memslot to the coherency of what is accessed. The verdict answers first; the diagrams,
 * which prove it, are drawn in the frames after it.
 */
export const Story = memo(function Story() {
  const outcome = useAfterPaint(useAnswered((state) => state.outcome))
  const phone = useMedia(narrow)
  useShowPicked()
  return <Acts outcome={outcome} phone={phone} />
})

/** Brings the element that a link has picked, or the act that it asks something of, into view, once. */
function useShowPicked(): void {
  const { scenario } = useModel()
  useEffect(() => {
    const { pick, besides } = scenario.getState()
    if (pick === null && asksOfCoherency(besides)) showAct('coherency')
    if (pick !== null)
      document.querySelector(`.act [data-node="${pick}"]`)?.scrollIntoView({ block: 'center' })
  }, [scenario])
}

interface Shown {
  readonly outcome: Outcome
  readonly phone: boolean
}

const Acts = memo(function Acts({ outcome, phone }: Shown) {
  const { kvm, walk, access, peer, coherency } = outcome
  const [memslot, fault, walked, attributes, lines] = actsOf(outcome)
  return (
    <div data-walk data-part>
      {kvm && memslot && <MemslotAct kvm={kvm} number={memslot.number} phone={phone} />}
      {kvm &&
        fault &&
        (kvm.stopped === 'memslot' ? (
          <UnreachedAct act={fault}>
            <Swap act={fault} scenario={outcome.scenario} />
          </UnreachedAct>
        ) : (
          <FaultAct kvm={kvm} number={fault.number} phone={phone} />
        ))}
      {peer && kvm && <PeerHost peer={peer} kvm={kvm} />}
      {walked &&
        (walk ? (
          <WalkAct walk={walk} number={kvm && walked.number} phone={phone} />
        ) : (
          <UnreachedAct act={walked}>{walked.why}.</UnreachedAct>
        ))}
      {attributes &&
        (access ? (
          <AttributesAct access={access} kvm={kvm} number={attributes.number} phone={phone} />
        ) : (
          <UnreachedAct act={attributes}>{attributes.why}.</UnreachedAct>
        ))}
      {kvm && lines && <CoherencyAct coherency={coherency} number={lines.number} phone={phone} />}
      <p className="scope">
        Modelled: VMSAv8-64, Non-secure EL1&0 with two stages. Not modelled: EL2&0, Secure and Realm regimes,
        FEAT_D128, permission indirection and overlays, TLB effects. With DS the shareability comes from
        TCR_EL1 or VTCR_EL2, not from the leaf.
      </p>
      {kvm && (
        <details className="as-table scope">
          <summary>Not modelled of KVM</summary>
          <ul>
            {notModelled.map(({ says }) => (
              <li key={says}>{says}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
})
