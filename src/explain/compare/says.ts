import { firstLetterUp, withinSentence } from '../sentence.ts'
import type { Parts } from '../resolve.ts'
import { byHand, endOf, endOfAccess, endOfKvm, endOfStory, type End, type Slot } from './ends.ts'
import type { Row } from './row.ts'
import type { Side } from './sides.ts'
import type { Why } from './why.ts'

interface Sides {
  readonly a: Side
  readonly b: Side
}

/** A clause behind what tells the side. */
function clauseOf({ says, as }: End, { lead, leadOfKernel }: Side, { kvm }: Parts, slot: Slot): string {
  return as && kvm ? leadOfKernel + as(withinSentence(kvm.policy.title), slot) : lead + says(slot)
}

const named: Slot = 'this memslot'

/** Why either side is as it is; a reason that both have stands once. */
function reasons(a: string | null, b: string | null, sides: Sides, mark = ':'): string {
  if (a !== null && a === b) return `${mark} ${a}`
  const told = [
    ...(a === null ? [] : [`${sides.a.name} because ${a}`]),
    ...(b === null ? [] : [`${sides.b.name} because ${b}`]),
  ]
  return told.length > 0 ? `${mark} ${told.join('; ')}` : ''
}

/** `A does this, where B does that: ...`. */
function apart(a: Parts, b: Parts, endA: End, endB: End, sides: Sides): string {
  const one = clauseOf(endA, sides.a, a, named)
  const other = clauseOf(endB, sides.b, b, one.includes(named) ? 'it' : named)
  return `${firstLetterUp(one)}, where ${other}${reasons(endA.why, endB.why, sides)}.`
}

/** How both end, where they end alike: what KVM does, and what the access comes to where that is not the same. */
function common(story: Parts): End {
  const byKvm = endOfKvm(story)
  const access = endOfAccess(story)
  return byKvm ?? access ?? byHand
}

/** Why a detail is as it is, where a rule of the architecture says it in one clause. */
function whyDetail(why: readonly Why[]): string | null {
  const [only] = why
  return only?.kind === 'rule' && why.length === 1 ? only.because : null
}

/** Stories that end alike and differ in a detail: the first one, and how many more there are. */
function inDetail(story: Parts, rows: readonly Row[], sides: Sides): string {
  const [first, ...rest] = rows
  if (!first) throw new RangeError('stories that differ in nothing have no detail')
  const more =
    rest.length === 0 ? '' : `, and ${rest.length} more ${rest.length === 1 ? 'row differs' : 'rows differ'}`
  const [a, b] = [first.a ?? 'not there', first.b ?? 'not there']
  const differ = `${sides.a.lead}the ${first.noun} is ${a}, where ${sides.b.lead}it is ${b}${more}`
  const why = reasons(whyDetail(first.why.a), whyDetail(first.why.b), sides)
  return `Both end alike, ${common(story).says(named)}; ${differ}${why}.`
}

function alike(a: Parts, b: Parts, sides: Sides): string {
  const [one, other] = [common(a), common(b)]
  if (one.why === null || one.why === other.why)
    return `Both answer alike: ${one.says(named)}${one.why === null ? '' : `, because ${one.why}`}.`
  return `Both answer alike: ${one.says(named)}${reasons(one.why, other.why, sides, ';')}.`
}

const isSame = (a: End | null, b: End | null) => a?.says(named) === b?.says(named)

const noAccess = endOf('no access of the guest’s own follows', null)

/** What changes from A to B and why, in one sentence. `rows` are those that differ, in the order of the story. */
export function comparisonSays(a: Parts, b: Parts, rows: readonly Row[], sides: Sides): string {
  if (rows.length === 0) return alike(a, b, sides)
  if ((a.kvm === null) !== (b.kvm === null)) return apart(a, b, endOfStory(a), endOfStory(b), sides)
  const [kvmA, kvmB] = [endOfKvm(a), endOfKvm(b)]
  if (kvmA && kvmB && !isSame(kvmA, kvmB)) return apart(a, b, kvmA, kvmB, sides)
  const [accessA, accessB] = [endOfAccess(a) ?? noAccess, endOfAccess(b) ?? noAccess]
  if (!isSame(accessA, accessB)) return apart(a, b, accessA, accessB, sides)
  return inDetail(a, rows, sides)
}
