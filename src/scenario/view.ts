import type { Field } from './decoded.ts'
import { groupIds, type GroupId } from './groups.ts'
import { decodeJoined, encodeJoined } from './joined.ts'

/**
 * What the page shows: the story of a scenario, one rule by itself, all policies on the scenario, a claim of the thread or
 * all of them, a step of the tour or why the flag was not merged, what can give a symptom, or two scenarios beside each other.
 */
export type View =
  | { readonly name: 'explore' }
  | { readonly name: 'rule'; readonly rule: string }
  | { readonly name: 'policies' }
  | { readonly name: 'claims'; readonly claim: string | null }
  | { readonly name: 'thread'; readonly step: number | 'why' }
  | { readonly name: 'diagnose' }
  | { readonly name: 'compare' }

/** Whether a view shows the reader's scenario, to be edited there; the others tell of scenarios of their own. */
export const showsScenario = ({ name }: View): boolean =>
  name === 'explore' || name === 'policies' || name === 'compare'

/** How many links the tour of the thread has. */
export const threadSteps = 8

/** Ids of rules and of other elements that can be picked. They never end in punctuation. */
export const isId = (text: string) => /^[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/.test(text)

/** The element last picked. */
export const pickField: Field<string> = {
  key: 'pick',
  name: 'The picked element',
  decode: (text) => {
    const id = text.toLowerCase()
    if (isId(id)) return { value: id }
    return { misread: { says: 'it is an id of at most 40 letters, digits and inner hyphens' } }
  },
  encode: (id) => id,
}

/** The checks of an act that the common path passes over, folded away at rest. */
export const stepFolds = ['memslot-steps', 'fault-steps'] as const

/** The policies that were only sketched in review, folded away at rest. */
export const sketchFold = 'sketches' as const

/** What can be folded: a group of settings, the common checks of an act, or the sketches among the policies. */
export type FoldId = GroupId | (typeof stepFolds)[number] | typeof sketchFold

const foldIds: readonly FoldId[] = [...groupIds, ...stepFolds, sketchFold]

/** Whether `id` names a fold of this version. */
export const isFoldId = (id: string): id is FoldId => foldIds.some((known) => known === id)

/** The folds that are open at first sight. */
export const initialOpen: readonly FoldId[] = ['cpu', 'kernel', 'vma', 'slot', 'access']

/** The same folds in the order of the page, each once. */
export const inOrder = (open: readonly FoldId[]): readonly FoldId[] =>
  foldIds.filter((id) => open.includes(id))

/** The open folds, joined by `+`; `none` where all are folded. */
export const openField: Field<readonly FoldId[]> = {
  key: 'open',
  name: 'The list of open groups',
  decode: (text) => decodeJoined(text, foldIds),
  encode: (open) => encodeJoined(inOrder(open)),
}
