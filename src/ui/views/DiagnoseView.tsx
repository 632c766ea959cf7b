import { useEffect, useMemo } from 'react'
import { findSymptom, fromSymptom, type Symptom } from '../../explain/diagnose/symptoms.ts'
import { waysTold } from '../../explain/diagnose/told.ts'
import { waysTo } from '../../explain/diagnose/ways.ts'
import { policyNamed } from '../../kvm/policies.ts'
import type { Policy } from '../../kvm/policy.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { keepAsked, type Asked } from '../diagnose/asked.ts'
import { Hints, SeenElsewhere } from '../diagnose/Hints.tsx'
import { Questions } from '../diagnose/Questions.tsx'
import { WaysList } from '../diagnose/WaysList.tsx'
import { useModel, useScenario } from '../hooks.ts'
import { ViewPage } from './ViewPage.tsx'

/** What is asked where the address does not say. */
const asked = { seen: 'run-efault', on: 'linux-7.3' } as const

/** What can give a symptom: every check of a kernel that does, each with the smallest scenario that ends there. */
export default function DiagnoseView() {
  const model = useModel()
  const seen = useScenario(({ besides }) => besides.seen) ?? asked.seen
  const on = useScenario(({ besides }) => besides.on) ?? asked.on
  const ask = (of: Asked) => {
    const { navigate, besides } = model.scenario.getState()
    navigate({ besides: { ...besides, ...of } })
  }
  const symptom = findSymptom(seen)
  useEffect(() => {
    if (symptom) keepAsked({ seen: symptom.id, on })
  }, [symptom, on])
  return (
    <ViewPage title="Diagnose">
      <Questions
        seen={seen}
        on={on}
        onSeen={(id) => ask({ seen: id, on })}
        onKernel={(id) => ask({ seen, on: id as Scenario['policy'] })}
      />
      {symptom ? (
        <Answer symptom={symptom} policy={policyNamed(on)} />
      ) : (
        <p className="ways-told" role="status">
          This page knows nothing that is called “{seen}”. Choose what was seen from the list above.
        </p>
      )}
    </ViewPage>
  )
}

function Answer({ symptom, policy }: { readonly symptom: Symptom; readonly policy: Policy }) {
  const ways = useMemo(() => waysTo(policy, symptom), [policy, symptom])
  return (
    <>
      <p className="ways-told" role="status">
        {waysTold(policy, symptom, ways)}
      </p>
      {policy.interpretation !== undefined && <p>{policy.interpretation}</p>}
      {ways.length > 0 ? <Hints symptom={symptom} policy={policy} /> : <SeenElsewhere symptom={symptom} />}
      <WaysList ways={ways} back={{ from: fromSymptom(symptom.id), on: policy.id as Scenario['policy'] }} />
    </>
  )
}
