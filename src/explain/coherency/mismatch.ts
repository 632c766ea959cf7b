import type { MemoryAttributes } from '../../arch/attributes.ts'
import type { CitationId } from '../../cite/citations.ts'
import { numberWord } from '../number-words.ts'
import { listed } from '../listed.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import { cacheabilityName, shareabilityName, typeCodesOf } from '../words.ts'
import type { Alias, AliasId, Aliases } from './aliases.ts'

/** The three attributes of which aliases have to agree; allocation hints are none of them. */
export type MismatchId = 'type' | 'shareability' | 'cacheability'

/** One attribute over all aliases. */
export interface Mismatch {
  readonly id: MismatchId
  /** As a heading: `Memory type`. */
  readonly name: string
  /** What each alias that there is has, in words. */
  readonly values: readonly { readonly alias: AliasId; readonly name: string; readonly value: string }[]
  readonly differs: boolean
  /** Who has what, or that all agree: one whole sentence. */
  readonly says: Sentence
  /** What the architecture then permits: one whole sentence; null where nothing differs. */
  readonly permits: Sentence | null
  readonly cite: readonly CitationId[]
}

/** How many of the three differ, after a heading. */
export function countSays(mismatches: readonly Mismatch[]): string {
  const count = mismatches.filter(({ differs }) => differs).length
  if (count === 0) return 'none: the aliases agree in all three attributes'
  if (count === mismatches.length) return `all ${numberWord(count)} attributes differ`
  return `${numberWord(count)} of ${numberWord(mismatches.length)} attributes ${count === 1 ? 'differs' : 'differ'}`
}

type There = Alias & { readonly attributes: MemoryAttributes }

const kindOf = ({ device }: MemoryAttributes) => (device ? `Device-${device}` : 'Normal')

/** Device memory is cached nowhere, and so counts as what is Non-cacheable. */
function cacheabilityOf(attrs: MemoryAttributes): string {
  if (attrs.device) return cacheabilityName.NC
  const { inner, outer } = typeCodesOf(attrs) as { inner: 'WB' | 'WT' | 'NC'; outer: 'WB' | 'WT' | 'NC' }
  return inner === outer
    ? cacheabilityName[inner]
    : `inner ${cacheabilityName[inner]}, outer ${cacheabilityName[outer]}`
}

const shareabilityOf = ({ shareability }: MemoryAttributes) => shareabilityName[shareability]

/** What the aliases of a line differ in. Nothing differs from an alias that does not exist. */
export function mismatchesOf({ vmm, guest, linear }: Aliases): readonly Mismatch[] {
  const there = [vmm, guest, linear].filter((one): one is There => one.attributes !== null)
  const of = (id: MismatchId, name: string, valueOf: (attrs: MemoryAttributes) => string): Mismatch => {
    const values = there.map((one) => ({
      alias: one.id,
      name: nouns[one.id],
      value: valueOf(one.attributes),
    }))
    const differs = new Set(values.map(({ value }) => value)).size > 1
    return {
      id,
      name,
      values,
      differs,
      says: asSentence(say(differs ? whoHasWhat(values) : `all aliases are ${values[0]?.value}`)),
      permits: differs ? asSentence(say(permits[id](there))) : null,
      cite: cites[id],
    }
  }
  return [
    of('type', 'Memory type', kindOf),
    of('shareability', 'Shareability', shareabilityOf),
    of('cacheability', 'Cacheability', cacheabilityOf),
  ]
}

const nouns: Readonly<Record<AliasId, string>> = {
  vmm: 'the VMM’s alias',
  guest: 'the guest’s',
  linear: 'the linear map’s',
}

const whoHasWhat = (values: Mismatch['values']) =>
  listed(values.map(({ name, value }) => `${name} is ${value}`))

const cites: Readonly<Record<MismatchId, readonly CitationId[]>> = {
  type: ['mismatched-attributes'],
  shareability: ['mismatched-attributes', 'sh-effective'],
  cacheability: ['mismatched-attributes', 'cache-behavior'],
}

/** Aliases of which none can be cached lose less: nothing can be stale. */
const noneCacheable = (there: readonly There[]) => there.every(({ cacheable }) => !cacheable)

const cacheableShareabilities = (there: readonly There[]) =>
  new Set(there.filter(({ cacheable }) => cacheable).map(({ attributes }) => attributes.shareability))

const lessThanDevice =
  'accesses through a Device alias may lose what Device promises beyond Normal: no speculative reads, no gathering and no reordering'

/** Those that are cacheable and of one shareability. */
const oneDomain = (there: readonly There[]) =>
  there.filter(({ cacheable }) => cacheable).length === 1
    ? 'only one alias is cacheable, so that cache maintenance within its domain'
    : 'the cacheable aliases agree, so that cache maintenance within their domain'

const permits: Readonly<Record<MismatchId, (there: readonly There[]) => string>> = {
  type: (there) =>
    noneCacheable(there)
      ? `${lessThanDevice}; accesses through different aliases may be reordered unless a DMB stands between them; as no alias is cacheable, the architecture permits nothing else`
      : lessThanDevice,
  shareability: (there) =>
    cacheableShareabilities(there).size > 1
      ? 'cacheable accesses are then ordered and coherent only if each PE cleans and invalidates before and after each of its reads and writes, with DMB of the full scope, which the model does not show'
      : `an alias that is not cacheable counts as Outer Shareable whatever its SH says; ${oneDomain(there)} can repair what is lost`,
  cacheability: () =>
    'a read may miss the latest write, even the reader’s own; those who share the line may read different data; the state of the exclusives monitor may become UNKNOWN; and when the cache writes a line back later, that may overwrite newer bytes that were written through an alias that is not Write-Back',
}

/** What the architecture permits where the cacheability of aliases differs: one whole sentence. */
export const cacheabilityPermits: Sentence = asSentence(say(permits.cacheability([])))
