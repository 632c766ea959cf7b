import type { Picture } from '../diagrams/marks.ts'
import { svgFile, type Meta } from './svg/file.ts'
import { writeMarks } from './svg/marks.ts'

export { resolveCss } from './svg/css.ts'
export type { Meta } from './svg/file.ts'
export { scenarioSvg } from './svg/scenario.ts'

/**
 * A picture as a file of its own, drawn from the same marks as on the page. `css` styles their classes and
 * has no variables left (`resolveCss`).
 */
export const asSvg = (picture: Picture, css: string, meta: Meta): string =>
  svgFile(picture, writeMarks(picture.marks), css, meta)
