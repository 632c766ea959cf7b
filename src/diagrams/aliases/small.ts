import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import type { Alias } from '../../explain/coherency/aliases.ts'
import { line, rect, type Mark, type Picture } from '../marks.ts'
import { familyOf, layoutToken } from '../token/layout.ts'
import type { Point } from './shape.ts'

const width = 26
const height = 20
const box = { x: 8, y: 10, width: 10, height: 9 }

/** The line of a mapping, in the colour of its type; nothing where there is none. */
function stroke({ codes, id }: Alias, [x1, y1]: Point, [x2, y2]: Point): readonly Mark[] {
  const [code] = codes
  if (code === undefined) return []
  return [line(x1, y1, x2, y2, `flow line-way${id === 'vmm' ? ' host' : ''} line-${familyOf(code)}`)]
}

/** VMM and guest, each with its line to the one line of memory: crossed where something wrong may be read. */
export function layoutAliasesGlyph({ aliases, safe }: Pick<CoherencyAnswer, 'aliases' | 'safe'>): Picture {
  return {
    width,
    height,
    title: safe ? 'The aliases agree in what is read' : 'What is read may be wrong',
    marks: [
      ...stroke(aliases.vmm, [2, 1.5], [10, 9.5]),
      ...stroke(aliases.guest, [24, 1.5], [16, 9.5]),
      safe
        ? rect({ ...box, x: box.x + 0.5, width: box.width - 1 }, 'line-box memory', { rx: 1.5 })
        : layoutToken(box.x, box.y, 10, ['fault']),
    ],
  }
}
