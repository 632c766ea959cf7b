import { rect, type Box, type Mark } from './marks.ts'

/** The ground of a field with a reserved value: tinted, with a band of zigzag along its foot, clear of the digits. */
export function reservedGround(box: Box): readonly Mark[] {
  const band = { ...box, y: box.y + box.height - 6, height: 6 }
  return [rect(box, 'tint-reserved'), rect(band, '', { pattern: 'reserved' })]
}
