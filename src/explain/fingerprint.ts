import { fingerprintLetters } from '../scenario/besides.ts'
import { firstCheck } from './first-pick.ts'
import type { Outcome } from './resolve.ts'
import { rowsIn } from '../kvm/trace.ts'

/** A part of an answer: what it is called, what it says, and the rule that says it. */
interface Part {
  readonly name: string
  /** The answer as a text that changes when it does. */
  readonly text: string
  /** The rule or check that decides it; null where none does. */
  readonly rule: string | null
}

/** Where an answer is another than the one that a fingerprint was made of, with the rule that decides it now. */
export interface Departure {
  readonly part: string
  readonly rule: string | null
}

/** Each part of an answer gives one letter, so that a reader learns which one has changed. */
const partsOf: readonly ((outcome: Outcome) => Part)[] = [
  ({ kvm }) => ({
    name: 'the memslot',
    text: kvm ? `${kvm.memslot.kind} ${kvm.memslot.errno} ${kvm.traces.memslot.last.check.id}` : 'by hand',
    rule: kvm?.traces.memslot.last.check.id ?? null,
  }),
  ({ kvm }) => ({
    name: 'the fault',
    text:
      kvm && kvm.stopped !== 'memslot'
        ? `${kvm.fault.kind} ${kvm.fault.errno} ${pathOf(kvm)}`
        : 'not reached',
    rule: kvm && kvm.stopped !== 'memslot' ? kvm.traces.fault.last.check.id : null,
  }),
  ({ kvm }) => ({
    name: 'the stage 2 leaf',
    text: kvm?.leaf ? JSON.stringify([kvm.leaf, kvm.fault.maintenance]) : 'none',
    rule: kvm?.leaf ? firstCheck(kvm) : null,
  }),
  ({ walk }) => ({
    name: 'the walk',
    text: walk
      ? `${walk.fault?.why.id} ${walk.fault?.level} ${walk.reads.length} ${walk.translation.pa}`
      : 'not made',
    rule: walk?.fault?.why.id ?? null,
  }),
  ({ access }) => ({
    name: 'the attributes',
    text: access?.decisions.map(({ rule }) => rule.id).join(' ') ?? 'none',
    rule: access?.answers.type.decided[0]?.rule.id ?? null,
  }),
  ({ access, peer }) => ({
    name: peer ? 'the result, or that of the peer' : 'the result',
    text: JSON.stringify([access?.attributes.final, access?.attributes.par, peer?.story.outcome]),
    rule: access?.answers.type.decided[0]?.rule.id ?? null,
  }),
]

/** The checks of the fault path that were taken or set a value, in their order. */
const pathOf = ({ traces }: NonNullable<Outcome['kvm']>) =>
  rowsIn(traces.fault)
    .filter(({ state }) => state === 'taken' || state === 'sets')
    .map(({ check }) => check.id)
    .join(' ')

const offset = 0x811c9dc5
const prime = 0x01000193

/** FNV-1a, 32 bits, of a text's code units. */
function hash(text: string): number {
  let value = offset
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), prime) >>> 0
  return value
}

/** The letter of a text: five bits of its hash, folded so that each bit of it counts. */
function letterOf(text: string): string {
  const value = hash(text)
  const folded = value ^ (value >>> 5) ^ (value >>> 10) ^ (value >>> 15) ^ (value >>> 20) ^ (value >>> 25)
  return fingerprintLetters[folded & 31] ?? ''
}

/**
 * Six letters that stand for an answer: of the memslot, the fault, the leaf, the walk, the rules of the attributes and the
 * result. A part that changed keeps its letter by chance once in 32 times.
 */
export const fingerprint = (outcome: Outcome): string =>
  partsOf.map((part) => letterOf(part(outcome).text)).join('')

/** Where the answer departs from the one that a fingerprint was made of; nowhere if it is the same. */
export const departures = (outcome: Outcome, made: string): readonly Departure[] =>
  partsOf.flatMap((of, at) => {
    const { name, text, rule } = of(outcome)
    return letterOf(text) === made[at] ? [] : [{ part: name, rule }]
  })
