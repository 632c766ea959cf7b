import type { Field } from './decoded.ts'
import { groupIds, isGroupId, type GroupId } from './groups.ts'
import { nearest } from './spelling.ts'

/** What the page shows: the story of a scenario, or one rule by itself. */
export type View = { readonly name: 'explore' } | { readonly name: 'rule'; readonly rule: string }

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

/** The folds that are open at first sight. */
export const initialOpen: readonly GroupId[] = ['cpu', 'access', 's1', 's2', 'hcr']

/** The same groups in the order of the panel, each once. */
export const inOrder = (open: readonly GroupId[]): readonly GroupId[] =>
  groupIds.filter((id) => open.includes(id))

/** The open control groups, joined by `+`; `none` where all are folded. */
export const openField: Field<readonly GroupId[]> = {
  key: 'open',
  name: 'The list of open groups',
  decode: (text) => {
    const words = text.toLowerCase().split(/[+ ,]/)
    if (words.join() === 'none') return { value: [] }
    const wrong = words.find((word) => !isGroupId(word))
    const known = words.filter(isGroupId)
    if (wrong === undefined) return { value: inOrder(known) }
    const from = text.toLowerCase().indexOf(wrong)
    const says = `it joins some of ${groupIds.join(', ')} by +, or is none`
    const misread = { says, bad: [from, from + wrong.length] as const, meant: nearest(wrong, groupIds) }
    return known.length > 0 ? { value: inOrder(known), misread } : { misread }
  },
  encode: (open) => inOrder(open).join('+') || 'none',
}
