import type { TypeCode } from '../../explain/words.ts'
import { group, path, rect, type Mark } from '../marks.ts'

/** What a token can stand for: a type, a fault, or a reserved value. */
export type TokenCode = TypeCode | 'fault' | 'reserved'

/** The family whose fill and pattern a code wears: one for the four Device types. */
export function familyOf(code: TokenCode): 'WB' | 'WT' | 'NC' | 'Device' | 'fault' | 'reserved' {
  return code === 'WB' || code === 'WT' || code === 'NC' || code === 'fault' || code === 'reserved'
    ? code
    : 'Device'
}

const inset = 0.5

function whole(x: number, y: number, width: number, height: number, code: TokenCode): readonly Mark[] {
  const family = familyOf(code)
  const box = { x: x + inset, y: y + inset, width: width - 1, height: height - 1 }
  if (family === 'fault') {
    const [l, t, r, b] = [x + width * 0.27, y + height * 0.27, x + width * 0.73, y + height * 0.73]
    return [
      rect(box, 'token-fault', { rx: 2 }),
      path(`M${l},${t}L${r},${b}M${r},${t}L${l},${b}`, 'token-cross'),
    ]
  }
  const pattern = family === 'WB' ? {} : { pattern: family }
  return [
    rect(box, `tint-${family}`, { rx: 2 }),
    rect(box, `fill-${family} edge-${family}`, { rx: 2, ...pattern }),
  ]
}

/**
 * The square that stands for a memory type, `size` wide, its upper left corner at (x, y).
 * Two codes share it: the outer field above, the inner below. Without a code it is an outline.
 */
export function layoutToken(x: number, y: number, size: number, codes: readonly TokenCode[]): Mark {
  const [first, second] = codes
  if (first === undefined) return layoutEmptyToken(x, y, size)
  if (second === undefined) return group(whole(x, y, size, size, first))
  const half = size / 2
  return group([...whole(x, y, size, half, first), ...whole(x, y + half, size, half, second)])
}

/** An outline where no type can be. */
export function layoutEmptyToken(x: number, y: number, size: number): Mark {
  return rect({ x: x + inset, y: y + inset, width: size - 1, height: size - 1 }, 'token-empty', { rx: 2 })
}
