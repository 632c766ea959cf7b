import type { Outcome } from '../../../src/explain/resolve.ts'

/** Words of a sentence that light a control. */
type Linked = { readonly text: string; readonly setting: string }

const isLinked = (value: object): value is Linked =>
  'setting' in value && 'text' in value && typeof value.setting === 'string'

function linkedIn(value: unknown): readonly Linked[] {
  if (typeof value !== 'object' || value === null) return []
  if (isLinked(value)) return [value]
  return Object.values(value).flatMap(linkedIn)
}

/** Which words light which control, wherever an answer has sentences: `cacheable → pgprot`. */
export function linksIn({ verdict, consequences, access, peer, coherency }: Outcome): readonly string[] {
  const sentences = [verdict, consequences, access?.open, peer?.says, coherency]
  return linkedIn(sentences).map(({ text, setting }) => `${text} → ${setting}`)
}
