import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { AspectValue } from '../../scenario/aspect.ts'
import { keepAnswers, keptAnswers, type Answers } from './kept-answers.ts'

interface Given {
  readonly answers: Answers
  /** Whether a reload leaves them. */
  readonly kept: boolean
}

/** Asked for each time, as a browser may refuse the very name. */
const tab = () => sessionStorage

/** What was answered in this tab: the next person at the machine opens another one, or starts again. */
const store = createStore<Given>(() => ({ answers: keptAnswers(tab), kept: true }))

const put = (answers: Answers) => store.setState({ answers, kept: keepAnswers(tab, answers) })

/** All answers given so far. */
export const useAnswers = () => useStore(store, ({ answers }) => answers)

/** Whether a reload leaves the answers. */
export const useKept = () => useStore(store, ({ kept }) => kept)

export const answer = (step: string, value: AspectValue | undefined) =>
  put({ ...store.getState().answers, [step]: value })

/** Lets a step be asked again. */
export const forget = (step: string) => answer(step, undefined)

/** Lets all of them be asked again. */
export const forgetAll = () => put({})
