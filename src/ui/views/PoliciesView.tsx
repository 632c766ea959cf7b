import { useMemo } from 'react'
import { inOneSentence } from '../../explain/policies/in-one-sentence.ts'
import { sideBySide } from '../../explain/policies/side-by-side.ts'
import { useModel, useScenario } from '../hooks.ts'
import { CopyPolicies } from '../policies/CopyPolicies.tsx'
import { PolicyControls } from '../policies/PolicyControls.tsx'
import { PolicyNotes } from '../policies/PolicyNotes.tsx'
import { PolicyTable } from '../policies/PolicyTable.tsx'
import { TimelineSection, TimelineTable } from '../timeline/TimelineSection.tsx'
import { ViewLink } from '../ViewLink.tsx'
import { ViewPage } from './ViewPage.tsx'

/** Stage 2 set by hand asks no policy: the page then shows what KVM would do. */
function ByHand() {
  const { scenario } = useModel()
  const byHand = useScenario((state) => state.scenario.s2 === 'hand')
  if (!byHand) return null
  return (
    <p className="reason">
      Stage 2 of this scenario is set by hand; here is what KVM would do.{' '}
      <button type="button" onClick={() => scenario.getState().set('s2', 'kvm')}>
        Leave stage 2 to KVM
      </button>
    </p>
  )
}

/** All policies on the present scenario. */
export default function PoliciesView() {
  const scenario = useScenario((state) => state.scenario)
  const than = useScenario((state) => state.besides.than)
  const all = useMemo(() => sideBySide(scenario, than), [scenario, than])
  const host = all.hosts[all.here] ?? scenario
  const sentence = inOneSentence(all.rows, host)
  return (
    <ViewPage title={sentence} wide>
      <PolicyControls>
        <ViewLink view={{ name: 'explore' }}>All settings</ViewLink>
      </PolicyControls>
      <TimelineSection />
      <ByHand />
      <PolicyTable all={all} than={than} />
      <ul className="policy-legend">
        <li>“then” is the fault path’s answer if the VMA was swapped in after registration.</li>
        <li>“interpreted”: nobody coded it; its notes say how the mails were read.</li>
        <li>
          “leaks” and “an alias” compare the host’s mapping with the leaf alone; what may be read then, of an
          alias too, act 5 of <ViewLink view={{ name: 'explore' }}>Explore</ViewLink> tells.
        </li>
        <li>Rows without that mark agree with compiled kernel code on 34,560 inputs each.</li>
      </ul>
      <CopyPolicies all={all} sentence={sentence} />
      <TimelineTable />
      <PolicyNotes />
    </ViewPage>
  )
}
