import { useMemo, useState } from 'react'
import { thread, threadStep } from '../../content/thread.ts'
import { answered } from '../../explain/thread/answered.ts'
import { answer, forget, useAnswers } from '../thread/answers.ts'
import { Choice } from '../thread/Choice.tsx'
import { Pager } from '../thread/Pager.tsx'
import { QuestionForm } from '../thread/QuestionForm.tsx'
import { Result } from '../thread/Result.tsx'
import { ScenarioInWords } from '../thread/ScenarioInWords.tsx'
import { scenarioOf } from '../thread/scenario-of.ts'
import { Steps } from '../thread/Steps.tsx'
import { ToldSentences } from '../thread/ToldSentences.tsx'
import { WhyPage } from '../thread/WhyPage.tsx'
import { ViewPage } from './ViewPage.tsx'

/** A link of the thread, or why the flag was not merged. */
export default function ThreadView({ step }: { readonly step: number | 'why' }) {
  return step === 'why' ? <WhyPage /> : <StepPage step={step} />
}

/** A link of the thread: a scenario told, a question, and once it is answered the check that decides. */
function StepPage({ step }: { readonly step: number }) {
  const of = threadStep(step)
  const { asks } = of.question
  const scenario = useMemo(() => scenarioOf(of), [of])
  const all = useMemo(() => answered(of.question, scenario), [of, scenario])
  const chosen = useAnswers()[of.id]
  /** What the reader did here last: the focus goes to what it brought. */
  const [did, setDid] = useState<'answered' | 'asked again' | null>(null)
  return (
    <ViewPage title={`${step} of ${thread.length}: ${of.title}`}>
      <div className="thread">
        <Steps step={step} />
        <ToldSentences told={of.says} />
        <section>
          <h2>The scenario</h2>
          <ScenarioInWords scenario={scenario} />
        </section>
        {chosen === undefined ? (
          <QuestionForm
            asks={asks}
            options={all.options}
            again={did === 'asked again'}
            onAnswer={(value) => {
              setDid('answered')
              answer(of.id, value)
            }}
          />
        ) : (
          <>
            <Choice
              asks={asks}
              options={all.options}
              chosen={chosen}
              onAgain={() => {
                setDid('asked again')
                forget(of.id)
              }}
            />
            <Result of={of} step={step} all={all} chosen={chosen} isNew={did === 'answered'} />
          </>
        )}
        <Pager step={step} />
      </div>
    </ViewPage>
  )
}
