import { rowsIn, type Trace } from '../../kvm/trace.ts'
import { exitNote } from '../../explain/check-exit.ts'
import { circle, path, type Picture } from '../marks.ts'
import { layoutToken } from '../token/layout.ts'

const r = 2.6
const step = 9
const height = 10
const most = 7

/** Exits that were passed on the way, as few dots as say "some" or "many", and the end: filled, or a fault. */
export function layoutGlyph(trace: Trace): Picture {
  const passed = rowsIn(trace).filter(({ check, state }) => state === 'passed-over' && check.exit).length
  const dots = Math.min(passed, most)
  const isFault = exitNote(trace.last.check.exit)?.isFault ?? false
  const xOf = (at: number) => r + 0.7 + at * step
  const y = height / 2
  const links = Array.from({ length: dots }, (_, at) => `M${xOf(at) + r},${y}H${xOf(at + 1) - r}`).join('')
  const end = isFault
    ? layoutToken(xOf(dots) - r, 0, height, ['fault'])
    : circle(xOf(dots), y, r, 'check-node taken')
  return {
    width: Math.ceil(xOf(dots) - r + (isFault ? height : 2 * r + 0.7)),
    height,
    title: `${passed} exits passed over, then ${trace.last.check.exit?.says ?? 'the end'}`,
    marks: [
      path(links, 'check-spine'),
      ...Array.from({ length: dots }, (_, at) => circle(xOf(at), y, r, 'check-node')),
      end,
    ],
  }
}
