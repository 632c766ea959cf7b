import { thread } from '../../content/thread.ts'
import type { AspectValue } from '../../scenario/aspect.ts'

/** What was answered, by the id of the step. */
export type Answers = Readonly<Record<string, AspectValue | undefined>>

/** What a browser keeps for a tab. */
type TabStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const key = 'thread-answers'

/** Of the kept form; what was kept in another one is forgotten. */
const version = 1

/** Longer texts are not read. */
export const longestKept = 1000

/** The answers that a tab keeps. What cannot be read, or is no answer of its step, is none. */
export function keptAnswers(open: () => TabStore): Answers {
  try {
    return answersIn(open().getItem(key) ?? '')
  } catch (error) {
    console.info('No kept answers are read:', error)
    return {}
  }
}

/** Keeps the answers for as long as the tab is open; false where the browser refuses. */
export function keepAnswers(open: () => TabStore, answers: Answers): boolean {
  try {
    const isEmpty = Object.values(answers).every((value) => value === undefined)
    if (isEmpty) open().removeItem(key)
    else open().setItem(key, JSON.stringify({ v: version, answers }))
    return true
  } catch (error) {
    console.info('The answers are not kept:', error)
    return false
  }
}

function answersIn(text: string): Answers {
  if (text === '' || text.length > longestKept) return {}
  const kept = fieldsOf(parsed(text))
  if (kept.get('v') !== version) return {}
  const given = fieldsOf(kept.get('answers'))
  return Object.fromEntries(
    thread.flatMap(({ id, question }) => {
      const options: readonly AspectValue[] = question.options
      const value = options.find((option) => option === given.get(id))
      return value === undefined ? [] : [[id, value]]
    }),
  )
}

/** What a text says as JSON; null for a text that is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const fieldsOf = (value: unknown): ReadonlyMap<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : [])
