import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { AspectValue } from '../../scenario/aspect.ts'

type Answers = Readonly<Record<string, AspectValue | undefined>>

/** What was answered in this session, by the id of the step. A reload forgets it. */
const answers = createStore<Answers>(() => ({}))

/** All answers given so far. */
export const useAnswers = () => useStore(answers)

export const answer = (step: string, value: AspectValue) => answers.setState({ [step]: value })

/** Lets a step be asked again. */
export const forget = (step: string) => answers.setState({ [step]: undefined })
