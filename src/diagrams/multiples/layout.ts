import type { Reach } from '../../explain/reach.ts'
import { typeCodes } from '../../explain/words.ts'
import { bend } from '../bend.ts'
import { group, path, type Mark, type Picture } from '../marks.ts'
import { familyOf, layoutEmptyToken, layoutToken } from '../token/layout.ts'

const width = 92
const pitch = 9
const size = 7
const yOf = (at: number) => 4 + pitch * at + size / 2

/** Stage 2 as a function, small: seven types at the left, where each goes at the right. */
export function layoutMultiple(all: readonly Reach[]): Picture {
  const out = new Set(all.flatMap(({ to }) => (to ? [to.inner, to.outer] : [])))
  const lines = all.flatMap(({ from, to, current }): Mark[] => {
    const ends = to ? [...new Set([to.inner, to.outer])] : []
    return ends.map((end) => {
      const d = bend(size + 3, yOf(typeCodes.indexOf(from)), width - size - 3, yOf(typeCodes.indexOf(end)))
      return path(d, current ? `flow now line-${familyOf(end)}` : 'flow thin')
    })
  })
  const tokens = typeCodes.map((type, at) => {
    const y = yOf(at) - size / 2
    const right = out.has(type)
      ? layoutToken(width - size, y, size, [type])
      : layoutEmptyToken(width - size, y, size)
    return group([layoutToken(0, y, size, [type]), right])
  })
  return {
    width,
    height: yOf(typeCodes.length - 1) + size,
    title: 'types in, types out',
    marks: [...lines, ...tokens],
  }
}
