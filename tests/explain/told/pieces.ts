import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { root } from '../../../scripts/tool.mjs'

/** A text in the source that a reader may be told: a string, or a stretch of a template. */
export interface Piece {
  readonly file: string
  readonly line: number
  readonly text: string
  /** Its words as `isTold` looks for them: what stands between the marks of controls and settings. */
  readonly parts: readonly string[]
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly start: number }

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** Nodes whose strings nobody is told: of types and imports, and those that developers are told. */
const mute: ReadonlySet<string> = new Set(['ImportDeclaration', 'ThrowStatement', 'SwitchCase'])
const isMute = ({ type }: Node) =>
  mute.has(type) || (type.startsWith('TS') && !/^TS(As|Satisfies)Expression$/.test(type))

/** A string that names something: the key of a property, what is compared with, an id. */
function isName(parent: Node, key: string): boolean {
  if (parent.type === 'Property')
    return key === 'key' || ['id', 'key', 'node', 'class'].includes(String((parent['key'] as Node)['name']))
  return parent.type === 'BinaryExpression' && parent['operator'] !== '+'
}

interface Text {
  readonly text: string
  readonly start: number
}

function textsIn(value: unknown, parent: Node, key: string): readonly Text[] {
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, parent, key))
  if (!isNode(value) || isMute(value)) return []
  const { type, start } = value
  if (type === 'Literal' && typeof value['value'] === 'string')
    return isName(parent, key) ? [] : [{ text: value['value'], start }]
  if (type === 'TemplateElement') {
    const { cooked } = value['value'] as { readonly cooked: string | null }
    return [{ text: cooked ?? '', start }]
  }
  return Object.entries(value).flatMap(([name, child]) =>
    name === 'typeAnnotation' ? [] : textsIn(child, value, name),
  )
}

/** Texts as they are compared: without case, in plain quotes, with single blanks. */
export const comparable = (text: string) =>
  text
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/×/g, 'x')
    .replace(/→/g, '->')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .toLowerCase()

/** What stands between marks: `[cacheable](pgprot)` is the word, `{hcrfwb}` its name and value, which are none of the text's. */
const partsOf = (text: string) =>
  comparable(text.replace(/\[([^\]]*)\]\([\w-]+\)/g, '$1'))
    .split(/\]\([\w-]*\)?|\[|\{\w+\}|\$\d/)
    .map((part) => part.replace(/^[^\w(]+|[^\w)]+$/g, ''))
    .filter((part) => /[a-z]/.test(part))

/** Two words, or one that other words stand beside. */
const isWords = (text: string) => /[a-z]{2}\S* \S*\w/i.test(text) || /^ .*[a-z]{2}|[a-z]{2}.* $/i.test(text)

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path)
      return entry.name.endsWith('.ts') ? [path] : []
    })

function piecesOf(path: string): readonly Piece[] {
  const source = readFileSync(path, 'utf8')
  const program = parseAst(source, { lang: 'ts' }) as unknown as Node
  const file = path.slice(root.length + 1)
  return textsIn(program['body'], program, 'body')
    .filter(({ text }) => isWords(text))
    .map(({ text, start }) => ({
      file,
      line: source.slice(0, start).split('\n').length,
      text,
      parts: partsOf(text),
    }))
    .filter(({ parts }) => parts.length > 0)
}

/** Every piece of words in the sources of some floors. */
export const piecesIn = (...floors: readonly string[]): readonly Piece[] =>
  floors.flatMap((floor) => filesIn(join(root, 'src', floor)).flatMap(piecesOf))

/** Whether a text, made comparable, has all words of a piece. */
export const isTold = ({ parts }: Piece, told: string) => parts.every((part) => told.includes(part))
