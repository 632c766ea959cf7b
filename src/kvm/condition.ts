import type { Fact, Facts } from './fact.ts'

/** A condition as a reader finds it in the C source, taken apart. */
export type Condition =
  | { readonly op: 'fact'; readonly name: string }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'all' | 'any'; readonly of: readonly Condition[] }

/** Values that two words of facts must hold under two masks. */
export interface Term {
  readonly inMask: number
  readonly inValue: number
  readonly stateMask: number
  readonly stateValue: number
}

const always: Condition = { op: 'all', of: [] }
const token = /\{[^}]+\}|&&|\|\|?|!|\(|\)/g

/**
 * Reads a condition: `{name}` for an operand, `!`, `&&`, `||` (or `|`, where the source tests two flags at once)
 * and parentheses. The empty text always holds. @throws RangeError naming the text
 */
export function readCondition(text: string): Condition {
  const found = conditions.get(text)
  if (found) return found
  const condition = parse(text)
  conditions.set(text, condition)
  return condition
}

/** Conditions read before: rows are few, and each is asked often. */
const conditions = new Map<string, Condition>()

function parse(text: string): Condition {
  if (text === '') return always
  const tokens = text.match(token) ?? []
  if (tokens.join('') !== text.replace(/\s(?![^{]*\})/g, '')) throw new RangeError(`condition: ${text}`)
  const reader = new Reader(tokens, text)
  return reader.whole()
}

class Reader {
  private at = 0
  private readonly tokens: readonly string[]
  private readonly text: string

  constructor(tokens: readonly string[], text: string) {
    this.tokens = tokens
    this.text = text
  }

  whole(): Condition {
    const condition = this.any()
    if (this.at < this.tokens.length) throw this.refusal()
    return condition
  }

  private any(): Condition {
    return this.list('any', () => this.all(), /^\|\|?$/)
  }

  private all(): Condition {
    return this.list('all', () => this.one(), /^&&$/)
  }

  private list(op: 'all' | 'any', part: () => Condition, between: RegExp): Condition {
    const of = [part()]
    while (between.test(this.tokens[this.at] ?? '')) {
      this.at += 1
      of.push(part())
    }
    return of.length === 1 && of[0] ? of[0] : { op, of }
  }

  private one(): Condition {
    const next = this.tokens[this.at++] ?? ''
    if (next === '!') return { op: 'not', of: this.one() }
    if (next.startsWith('{')) return { op: 'fact', name: next.slice(1, -1) }
    if (next !== '(') throw this.refusal()
    const inner = this.any()
    if (this.tokens[this.at++] !== ')') throw this.refusal()
    return inner
  }

  private refusal = () => new RangeError(`condition: ${this.text}`)
}

const names = new Map<string, readonly string[]>()

/** Names of a text's operands, each once, in its order. @throws RangeError naming a text that cannot be read */
export function operandsIn(text: string): readonly string[] {
  const found = names.get(text) ?? namesIn(readCondition(text))
  names.set(text, found)
  return found
}

/** Names of the operands, each once, in the order of the text. */
export function namesIn(condition: Condition): readonly string[] {
  if (condition.op === 'fact') return [condition.name]
  const parts = condition.op === 'not' ? [condition.of] : condition.of
  return [...new Set(parts.flatMap(namesIn))]
}

/** Whether the condition holds where its operands have these values. */
export function holds(condition: Condition, valueOf: (name: string) => boolean): boolean {
  if (condition.op === 'fact') return valueOf(condition.name)
  if (condition.op === 'not') return !holds(condition.of, valueOf)
  return condition.op === 'all'
    ? condition.of.every((part) => holds(part, valueOf))
    : condition.of.some((part) => holds(part, valueOf))
}

/** The condition as alternatives: it holds where one of the terms does. @throws RangeError for an unknown operand */
export function termsOf(condition: Condition, facts: Facts): readonly Term[] {
  return alternatives(condition, true, facts)
}

function alternatives(condition: Condition, wanted: boolean, facts: Facts): readonly Term[] {
  if (condition.op === 'fact') return [termOf(factNamed(facts, condition.name), wanted)]
  if (condition.op === 'not') return alternatives(condition.of, !wanted, facts)
  const parts = condition.of.map((part) => alternatives(part, wanted, facts))
  return (condition.op === 'all') === wanted ? parts.reduce(allOf, [noTerm]) : parts.flat()
}

/** Gives the fact of that name. @throws RangeError where there is none */
export function factNamed(facts: Facts, name: string): Fact {
  const fact = facts[name]
  if (!fact) throw new RangeError(`operand: no fact is called ${name}`)
  return fact
}

const noTerm: Term = { inMask: 0, inValue: 0, stateMask: 0, stateValue: 0 }

const termOf = ({ word, bit }: Fact, wanted: boolean): Term =>
  word === 'in'
    ? { ...noTerm, inMask: bit, inValue: wanted ? bit : 0 }
    : { ...noTerm, stateMask: bit, stateValue: wanted ? bit : 0 }

const allOf = (left: readonly Term[], right: readonly Term[]): readonly Term[] =>
  left.flatMap((one) => right.flatMap((other) => both(one, other)))

function both(one: Term, other: Term): readonly Term[] {
  const inShared = one.inMask & other.inMask
  const stateShared = one.stateMask & other.stateMask
  const contradict =
    ((one.inValue ^ other.inValue) & inShared) | ((one.stateValue ^ other.stateValue) & stateShared)
  if (contradict) return []
  return [
    {
      inMask: one.inMask | other.inMask,
      inValue: one.inValue | other.inValue,
      stateMask: one.stateMask | other.stateMask,
      stateValue: one.stateValue | other.stateValue,
    },
  ]
}
