import { hex } from '../words.ts'
import type { Regime } from '../../arch/walk/regime.ts'
import type { WalkAnswer } from './answer.ts'
import { isFirst, type WalkRead } from './reads.ts'

const ends: Readonly<Record<WalkRead['kind'], string>> = {
  table: 'It leads to the next table',
  block: 'It is a block: the walk of this stage ends here, above level 3',
  page: 'It is a page: the walk of this stage ends here',
  invalid: 'It is invalid: the walk ends in a Translation fault',
}

/** Why the descriptor is read. */
function why({ stage, level, purpose, input, ipa, pa, again }: WalkRead): string {
  if (again) return `Hardware reads the leaf of stage ${stage} again, to set its flags`
  if (stage === 1)
    return `Stage 1 reads its level ${level} descriptor, at IPA ${hex(ipa ?? 0)}, which is PA ${hex(pa)}`
  if (purpose === 'access') return `The access is to IPA ${hex(input)}, which stage 2 translates`
  if (purpose === 'update')
    return `Hardware writes to the leaf of stage 1 at IPA ${hex(input)}, which stage 2 translates once more`
  return `Stage 1 wants a descriptor at IPA ${hex(input)}. That address is the guest’s, so stage 2 translates it first`
}

/** What a read is for, and where it leads. */
export const readSays = (read: WalkRead) => `${why(read)}. ${ends[read.kind]}.`

const times = (count: number, one: string, more = `${one}s`) => `${count} ${count === 1 ? one : more}`

/** Reads of a walk by what they are for. */
function countsOf({ reads, rows }: WalkAnswer) {
  const first = reads.filter(isFirst)
  const stage1 = first.filter(({ stage }) => stage === 1).length
  const each = rows
    .map((row) => row.reads.filter((read) => read.stage === 2 && isFirst(read)).length)
    .filter((count) => count > 0)
  return { stage1, each, stage2: first.length - stage1, again: reads.length - first.length }
}

type Counts = ReturnType<typeof countsOf>

/** The addresses that stage 2 translates, and the sum of all reads. */
function ofStage2({ stage1, each, stage2, again }: Counts): string {
  const [levels = 0] = each
  const addresses = times(each.length, 'address', 'addresses')
  const even = each.every((count) => count === levels)
  const first = even ? `${each.length} × ${levels}` : String(stage2)
  const sum = [first, ...(stage1 > 0 ? [stage1] : []), ...(again > 0 ? [again] : [])].join(' + ')
  const parts = [
    even ? `${addresses} to translate` : `${times(stage2, 'read')} of stage 2 for ${addresses}`,
    ...(even ? [`${times(levels, 'stage 2 level')}${each.length === 1 ? '' : ' each'}`] : []),
    ...(stage1 > 0 ? [times(stage1, 'stage 1 descriptor')] : []),
    ...(again > 0 ? [`${times(again, 'read')} of hardware updates`] : []),
  ]
  return `${parts.slice(0, -1).join(', ')}${parts.length > 1 ? ' and ' : ''}${parts.at(-1)}: ${sum}.`
}

function sumOf(counts: Counts, { stage1On, stage2On }: Regime): string {
  const { stage1, stage2, again } = counts
  const updates = again > 0 ? `, and ${times(again, 'read')} of hardware updates` : ''
  if (!stage1On && !stage2On) return 'Both stages are off: nothing is read.'
  if (stage1 + stage2 === 0) return 'Nothing was read.'
  if (!stage2On) return `Stage 2 is off: ${times(stage1, 'level')} of stage 1${updates}.`
  if (!stage1On) return `Stage 1 is off: one address is translated, in ${times(stage2, 'level')}${updates}.`
  return ofStage2(counts)
}

/** Why the walk has as many reads as it has. */
export function whyMany(answer: WalkAnswer): string {
  const { rows, setup, fault, reads } = answer
  const sum = sumOf(countsOf(answer), setup.regime)
  const stopped =
    fault && rows.some(({ unmade }) => unmade.length > 0)
      ? ' A fault stopped the walk before all were made.'
      : ''
  const cached = reads.length > 0 ? ' A TLB or a walk cache would skip some; they are not modelled.' : ''
  return `${sum}${stopped}${cached}`
}
