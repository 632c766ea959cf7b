import type { Plan, Repair } from '../coherency/plans.ts'
import { quote, type Decoded, type Field, type Misread } from './decoded.ts'
import { nothing } from './joined.ts'
import { nearest } from './spelling.ts'

/** The situations of act 5, in their order, and `own`: the reader's own script. */
export const situationIds = [
  'leak',
  'lost-write',
  'guest-to-vmm',
  'vmm-to-guest',
  'dirty-civac',
  'own',
] as const

export type SituationId = (typeof situationIds)[number]

/** The situation that act 5 shows. */
export const situationField: Field<SituationId> = {
  key: 'sit',
  name: 'The situation of act 5',
  decode: (text) => {
    const value = situationIds.find((id) => id === text.toLowerCase())
    if (value) return { value }
    return {
      misread: { says: `it is one of ${situationIds.join(', ')}`, meant: nearest(text, situationIds) },
    }
  },
  encode: (id) => id,
}

/** Maintenance that is put into the script, in the order of its steps: at least one, and no more than a plan has. */
export type Fix = Plan

/** The longest script has so many steps, and so many reads at most. */
const mostSteps = 12

/** The model searches for no larger plan. */
const mostRepairs = 2

/** The instructions, as an address writes them. */
const spelled = { clean: 'cvac', cleaninv: 'civac' } as const

const sides = ['before', 'after'] as const
const instructions = ['clean', 'cleaninv'] as const

/** Before a step comes before after it, and a clean before a clean and invalidate. */
const rank = ({ op, where, do: what }: Repair) =>
  (op * 2 + sides.indexOf(where)) * 2 + instructions.indexOf(what)

const written = ({ op, where, do: what }: Repair) => `${spelled[what]}-${where}-${op + 1}`

const ordered = (fix: Fix): Fix => fix.toSorted((a, b) => rank(a) - rank(b))

/** Every repair there can be, by how it is written. */
const repairs: ReadonlyMap<string, Repair> = new Map(
  Array.from({ length: mostSteps }, (_, op) => op)
    .flatMap((op) => sides.flatMap((where) => instructions.map((what): Repair => ({ op, where, do: what }))))
    .map((repair) => [written(repair), repair]),
)

/** A complaint about the first of several pieces, joined by one character each, that `isRight` is not true of. */
function wrongPiece(pieces: readonly string[], isRight: (piece: string) => boolean, rule: string) {
  const at = pieces.findIndex((piece) => !isRight(piece))
  const piece = pieces[at]
  if (piece === undefined) return null
  const from = pieces.slice(0, at).reduce((sum, { length }) => sum + length + 1, 0)
  const isEmpty = piece.trim() === ''
  const misread: Misread = {
    says: `${isEmpty ? 'a piece that is empty' : quote(piece.trim())} is ${rule}`,
    ...(!isEmpty && { bad: [from, from + piece.length] }),
  }
  return { misread }
}

const noRepair = `no repair: it is civac or cvac, before or after, and a step from 1 to ${mostSteps}, as in civac-before-3`

function decodeFix(text: string): Decoded<Fix> {
  const given = text.toLowerCase().split(/[+ ,]/)
  const wrong = wrongPiece(given, (piece) => repairs.has(piece), noRepair)
  if (wrong) return wrong
  const fix = ordered([...new Set(given)].flatMap((piece) => repairs.get(piece) ?? []))
  if (fix.length > mostRepairs)
    return { misread: { says: `it joins ${mostRepairs} repairs by + at most, and these are ${fix.length}` } }
  return { value: fix }
}

/** Maintenance that is put into the situation, each piece by the step of its script, counted from 1. */
export const fixField: Field<Fix> = {
  key: 'fix',
  name: 'The repair of the situation',
  decode: decodeFix,
  encode: (fix) => ordered(fix).map(written).join('+'),
}

const noValue =
  'no value: each has 1 to 12 letters a to z, and they are joined by . in the order of the reads'

function decodeRun(text: string): Decoded<readonly string[]> {
  const lower = text.toLowerCase()
  if (lower === nothing) return { value: [] }
  const value = lower.split('.')
  const wrong = wrongPiece(value, (piece) => /^[a-z]{1,12}$/.test(piece), noValue)
  if (wrong) return wrong
  if (value.length > mostSteps)
    return {
      misread: { says: `a script has ${mostSteps} reads at most, and these are ${value.length} values` },
    }
  return { value }
}

/** What the reads give in the outcome that is replayed, in their order; `none` where the script has no read. */
export const runField: Field<readonly string[]> = {
  key: 'run',
  name: 'The outcome that is replayed',
  decode: decodeRun,
  encode: (values) => values.join('.') || nothing,
}
