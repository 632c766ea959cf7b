import { stage2Field } from '../../explain/stage2-says.ts'
import type { Answer } from '../../explain/answer.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { arrowHead, group, line, path, text, type Group, type Mark } from '../marks.ts'
import type { Geometry } from './geometry.ts'

/** A value in one or two lines, folded at a comma or a space. */
function folded(value: string, columns: number): readonly string[] {
  if (value.length <= columns) return [value]
  const at =
    value.lastIndexOf(', ', columns) > 0
      ? value.lastIndexOf(', ', columns) + 1
      : value.lastIndexOf(' ', columns)
  return at > 0 ? [value.slice(0, at), value.slice(at + 1)] : [value]
}

function value(x: number, y: number, words: readonly string[], as: string): readonly Mark[] {
  const up = (words.length - 1) * 7
  return words.map((one, n) => text(x, y + 4 - up + n * 14, one, as))
}

const widthOf = (words: readonly string[]) => Math.max(...words.map((one) => one.length)) * 7.25

/** From stage 1 to the result: kept (solid through), replaced (a bar, then dashed), or both (two lines leave). */
function flow(
  answer: Answer,
  g: Geometry,
  y: number,
  start: number,
  end: number,
  says: boolean,
): readonly Mark[] {
  const [left, right] = g.gate
  if (answer.stage1 === null) return []
  if (answer.result === null)
    return [line(start, y, left + 10, y, 'flow'), line(left + 10, y - 6, left + 10, y + 6, 'bar')]
  if (answer.whose === 'stage1' || (answer.stage1 === '-' && answer.result === '-'))
    return [line(start, y, end, y, 'flow'), arrowHead(end, y, '')]
  if (answer.whose === 'both' && !says) return [line(start, y, end, y, 'flow'), arrowHead(end, y, '')]
  if (answer.whose === 'both') {
    const joins = `M${right - g.says[1]},${y + 13}C${right - 18},${y + 13} ${right - 18},${y + 5} ${right},${y + 5}H${end - 5}`
    return [line(start, y, end, y, 'flow'), path(joins, 'flow stage2'), arrowHead(end, y, '')]
  }
  const stop = left + 12
  const by = answer.whose === 'stage2' ? 'flow stage2' : 'flow'
  const from = answer.whose === 'stage2' ? stop + 10 : right
  return [
    line(start, y, stop, y, 'flow'),
    line(stop, y - 6, stop, y + 6, 'bar'),
    line(from, y, end, y, by),
    arrowHead(end, y, ''),
  ]
}

/** One property on its way: stage 1's value, what the gate does to it, the result. `y` is the line's middle. */
export function layoutProperty(
  access: AccessAnswer,
  answer: Answer,
  g: Geometry,
  top: number,
  y: number,
  height: number,
): Group {
  const from = folded(answer.stage1 ?? '', g.value + (g.names === 'left' ? 4 : 0))
  const to = folded(answer.result ?? 'not reached', g.value)
  const start = g.stage1 + widthOf(from) + 8
  const leaf = answer.stage1 === null ? null : stage2Field(access.scenario, answer.property)
  const inGate = leaf && text(g.gate[0] + g.says[0], y + 17, leaf, 'small mono')
  const marks: Mark[] = [
    ...value(g.stage1, y, from, 'mono'),
    ...flow(answer, g, y, start, g.result - 5, leaf !== null),
    ...value(g.result, y, to, answer.result === null ? 'faint' : 'mono strong'),
    ...(inGate ? [inGate] : []),
  ]
  const width = g.decided.place === 'beside' ? g.decided.x - 4 : g.width
  return group(marks, {
    id: answer.property,
    label: `${answer.label}: ${answer.words}`,
    box: { x: -6, y: top + 2, width: width + 6, height: height - 4 },
    act: 'pick',
    as: 'node',
  })
}
