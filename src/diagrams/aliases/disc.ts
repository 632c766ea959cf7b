import type { DiscView, LineView } from '../../explain/coherency/view.ts'
import { circle, group, reach, text, type Mark } from '../marks.ts'
import { wordsWidth } from './fold.ts'
import { leading, radius, type Geometry } from './shape.ts'
import { kvmLines, noteLines } from './words.ts'

/** What stands beside a disc, as far as there is room. */
function wordsBeside(
  { lane, words, number }: DiscView,
  view: LineView,
  { beside }: Geometry,
): readonly string[] {
  const most = beside[lane]?.lines ?? 0
  if (lane.endsWith('-around') && most === 2 && view.now === number)
    return [`${words[0]},`, 'around the cache']
  return most === 1 ? words.slice(0, 1).map((one) => one.replace(/,$/, '')) : words.slice(0, most)
}

interface Words {
  readonly x: number
  readonly anchor: 'start' | 'end'
  readonly lines: readonly string[]
}

function wordsOf(disc: DiscView, view: LineView, geometry: Geometry): Words {
  const [x] = geometry.discs[disc.number] ?? [0]
  if (disc.lane === 'before') return { x: x - 15, anchor: 'end', lines: disc.words }
  if (disc.lane === 'kvm') return { x: x + 18, anchor: 'start', lines: kvmLines(disc, geometry.kvmWidth) }
  const beside = geometry.beside[disc.lane]
  return {
    x: beside?.words ?? x + 15,
    anchor: beside?.left ? 'end' : 'start',
    lines: wordsBeside(disc, view, geometry),
  }
}

/** A step of the run: its number in a disc, which picks it. */
export function discMarks(disc: DiscView, view: LineView, geometry: Geometry): readonly Mark[] {
  const [x, y] = geometry.discs[disc.number] ?? [0, 0]
  const { state, spontaneous, number, id, label } = disc
  const words = wordsOf(disc, view, geometry)
  const first = y + 4 - ((disc.lane === 'kvm' ? Math.min(words.lines.length, 2) : words.lines.length) - 1) * 7
  const box = { x: x - 12, y: y - 12, width: 24, height: 24 }
  const node = group(
    [
      circle(x, y, radius, `line-disc ${state}${spontaneous ? ' alone' : ''}`),
      text(x, y + 4, String(number), `line-number ${state}`, 'middle'),
      ...words.lines.map((one, row) =>
        text(words.x, first + row * 14, one, `line-words ${state}`, words.anchor),
      ),
    ],
    { id, label, box, act: 'pick', as: 'node line-step' },
  )
  const width = Math.max(0, ...words.lines.map((one) => wordsWidth(one, 'words')))
  if (width === 0) return [node]
  const left = words.anchor === 'end' ? words.x - width : words.x
  return [node, reach(id, { x: left, y: first - 11, width, height: words.lines.length * 14 })]
}

/** What happens in the present step, and why. */
export function noteMarks(view: LineView, { note: { x, y, width } }: Geometry): readonly Mark[] {
  const disc = view.discs[view.now]
  if (!disc) return []
  const { says, because } = noteLines(disc, width)
  return [
    ...says.map((one, row) => text(x, y + 12 + row * leading, one, 'line-name')),
    ...because.map((one, row) => text(x, y + 13 + (says.length + row) * leading, one, 'line-note')),
  ]
}
