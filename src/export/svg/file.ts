import { around, empty, holding } from './element.ts'
import { patternDefs } from './marks.ts'

/** What a picture says of itself besides what it draws. */
export interface Meta {
  readonly title: string
  readonly description: string
  readonly link: string
}

interface Size {
  readonly width: number
  readonly height: number
}

const xmlns = 'http://www.w3.org/2000/svg'

/** A whole SVG file: it needs nothing from outside, and its ground is paper. */
export function svgFile(
  { width, height }: Size,
  content: readonly string[],
  css: string,
  { title, description, link }: Meta,
): string {
  const attributes = { xmlns, class: 'picture', width, height, viewBox: `0 0 ${width} ${height}` }
  const lines = around('svg', attributes, [
    holding('title', {}, title),
    holding('desc', {}, description),
    holding('metadata', {}, link),
    holding('style', {}, css.trim()),
    ...patternDefs,
    empty('rect', { class: 'paper', width, height, fill: '#ffffff' }),
    ...content,
  ])
  return `${lines.join('\n')}\n`
}
