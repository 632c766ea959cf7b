import type { Node, Placed } from './tree.ts'

/** A piece of a text, and what takes its place. */
export interface Change {
  readonly start: number
  readonly end: number
  readonly to: string
}

/** One kind of mistake: what it is called, and each way to make it at a node of a text. */
export interface Operator {
  readonly kind: Kind
  readonly changes: (placed: Placed, code: string) => readonly Change[]
}

export type Kind =
  | 'operator'
  | 'operand'
  | 'condition'
  | 'constant'
  | 'sentence'
  | 'word'
  | 'control'
  | 'row dropped'
  | 'rows swapped'
  | 'call'
  | 'statement'

const whole = ({ start, end }: Node, to: string): Change => ({ start, end, to })
const textOf = ({ start, end }: Node, code: string): string => code.slice(start, end)
const child = (node: Node, field: string): Node => node[field] as Node
const children = (node: Node, field: string): readonly Node[] =>
  (node[field] as readonly (Node | null)[]).filter((one): one is Node => one !== null)

/** Other operators in an operator's place: the mistakes that one makes. */
const instead: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
  '&': ['|'],
  '|': ['&'],
  '^': ['&'],
  '<<': ['>>'],
  '>>': ['<<'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
}

const isText = ({ type, value }: Node): boolean =>
  type === 'TemplateLiteral' || (type === 'Literal' && typeof value === 'string')

/** Whether a sum joins texts, where minus is no mistake that anybody makes. */
const joinsTexts = (node: Node): boolean =>
  isText(child(node, 'left')) ||
  isText(child(node, 'right')) ||
  [child(node, 'left'), child(node, 'right')].some(
    (one) => one.type === 'BinaryExpression' && one['operator'] === '+' && joinsTexts(one),
  )

/** A change of the operator that stands between two operands. */
function between(node: Node, code: string, to: string): Change {
  const from = child(node, 'left').end
  const at = code.indexOf(String(node['operator']), from)
  return { start: at, end: at + String(node['operator']).length, to }
}

const operators: Operator = {
  kind: 'operator',
  changes: ({ node }, code) => {
    if (node.type !== 'BinaryExpression' && node.type !== 'LogicalExpression') return []
    if (node['operator'] === '+' && joinsTexts(node)) return []
    return (instead[String(node['operator'])] ?? []).map((to) => between(node, code, to))
  },
}

const operands: Operator = {
  kind: 'operand',
  changes: ({ node }, code) => {
    if (node.type === 'LogicalExpression')
      return [child(node, 'left'), child(node, 'right')].map((one) => whole(node, `(${textOf(one, code)})`))
    const isSign = node.type === 'UnaryExpression' && ['!', '-', '~'].includes(String(node['operator']))
    return isSign ? [whole(node, `(${textOf(child(node, 'argument'), code)})`)] : []
  },
}

/** A constant that the compiler does not see through, so that nothing else counts as unreachable. */
const opaque = (value: boolean): string => `(Boolean(${value ? 1 : 0}))`

const conditions: Operator = {
  kind: 'condition',
  changes: ({ node }) =>
    ['IfStatement', 'ConditionalExpression', 'WhileStatement'].includes(node.type)
      ? [false, true]
          .filter((value) => !value || node.type !== 'WhileStatement')
          .map((value) => whole(child(node, 'test'), opaque(value)))
      : [],
}

/** Places of a literal that name something for the reader of the code alone, or where only one text can stand. */
const isKey = ({ node, around: [parent] }: Placed): boolean =>
  parent !== undefined &&
  ((parent.type === 'Property' && parent['key'] === node) ||
    (parent.type === 'MemberExpression' &&
      parent['property'] === node &&
      typeof node['value'] === 'string') ||
    parent.type === 'ExpressionStatement')

const constants: Operator = {
  kind: 'constant',
  changes: (placed, code) => {
    const { node } = placed
    if (node.type !== 'Literal' || isKey(placed)) return []
    if (typeof node['value'] === 'boolean') return [whole(node, String(!node['value']))]
    if (typeof node['value'] === 'number') return [whole(node, `(${textOf(node, code)} + 1)`)]
    if (typeof node['bigint'] === 'string') return [whole(node, `(${textOf(node, code)} + 1n)`)]
    return []
  },
}

/** A text of several words, or one that begins with a blank, is said to the reader; another one is a name. */
const isSaid = (text: string): boolean => /\s/.test(text)

const sentences: Operator = {
  kind: 'sentence',
  changes: (placed) => {
    const { node } = placed
    if (node.type === 'Literal' && typeof node['value'] === 'string')
      return isSaid(node['value']) && !isKey(placed) ? [whole(node, "''")] : []
    if (node.type !== 'TemplateLiteral') return []
    return children(node, 'quasis').flatMap((quasi) => {
      const { raw } = quasi['value'] as { readonly raw: string }
      // A piece's place counts the quote or the brace at its sides.
      const start = quasi.start + 1
      return isSaid(raw.trim()) ? [{ start, end: start + raw.length, to: '' }] : []
    })
  },
}

const words: Operator = {
  kind: 'word',
  changes: (placed) => {
    const { node } = placed
    if (node.type !== 'Literal' || typeof node['value'] !== 'string' || isKey(placed)) return []
    if (isSaid(node['value'])) return []
    return [whole(node, node['value'] === '' ? "'mutated'" : "''")]
  },
}

/** Gives the operator that lets a link light another control, by the keys of the settings in their order. */
export function controlsOf(keys: readonly string[]): Operator {
  return {
    kind: 'control',
    changes: (placed) => {
      const { node } = placed
      if (node.type !== 'Literal' || typeof node['value'] !== 'string' || isKey(placed)) return []
      const at = keys.indexOf(node['value'])
      return at < 0 ? [] : [whole(node, `'${keys[(at + 1) % keys.length]}'`)]
    },
  }
}

/** From a row's beginning to the next one's, so that no comma is left. */
function without(rows: readonly Node[], at: number): Change {
  const row = rows[at] as Node
  const next = rows[at + 1]
  const before = rows[at - 1]
  if (next) return { start: row.start, end: next.start, to: '' }
  return { start: before ? before.end : row.start, end: row.end, to: '' }
}

const isRow = ({ type }: Node): boolean =>
  ['ObjectExpression', 'CallExpression', 'ArrayExpression', 'Identifier', 'MemberExpression'].includes(type)

const rowsDropped: Operator = {
  kind: 'row dropped',
  changes: ({ node, around: [parent] }) => {
    if (node.type !== 'ArrayExpression' || parent?.type === 'AssignmentPattern') return []
    const rows = children(node, 'elements')
    return rows.map((_, at) => without(rows, at))
  },
}

const rowsSwapped: Operator = {
  kind: 'rows swapped',
  changes: ({ node }, code) => {
    if (node.type !== 'ArrayExpression') return []
    const rows = children(node, 'elements')
    return rows.slice(1).flatMap((row, before) => {
      const last = rows[before] as Node
      if (!isRow(row) || !isRow(last)) return []
      const to = textOf(row, code) + code.slice(last.end, row.start) + textOf(last, code)
      return [{ start: last.start, end: row.end, to }]
    })
  },
}

/** Calls that may be left out, as what they are called on is of the same kind. */
const leftOut: ReadonlySet<string> = new Set(['filter', 'toSorted', 'sort', 'toReversed', 'slice', 'trim'])

/** Calls that are taken for each other. */
const takenFor: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  find: 'findLast',
  floor: 'ceil',
  ceil: 'floor',
}

const calls: Operator = {
  kind: 'call',
  changes: ({ node }, code) => {
    const callee = node['callee'] as Node | undefined
    if (node.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return []
    const method = child(callee, 'property')
    const name = textOf(method, code)
    const other = Object.hasOwn(takenFor, name) ? takenFor[name] : undefined
    if (other !== undefined) return [whole(method, other)]
    return leftOut.has(name) ? [whole(node, textOf(child(callee, 'object'), code))] : []
  },
}

const statements: Operator = {
  kind: 'statement',
  changes: ({ node, around: [parent] }) => {
    const isBody = parent?.type === 'BlockStatement'
    const isDone = ['ExpressionStatement', 'ContinueStatement', 'BreakStatement'].includes(node.type)
    return isBody && isDone ? [whole(node, '')] : []
  },
}

/** Every operator but that of the controls, which needs to know them. */
export const plainOperators: readonly Operator[] = [
  operators,
  operands,
  conditions,
  constants,
  sentences,
  words,
  rowsDropped,
  rowsSwapped,
  calls,
  statements,
]
