import { findSetting } from '../../scenario/schema.ts'
import type { Parts } from '../resolve.ts'
import { withinSentence } from '../sentence.ts'
import type { DifferentSetting } from './settings.ts'

/** How a sentence refers to one of two scenarios. */
export interface Side {
  /** Before a clause whose subject is not the kernel; it ends in a blank: `with FEAT_S2FWB 0 `, `in B `. */
  readonly lead: string
  /** Before a clause whose subject is the kernel, whose name may say it all. */
  readonly leadOfKernel: string
  /** Before `because`. */
  readonly name: string
}

/** Settings whose names are no nouns that a value follows. */
const noNoun: ReadonlySet<string> = new Set([
  's2',
  'overlap',
  'pfn',
  'peer',
  'later',
  'swap',
  'hits',
  'anyguest',
])

/** `host page size` within a sentence; names of the manual and of C keep their letters. */
const lowered = (name: string) =>
  /^[A-Z][a-z]+ [a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name

type Letter = 'A' | 'B'

/** By its kernel where only the policies differ, by the one setting that differs, else by its letter. */
function side({ kvm }: Parts, letter: Letter, one: DifferentSetting | null): Side {
  const inLetter = { lead: `in ${letter} `, leadOfKernel: `in ${letter} `, name: letter }
  if (one === null || noNoun.has(one.key)) return inLetter
  if (one.key === 'policy') {
    if (!kvm) return inLetter
    const name = withinSentence(kvm.policy.title)
    return { lead: `under ${name} `, leadOfKernel: '', name }
  }
  const value = letter === 'A' ? one.a : one.b
  const lead = `with ${lowered(withinSentence(one.name))} ${value} `
  return { lead, leadOfKernel: lead, name: letter }
}

/** What can be read in a sentence: a list of words by hand has no end. */
const isShort = ({ key, a, b }: DifferentSetting) =>
  findSetting(key)?.kind !== 'words' && a.length <= 60 && b.length <= 60

/** How sentences refer to both scenarios. Texts of the reader tell none apart. */
export function sidesOf(
  a: Parts,
  b: Parts,
  settings: readonly DifferentSetting[],
): { readonly a: Side; readonly b: Side } {
  const counting = settings.filter(({ key }) => findSetting(key)?.kind !== 'text')
  const [first] = counting
  const one = first && counting.length === 1 && isShort(first) ? first : null
  return { a: side(a, 'A', one), b: side(b, 'B', one) }
}
