import { isLeaf } from './walk/reads.ts'
import type { Property } from '../arch/rule.ts'
import type { AccessAnswer } from './access.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { controlsOf, findRow, readersOf } from './kvm/rows.ts'
import type { Outcome } from './resolve.ts'
import { properties } from './answer.ts'
import type { WalkAnswer } from './walk/answer.ts'

const isProperty = (id: string): id is Property => properties.some((p) => p === id)

/** The properties that a field of PAR_EL1 encodes. */
const encodes: Record<string, readonly Property[]> = {
  'par-attr': ['type', 'hints', 'tags', 'xs-attr'],
  'par-sh': ['shareability'],
}

/** Everything that lights up with a picked element: where its value comes from and where it goes. */
export function linked(
  id: string,
  { kvm, walk, access }: Pick<Outcome, 'kvm' | 'walk' | 'access'>,
): ReadonlySet<string> {
  return new Set([
    id,
    ...(kvm ? ofChecks(id, kvm) : []),
    ...(walk ? ofReads(id, walk) : []),
    ...(access ? ofAccess(id, access) : []),
  ])
}

/** The settings that a read comes from: of its stage's geometry, and of the leaf. */
function ofReads(id: string, { reads }: WalkAnswer): readonly string[] {
  const read = reads.find((one) => one.id === id)
  if (!read) return []
  const leaf = isLeaf(read)
  if (read.stage === 1)
    return [
      'va',
      'tg',
      'txsz',
      'tcr',
      'ee',
      ...(leaf ? ['leaf', 'contig', 'af', 'dbm', 'ap', 'pxn', 'uxn'] : tableBits),
    ]
  const own = leaf && read.purpose === 'access'
  return [
    's2tg',
    't0sz',
    'sl0',
    'vtcr',
    ...(own ? ['s2leaf', 's2contig', 's2ap', 's2xn', 's2af', 's2dbm', 'memattr'] : []),
  ]
}

const tableBits = ['aptable', 'pxntable', 'uxntable']

/** The controls that a check reads, or the checks that read a control. */
function ofChecks(id: string, kvm: KvmAnswer): readonly string[] {
  const picked = findRow(kvm, id)
  return picked ? controlsOf(picked) : readersOf(kvm, id).map(({ check }) => check.id)
}

function ofAccess(id: string, { answers }: AccessAnswer): readonly string[] {
  if (isProperty(id)) return [...answers[id].sources, ...fieldsOf([id])]
  const encoded = Object.hasOwn(encodes, id) ? encodes[id] : undefined
  if (encoded) return [...encoded, ...encoded.flatMap((p) => answers[p].sources)]
  const goesTo = properties.filter((p) => answers[p].sources.some((key) => key === id))
  return [...goesTo, ...fieldsOf(goesTo)]
}

function fieldsOf(of: readonly Property[]): readonly string[] {
  return Object.keys(encodes).filter((field) => encodes[field]?.some((p) => of.includes(p)))
}
