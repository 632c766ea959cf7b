import { fingerprintLetters } from '../scenario/besides.ts'
import { firstCheck } from './first-pick.ts'
import type { Outcome } from './resolve.ts'
import { rowsIn } from '../kvm/trace.ts'

/** A part of an answer that the story gets to: what it is called, what it says, and the rule that says it. */
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

type Tell = (outcome: Outcome) => Part | null

const memslot: Tell = ({ kvm }) =>
  kvm && {
    name: 'the memslot',
    text: `${kvm.memslot.kind} ${kvm.memslot.errno} ${kvm.traces.memslot.last.check.id}`,
    rule: kvm.traces.memslot.last.check.id,
  }

const fault: Tell = ({ kvm }) =>
  kvm && kvm.stopped !== 'memslot'
    ? {
        name: 'the fault',
        text: `${kvm.fault.kind} ${kvm.fault.errno} ${pathOf(kvm)}`,
        rule: kvm.traces.fault.last.check.id,
      }
    : null

const leaf: Tell = ({ kvm }) =>
  kvm?.leaf
    ? {
        name: 'the stage 2 leaf',
        text: JSON.stringify([kvm.leaf, kvm.fault.maintenance]),
        rule: firstCheck(kvm),
      }
    : null

const walk: Tell = ({ walk: made }) =>
  made && {
    name: 'the walk',
    text: `${made.fault?.why.id} ${made.fault?.level} ${made.reads.length} ${made.translation.pa}`,
    rule: made.fault?.why.id ?? null,
  }

const attributes: Tell = ({ access }) =>
  access && {
    name: 'the attributes',
    text: access.decisions.map(({ rule }) => rule.id).join(' '),
    rule: access.answers.type.decided[0]?.rule.id ?? null,
  }

const result: Tell = ({ access, peer }) =>
  access || peer
    ? {
        name: peer ? 'the result, or that of the peer' : 'the result',
        text: JSON.stringify([access?.attributes.final, access?.attributes.par, peer?.story.outcome]),
        rule: access?.answers.type.decided[0]?.rule.id ?? null,
      }
    : null

/** Each part gives one letter, so that a reader learns which one has changed. */
const tells: readonly Tell[] = [memslot, fault, leaf, walk, attributes, result]

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

interface Lettered {
  readonly part: Part | null
  readonly letter: string
}

/** The parts with their letters. One that the story does not get to lends its letter to the last that it does. */
function lettered(outcome: Outcome): readonly Lettered[] {
  const parts = tells.map((tell) => tell(outcome))
  return parts.map((part, at) => {
    const last = part ?? parts.slice(0, at).findLast((one) => one !== null)
    return { part, letter: letterOf(part ? part.text : `${at} ${last?.text ?? ''}`) }
  })
}

/**
 * Six letters that stand for an answer: of the memslot, the fault, the leaf, the walk, the rules of the attributes and the
 * result. A part that changed keeps its letter by chance once in 32 times.
 */
export const fingerprint = (outcome: Outcome): string =>
  lettered(outcome)
    .map(({ letter }) => letter)
    .join('')

/** Where the answer departs from the one that a fingerprint was made of; nowhere if it is the same. */
export function departures(outcome: Outcome, made: string): readonly Departure[] {
  const all = lettered(outcome)
  const wrong = all.filter(({ letter }, at) => letter !== made[at])
  const reached = wrong.flatMap(({ part }) => (part ? [part] : []))
  const last = all.findLast(({ part }) => part !== null)?.part
  const told = reached.length > 0 || wrong.length === 0 || !last ? reached : [last]
  return told.map(({ name, rule }) => ({ part: name, rule }))
}
