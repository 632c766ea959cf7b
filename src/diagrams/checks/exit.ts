import type { CheckLine, ExitNote } from '../../explain/checks.ts'
import { arrowHead, line, path, text, type Mark } from '../marks.ts'
import { layoutToken } from '../token/layout.ts'
import { widthOf } from './metrics.ts'

const token = 14
const afterToken = token + 6

/** Where an exit stands: its left end, and the middle of its line. */
export interface Place {
  readonly x: number
  readonly y: number
}

const isTaken = ({ state }: CheckLine) => state === 'taken'

const classOf = (exit: ExitNote, taken: boolean) => {
  const as = exit.isCode ? 'check-exit' : 'check-noun'
  return taken ? `${as} taken` : as
}

const hasToken = (check: CheckLine, { isFault }: ExitNote) => isFault && isTaken(check)

/** Room that an exit takes, with its token. */
export const exitWidth = (check: CheckLine, exit: ExitNote) =>
  (hasToken(check, exit) ? afterToken : 0) + widthOf(exit.short, classOf(exit, isTaken(check)))

/** The leader from the condition to an exit, and the exit: thin where it was not taken, an arrow in ink where it was. */
export function exitMarks(check: CheckLine, exit: ExitNote, from: number, { x, y }: Place): readonly Mark[] {
  const taken = isTaken(check)
  const as = taken ? 'check-leader taken' : 'check-leader'
  const tip = x - 6
  const leader =
    tip - from < 14
      ? []
      : [line(from, y, tip, y, as), taken ? arrowHead(tip, y, 'check-head taken') : smallHead(tip, y)]
  const cross = hasToken(check, exit) ? [layoutToken(x, y - token / 2, token, ['fault'])] : []
  const words = text(x + (cross.length > 0 ? afterToken : 0), y + 4, exit.short, classOf(exit, taken))
  return [...leader, ...cross, words]
}

const smallHead = (x: number, y: number) =>
  path(`M${x - 4},${y - 3}L${x},${y}L${x - 4},${y + 3}`, 'check-head')
