/** An element of a parsed file. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: Element[]
  text: string
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
const token = /<\/([\w:-]+)\s*>|<([\w:-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)|(<)/gy

function decoded(text: string): string {
  return text.replace(/&(\w+);|&/g, (whole, name?: string) => {
    const character = name && entities[name]
    if (!character) throw new SyntaxError(`an entity that is not known: ${whole}`)
    return character
  })
}

function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = [...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, decoded(value)] as const,
  )
  if (new Set(pairs.map(([name]) => name)).size < pairs.length)
    throw new SyntaxError(`an attribute twice: ${text}`)
  return Object.fromEntries(pairs)
}

/**
 * Reads a file of elements, attributes and text, and nothing else: no declaration, comment, CDATA or
 * processing instruction. @throws SyntaxError for what is not well-formed
 */
export function parseXml(text: string): Element {
  if (forbidden.test(text)) throw new SyntaxError('a character that XML forbids')
  const root: Element = { name: '', attributes: {}, children: [], text: '' }
  const path = [root]
  for (const [whole, end, name, attributes = '', single, words] of text.matchAll(token)) {
    const here = path.at(-1) ?? root
    if (end !== undefined) {
      if (here.name !== end) throw new SyntaxError(`</${end}> closes <${here.name}>`)
      path.pop()
    } else if (name !== undefined) {
      const element = { name, attributes: attributesOf(attributes), children: [], text: '' }
      here.children.push(element)
      if (single === '') path.push(element)
    } else if (words !== undefined) here.text += decoded(words)
    else throw new SyntaxError(`no element begins so: ${text.slice(text.indexOf(whole), 60)}`)
  }
  const [only] = root.children
  if (path.length > 1) throw new SyntaxError(`<${path.at(-1)?.name}> is not closed`)
  if (!only || root.children.length > 1 || root.text.trim() !== '') throw new SyntaxError('not one element')
  return only
}

/** The element and all below it, in order. */
export const everyElement = (element: Element): readonly Element[] => [
  element,
  ...element.children.flatMap(everyElement),
]
