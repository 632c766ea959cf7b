import { everyElement, parseXml, type Element } from './xml.ts'

/** How many elements of each name, and the classes of each, are in a picture: `2 circle.check-node.folded`. */
function shapes(block: Element): readonly string[] {
  const names = everyElement(block)
    .slice(1)
    .filter(({ name }) => name !== 'text' && name !== 'g')
    .map(({ name, attributes }) => [name, ...(attributes['class'] ?? '').split(' ')].join('.'))
  return [...new Set(names)].toSorted().map((name) => `${names.filter((one) => one === name).length} ${name}`)
}

/** The first and the last texts of a picture, and how many it has: its own tests look after the rest. */
function briefly(texts: readonly string[]): string {
  const told = texts.length > 8 ? [...texts.slice(0, 5), '...', ...texts.slice(-2)] : texts
  return `${texts.length} texts: ${told.join(' | ')}`
}

/** How far to the right its rectangles and texts begin or end. */
const right = (block: Element) =>
  Math.max(...everyElement(block).map(({ attributes: { x, width } }) => Number(x ?? 0) + Number(width ?? 0)))

const textLine = ({ attributes: { class: as, x, y }, text }: Element) => `  ${as} ${x},${y}: ${text}`

/** A block as lines: where it begins, and its texts each with its class and place, or what is in its picture. */
function block(of: Element): readonly string[] {
  const texts = everyElement(of).filter(({ name }) => name === 'text')
  const drawn = shapes(of)
  const place = of.attributes['transform'] ?? ''
  if (drawn.length === 0) return [place, ...texts.map(textLine)]
  return [
    `${place}: a picture to ${right(of)}`,
    `  ${briefly(texts.map(({ text }) => text))}`,
    `  ${drawn.join(', ')}`,
  ]
}

/**
 * What a reader of an SVG file would check: its size, what it says of itself, and of each block in its order the place, the
 * texts and how many shapes it has.
 */
export function outline(svg: string): string {
  const { attributes, children } = parseXml(svg)
  const said = children.filter(({ name }) => ['title', 'desc', 'metadata'].includes(name))
  return [
    `${attributes['width']} x ${attributes['height']}, viewBox ${attributes['viewBox']}`,
    ...said.map(({ name, text }) => `${name}: ${text}`),
    ...children.filter(({ name }) => name === 'g').flatMap(block),
    '',
  ].join('\n')
}
