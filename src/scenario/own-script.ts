import type { Attribute, Maintenance } from '../coherency/script.ts'
import { quote, type Decoded, type Field, type Misread } from './decoded.ts'

/** Who may do something; KVM does it through the kernel's linear map. */
export type OwnAgent = 'vmm' | 'guest' | 'kvm'

/** What the line can hold: values that mean nothing but themselves. */
export type OwnValue = 'a' | 'b' | 'c' | 'd'

/** An access, through the agent's own alias where `as` is null, else through another one that is mapped as `as`. */
interface OwnAccess {
  readonly by: OwnAgent
  readonly as: Attribute | null
}

export type OwnStep =
  | (OwnAccess & { readonly do: 'read' })
  | (OwnAccess & { readonly do: 'write'; readonly value: OwnValue })
  | { readonly by: OwnAgent; readonly do: Maintenance }

/** A script of the reader's own, with what memory and the cache hold before it. */
export interface OwnScript {
  readonly memory: OwnValue
  readonly cache: { readonly state: 'clean' | 'dirty'; readonly value: OwnValue } | null
  readonly steps: readonly OwnStep[]
}

export const ownAgents: readonly OwnAgent[] = ['vmm', 'guest', 'kvm']
export const ownValues: readonly OwnValue[] = ['a', 'b', 'c', 'd']

/** The most steps of a script. */
export const mostOwnSteps = 12

/** Nothing is done, memory holds a, and nothing is cached. */
const emptyOwn: OwnScript = { memory: 'a', cache: null, steps: [] }

/** A word as it is written, and the others that are read as it. */
type Words<T extends string> = readonly (readonly [value: T, ...spellings: readonly string[]])[]

const agents: Words<OwnAgent> = [['vmm'], ['guest'], ['kvm']]
const values: Words<OwnValue> = [['a'], ['b'], ['c'], ['d']]
const states: Words<'clean' | 'dirty'> = [['clean'], ['dirty']]
const deeds: Words<OwnStep['do']> = [
  ['read', 'r'],
  ['write', 'w'],
  ['clean', 'cvac'],
  ['cleaninv', 'civac'],
]
const aliases: Words<Attribute> = [
  ['WB', 'wb'],
  ['WT', 'wt'],
  ['NC', 'nc'],
  ['Device', 'device', 'dev'],
]

const read = <T extends string>(words: Words<T>, text: string | undefined): T | undefined =>
  words.find((word) => word.some((one) => one === text))?.[0]

/** The shortest way to write a word: the first spelling, if it has one of its own. */
function written<T extends string>(words: Words<T>, value: T): string {
  const [own, spelling = own] = words.find(([one]) => one === value) ?? [value]
  return spelling
}

/** A piece of a script, or what is wrong with it. */
type Piece<T> = { readonly value: T } | { readonly says: string }

function readStep(text: string, place: number): Piece<OwnStep> {
  const [who, what, ...rest] = text.split('-')
  const step = `step ${place}, ${quote(text) || 'which is empty'},`
  const by = read(agents, who)
  if (!by) return { says: `who acts in ${step} must be vmm, guest or kvm` }
  const deed = read(deeds, what)
  if (!deed) return { says: `what is done in ${step} must be r, w, cvac or civac` }
  const value = deed === 'write' ? read(values, rest.shift()) : 'a'
  if (!value) return { says: `what is written in ${step} must be a, b, c or d` }
  if (deed === 'clean' || deed === 'cleaninv')
    return rest.length === 0 ? { value: { by, do: deed } } : { says: `${step} must end behind ${what}` }
  const [alias, ...more] = rest
  const as = alias === undefined ? null : read(aliases, alias)
  if (as === undefined)
    return {
      says: `the alias of ${step} must be wb, wt, nc or device, or be left out where it is the one of who acts`,
    }
  if (more.length > 0) return { says: `${step} must end behind ${alias}` }
  return { value: deed === 'write' ? { by, do: deed, value, as } : { by, do: deed, as } }
}

type Start = Omit<OwnScript, 'steps'>

function readStart(text: string): Piece<Start> {
  const [held, ...behind] = text.split('.')
  const memory = read(values, held)
  const at = `at the start, ${quote(text) || 'which is empty'},`
  if (!memory) return { says: `what memory holds ${at} must be a, b, c or d` }
  if (behind.length === 0) return { value: { memory, cache: null } }
  const [word, letter, ...more] = behind.join('.').split('-')
  const state = read(states, word)
  const value = read(values, letter)
  if (!state || !value || more.length > 0)
    return {
      says: `what the cache holds ${at} must be clean or dirty, with one of a, b, c, d, as in a.dirty-b`,
    }
  return { value: { memory, cache: { state, value } } }
}

const isStep = (text: string | undefined) => text !== undefined && 'value' in readStep(text, 1)

/** Reads what it can, and tells the first piece that it cannot. Without a start memory holds a. */
function decode(given: string): Decoded<OwnScript> {
  const text = given.toLowerCase()
  const pieces = text.split(/[+ ,]/)
  const hasStart = !isStep(pieces[0])
  const start: Piece<Start> = hasStart ? readStart(pieces[0] ?? '') : { value: emptyOwn }
  const steps = pieces.slice(hasStart ? 1 : 0).map((piece, at) => readStep(piece, at + 1))
  const all = hasStart ? [start, ...steps] : steps
  const good = steps.flatMap((one) => ('value' in one ? [one.value] : []))
  const { memory, cache } = 'value' in start ? start.value : emptyOwn
  const value = { memory, cache, steps: good.slice(0, mostOwnSteps) }
  const kept = all.some((one) => 'value' in one) ? { value } : {}
  const at = all.findIndex((one) => 'says' in one)
  const wrong = all[at]
  if (wrong && 'says' in wrong) return { ...kept, misread: misreadAt(pieces, at, wrong.says) }
  if (good.length <= mostOwnSteps) return kept
  return { ...kept, misread: { says: `it has ${good.length} steps, and ${mostOwnSteps} are allowed` } }
}

function misreadAt(pieces: readonly string[], at: number, says: string): Misread {
  const from = pieces.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0)
  const to = from + (pieces[at] ?? '').length
  return from < to ? { says, bad: [from, to] } : { says }
}

function encodeStep(step: OwnStep): string {
  const alias = 'as' in step && step.as !== null ? [written(aliases, step.as)] : []
  const value = step.do === 'write' ? [step.value] : []
  return [step.by, written(deeds, step.do), ...value, ...alias].join('-')
}

const encodeStart = ({ memory, cache }: Start) =>
  cache === null ? memory : `${memory}.${cache.state}-${cache.value}`

/** A script in an address, to be typed by hand as well: `a.dirty-b+vmm-w-c+kvm-civac+guest-r+guest-r-nc`. */
export const ownField: Field<OwnScript> = {
  key: 'own',
  name: 'The script of one’s own',
  decode,
  encode: ({ steps, ...start }) => [encodeStart(start), ...steps.map(encodeStep)].join('+'),
}

/** Whether two scripts are one. */
export const isSameOwn = (a: OwnScript | null, b: OwnScript | null) =>
  a === b || (a !== null && b !== null && ownField.encode(a) === ownField.encode(b))
