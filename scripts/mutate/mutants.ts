import type { Change, Kind, Operator } from './operators.ts'
import { placedNodes, type Node, type Placed } from './tree.ts'

/** One small mistake in one file. `place` is the function that it is in, by its number in the file, or -1 outside of all. */
export interface Mutant extends Change {
  readonly file: string
  readonly line: number
  readonly kind: Kind
  readonly from: string
  readonly place: number
}

const functions: ReadonlySet<string> = new Set([
  'ArrowFunctionExpression',
  'FunctionExpression',
  'FunctionDeclaration',
])

/** The functions of a text, in its order. */
const functionsOf = (placed: readonly Placed[]): readonly Node[] =>
  placed.filter(({ node }) => functions.has(node.type)).map(({ node }) => node)

/** The body of a function; a change outside of it (a default value of a parameter) counts as one outside of the function. */
function placeOf({ node, around }: Placed, bodies: ReadonlyMap<Node, number>): number {
  const inner = [node, ...around].find((one) => bodies.has(one))
  return inner ? (bodies.get(inner) ?? -1) : -1
}

function bodiesOf(placed: readonly Placed[]): ReadonlyMap<Node, number> {
  return new Map(functionsOf(placed).map((one, at) => [one['body'] as Node, at]))
}

const lineOf = (code: string, at: number): number => code.slice(0, at).split('\n').length

/** Messages of what cannot happen: an impossible argument is refused, in whatever words. */
const isThrown = ({ around }: Placed): boolean => around.some(({ type }) => type === 'ThrowStatement')

/** Takes a file and its text; gives every mutant of it that the operators make. */
export function mutantsOf(file: string, code: string, operators: readonly Operator[]): readonly Mutant[] {
  const placed = placedNodes(code)
  const bodies = bodiesOf(placed)
  return placed
    .filter((one) => !isThrown(one))
    .flatMap((one) =>
      operators.flatMap(({ kind, changes }) =>
        changes(one, code).map((change) => ({
          ...change,
          file,
          line: lineOf(code, change.start),
          kind,
          from: code.slice(change.start, change.end),
          place: placeOf(one, bodies),
        })),
      ),
    )
}

/** The text with a mutant's change made. */
export const changed = (code: string, { start, end, to }: Change): string =>
  code.slice(0, start) + to + code.slice(end)

/**
 * The text in which each function says that it runs, by `__met(place)`, with `base` added to its number; and how many there are.
 */
export function watched(code: string, base: number): { readonly code: string; readonly places: number } {
  const all = functionsOf(placedNodes(code))
  const inserts = all
    .map((one, at): Change[] => {
      const body = one['body'] as Node
      const met = `__met(${base + at})`
      if (body.type === 'BlockStatement')
        return [{ start: body.start + 1, end: body.start + 1, to: `${met};` }]
      // An object or a sequence as a body stands in brackets of its own, which the node does not count.
      return [
        { start: body.start, end: body.start, to: `(${met},` },
        { start: body.end, end: body.end, to: ')' },
      ]
    })
    .flat()
  const text = inserts.toSorted((a, b) => b.start - a.start).reduce((so, change) => changed(so, change), code)
  return { code: text, places: all.length }
}
