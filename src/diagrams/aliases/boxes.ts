import { plain } from '../../explain/sentence.ts'
import type { LineView, PartyView } from '../../explain/coherency/view.ts'
import { circle, group, path, rect, text, type Box, type Mark } from '../marks.ts'
import { layoutToken } from '../token/layout.ts'
import { fold, wordsWidth } from './fold.ts'
import { plateMark, plateWidth } from './plate.ts'
import { leading, type Geometry, type Point } from './shape.ts'

const padding = 13

/** What a party did last: the value on its plate, and when. */
function didMarks({ did }: PartyView, at: Point, box: Box, moves: boolean): readonly Mark[] {
  const left = at[0] - 9
  if (!did) return []
  if (!did.value) return [text(left, at[1] + 4, did.words, 'line-words')]
  const plate = plateMark(at, did.value, { bad: did.bad, travels: moves })
  const beside = left + plateWidth(did.value) + 6
  const fits = beside + wordsWidth(did.words, 'words') <= box.x + box.width - 4
  return [
    plate,
    fits ? text(beside, at[1] + 4, did.words, 'line-words') : text(left, at[1] + 22, did.words, 'line-words'),
  ]
}

/** What a mapping is good for that nobody uses in this run. */
function idleWords({ alias, exists }: PartyView): string {
  if (!exists) return ''
  return alias.id === 'linear' ? 'speculation may fill the line by it' : 'no access yet'
}

/** A party in its box: whose mapping it is, through what, and what it did last. */
export function partyMark(
  view: LineView,
  id: PartyView['alias']['id'],
  { boxes, plates, phone }: Geometry,
): Mark {
  const party = view.parties[id]
  const { alias, exists, now } = party
  const box = boxes[id]
  const left = box.x + (phone && id !== 'linear' ? 11 : padding)
  const showsType = id === 'linear' && exists
  const room = box.width - (left - box.x) - 6 - (showsType ? 19 : 0)
  const type = showsType ? `${alias.type.replace(/^Normal /, '')}, ` : ''
  const where = fold(`${type}${party.where}`, room, 'small')
  const state = exists ? (now ? ' now' : '') : ' absent'
  const at = plates[id]
  const moves = view.flow?.to === id
  const marks: Mark[] = [
    rect(box, `line-box${state}`, { rx: 5 }),
    text(left, box.y + 20, alias.name, exists ? 'line-name' : 'line-name absent'),
    ...(showsType ? [layoutToken(left, box.y + 27, 13, alias.codes)] : []),
    ...where.map((one, row) =>
      text(left + (showsType ? 19 : 0), box.y + 37 + row * leading, one, 'line-small'),
    ),
    ...(party.did
      ? didMarks(party, at, box, moves)
      : [text(at[0] - 9, at[1] + 4, idleWords(party), 'line-small')]),
  ]
  return group(
    marks.filter((mark) => mark.kind !== 'text' || mark.text !== ''),
    {
      id: `alias-${id}`,
      label: `${alias.name}. ${plain(alias.says)}`,
      box,
      act: 'pick',
      as: 'node line-party',
    },
  )
}

function badge(x: number, y: number, state: 'clean' | 'dirty'): readonly Mark[] {
  return [
    rect({ x, y: y - 9, width: 44, height: 18 }, `line-badge ${state}`, { rx: 3 }),
    text(x + 22, y + 4, state, `line-state ${state}`, 'middle'),
  ]
}

/** The one cache, with its copy. */
export function cacheMarks(
  { cache, flow }: LineView,
  { boxes: { cache: box }, plates }: Geometry,
): readonly Mark[] {
  const at = plates.cache
  const { value, state } = cache
  const copy = value
    ? [
        plateMark(at, value, { bad: false, travels: flow?.to === 'cache' }),
        ...badge(at[0] + plateWidth(value) + 6, at[1], state === 'dirty' ? 'dirty' : 'clean'),
      ]
    : [text(at[0] - 9, at[1] + 4, 'absent: no copy of the line', 'line-words')]
  return [
    rect(box, state === 'absent' ? 'line-box cache empty' : 'line-box cache', { rx: 5 }),
    text(box.x + padding, box.y + 21, 'Cache', 'line-name'),
    text(box.x + padding + 46, box.y + 21, 'above the Point of Coherency', 'line-small'),
    ...copy,
  ]
}

/** Memory, with what its value is. */
export function memoryMarks(
  { memory, flow }: LineView,
  { boxes: { memory: box }, plates }: Geometry,
): readonly Mark[] {
  const at = plates.memory
  const { value, is } = memory
  return [
    rect(box, 'line-box memory', { rx: 5 }),
    text(box.x + padding, box.y + 21, 'Memory', 'line-name'),
    plateMark(at, value, { bad: false, travels: flow?.to === 'memory' }),
    ...(is === null ? [] : [text(at[0] - 9 + plateWidth(value) + 6, at[1] + 4, is, 'line-words')]),
  ]
}

/** How the run ends: a cross for a read that is wrong, a tick for one that is not. */
export function endMarks({ end }: LineView, { boxes: { end: box } }: Geometry): readonly Mark[] {
  if (!end) return []
  const x = box.x + 12
  const y = box.y + (box.height - 28) / 2
  const middle = x + 14
  const sign = end.good
    ? [
        circle(middle, y + 14, 13, 'line-sign'),
        path(`M${middle - 6},${y + 14}l4,5l8,-10`, 'line-sign-stroke'),
      ]
    : [layoutToken(x, y, 28, ['fault'])]
  const because = fold(end.because, box.width - 48, 'small')
  const first = box.y + (because.length > 1 ? 20 : 26)
  return [
    rect(box, 'line-box end', { rx: 5 }),
    ...sign,
    text(x + 40, first, end.says, 'line-name'),
    ...because.map((one, row) => text(x + 40, first + 16 + row * 14, one, 'line-small')),
  ]
}
