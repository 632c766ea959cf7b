import { parseAst } from 'vite'

/** A node of the syntax tree (ESTree with TypeScript's own nodes), with its place in the text. */
export interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

/** A node with the nodes around it, the nearest first. */
export interface Placed {
  readonly node: Node
  readonly around: readonly Node[]
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

/** Nodes that hold a value although their name begins as a type's does. */
const wrappers: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
])

const isOfTypes = ({ type }: Node): boolean => type.startsWith('TS') && !wrappers.has(type)

/** What says where code comes from or goes to, and not what it does. */
const isOfModules = ({ type }: Node): boolean =>
  type === 'ImportDeclaration' || type === 'ExportAllDeclaration' || type === 'ImportExpression'

const childrenOf = (node: Node): readonly Node[] =>
  Object.entries(node).flatMap(([field, value]) => {
    if (field === 'type' || field === 'typeAnnotation' || field === 'returnType') return []
    return (Array.isArray(value) ? value : [value]).filter(isNode)
  })

/** The text of a TypeScript module as nodes that run, each before those within it; types and imports are left out. */
export function placedNodes(code: string): readonly Placed[] {
  const placed: Placed[] = []
  const visit = (node: Node, around: readonly Node[]) => {
    if (isOfTypes(node) || isOfModules(node)) return
    placed.push({ node, around })
    for (const child of childrenOf(node)) visit(child, [node, ...around])
  }
  visit(parseAst(code, { lang: 'ts' }) as unknown as Node, [])
  return placed
}
