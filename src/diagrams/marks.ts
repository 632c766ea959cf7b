/**
 * What a layout gives: plain drawing instructions in user units (CSS px at natural size). The page draws
 * them with React, the export writes them as text; both know nothing else of a diagram.
 */
export type Mark = Path | Rect | Text | Circle | Group | Reach

interface Styled {
  /** Class names of `diagram.css`. */
  readonly as: string
}

export interface Path extends Styled {
  readonly kind: 'path'
  readonly d: string
}

export interface Rect extends Styled {
  readonly kind: 'rect'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly rx?: number
  /** A pattern of `patterns.ts` instead of the fill of the class. */
  readonly pattern?: string
}

export interface Circle extends Styled {
  readonly kind: 'circle'
  readonly x: number
  readonly y: number
  readonly r: number
}

export interface Text extends Styled {
  readonly kind: 'text'
  readonly x: number
  /** The baseline. */
  readonly y: number
  readonly text: string
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** Marks that belong together. With an `id` they are a node: something to point at, pick and focus. */
export interface Group {
  readonly kind: 'group'
  readonly marks: readonly Mark[]
  /** How far down its marks stand. A row that only moves is then not drawn again. */
  readonly down?: number
  readonly id?: string
  /** What a screen reader says of the node. */
  readonly label?: string
  /** Where the node's ring and its hit area lie. */
  readonly box?: Box
  /** What activating it does: pick the element, or flip a bit of a setting. */
  readonly act?: 'pick' | 'flip'
  readonly as?: string
}

/** Room around a node that acts as the node does, such as a dot and the line to its label. It draws nothing. */
export interface Reach {
  readonly kind: 'reach'
  /** The node. */
  readonly of: string
  readonly box: Box
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** A whole diagram. `title` names it for those who cannot see it. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly title: string
  readonly marks: readonly Mark[]
}

const round = (n: number) => Math.round(n * 100) / 100

export const path = (d: string, as: string): Path => ({ kind: 'path', d, as })

export const line = (x1: number, y1: number, x2: number, y2: number, as: string): Path =>
  path(`M${round(x1)},${round(y1)}L${round(x2)},${round(y2)}`, as)

export const rect = (box: Box, as: string, more: Pick<Rect, 'rx' | 'pattern'> = {}): Rect => ({
  kind: 'rect',
  ...box,
  as,
  ...more,
})

export const circle = (x: number, y: number, r: number, as: string): Circle => ({
  kind: 'circle',
  x,
  y,
  r,
  as,
})

export const text = (x: number, y: number, words: string, as: string, anchor?: Text['anchor']): Text => ({
  kind: 'text',
  x: round(x),
  y: round(y),
  text: words,
  as,
  ...(anchor && { anchor }),
})

export const group = (marks: readonly Mark[], more: Omit<Group, 'kind' | 'marks'> = {}): Group => ({
  kind: 'group',
  marks,
  ...more,
})

export const reach = (of: string, box: Box): Reach => ({ kind: 'reach', of, box })

/** An arrow head whose tip is at (x, y), pointing right. */
export const arrowHead = (x: number, y: number, as: string): Path =>
  path(
    `M${round(x - 6)},${round(y - 4)}L${round(x)},${round(y)}L${round(x - 6)},${round(y + 4)}`,
    `head ${as}`,
  )

/** Breaks words into lines of at most `columns` characters; a longer word stands alone. */
export function wrap(words: string, columns: number): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= columns)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}
