import { readNumber } from '../../explain/walk/reads.ts'
import { memo } from 'react'
import type { Outcome } from '../../explain/resolve.ts'
import { settingOfId } from '../../scenario/id.ts'
import { firstPick } from '../../explain/first-pick.ts'
import { properties } from '../../explain/answer.ts'
import type { Property } from '../../arch/rule.ts'
import { useAnswered } from '../answered.ts'
import { useAfterPaint, useScenario } from '../hooks.ts'
import { RuleLink } from '../RuleLink.tsx'
import { isOfCoherency, stepNumber } from '../../explain/coherency/step-id.ts'
import { OfCoherency } from './OfCoherency.tsx'
import { OfCheck } from './OfCheck.tsx'
import { actsOf } from '../../explain/acts.ts'
import { findChecks } from '../../explain/kvm/find-checks.ts'
import { findRow } from '../../explain/kvm/rows.ts'
import { OfPar } from './OfPar.tsx'
import { OfRead } from './OfRead.tsx'
import { OfProperty } from './OfProperty.tsx'
import { OfSetting } from './OfSetting.tsx'

const asProperty = (id: string): Property | undefined => properties.find((p) => p === id)

/** A moment of a walk or of a replay. */
const isMoment = (id: string) => readNumber(id) !== null || stepNumber(id) !== null

/** What there is to say of the element last picked. */
export const Inspector = memo(function Inspector() {
  // The story comes first; what explains it follows when that is on the screen.
  const outcome = useAfterPaint(useAfterPaint(useAnswered((state) => state.outcome)))
  const picked = useScenario((state) => state.pick) ?? firstPick(outcome)
  const settled = useAfterPaint(picked)
  // In a walk or a replay the picture is the answer to a step, so that these words may follow it.
  const id = isMoment(picked) && isMoment(settled) ? settled : picked
  return (
    <div data-part>
      <Explained outcome={outcome} id={id} />
    </div>
  )
})

const NotReached = ({ outcome }: { readonly outcome: Outcome }) => (
  <p className="picked">Not reached: {actsOf(outcome).find(({ id }) => id === 'attributes')?.why}.</p>
)

/** What was picked is a check that this kernel does not have, or nothing that this page knows. */
function Unknown({ id, kernel }: { readonly id: string; readonly kernel: string | undefined }) {
  const [found] = findChecks(id)
  if (!found) return <p>This page has no element of that name. Pick any value of the diagrams.</p>
  return (
    <p>
      “{found.check.says}” is a check of {found.policy.title}
      {kernel === undefined ? ', and KVM is not asked here' : `, and ${kernel} has none of that name`}.{' '}
      <RuleLink id={id}>Its own page</RuleLink>
    </p>
  )
}

const Explained = memo(function Explained({
  outcome,
  id,
}: {
  readonly outcome: Outcome
  readonly id: string
}) {
  const property = asProperty(id)
  const { kvm, walk, access, coherency } = outcome
  const row = kvm && findRow(kvm, id)
  const setting = settingOfId(id)
  const read = walk?.reads.find((one) => one.id === id)
  if (kvm && row) return <OfCheck kvm={kvm} row={row} scenario={outcome.scenario} />
  if (walk && read) return <OfRead walk={walk} read={read} />
  if (isOfCoherency(id)) return <OfCoherency coherency={coherency} id={id} />
  if (property)
    return access ? <OfProperty access={access} property={property} /> : <NotReached outcome={outcome} />
  if (id === 'par-attr' || id === 'par-sh')
    return access ? <OfPar access={access} field={id} /> : <NotReached outcome={outcome} />
  if (setting) return <OfSetting outcome={outcome} setting={setting} id={id} />
  return (
    <>
      <p className="picked">Picked: {id}</p>
      <Unknown id={id} kernel={kvm?.policy.title} />
    </>
  )
})
