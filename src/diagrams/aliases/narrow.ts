import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import { discsAt } from './places.ts'
import { fold } from './fold.ts'
import {
  discPitch,
  discsOn,
  hasLane,
  leading,
  placesBelow,
  type Beside,
  type Geometry,
  type Point,
} from './shape.ts'
import { kvmHeight, noteHeight } from './words.ts'

const width = 346
const partyWidth = 160
const cacheHeight = 58
const memoryHeight = 54
const endHeight = 58
const noteWidth = 328
const kvmWidth = 300
const belowLabel = 40
const arrow = 23
const belowCache = 24
/** What the way of the linear map to the cache takes at the right. */
const gutter = 16

/** How many lines it takes to say through what a party maps the line, whichever step is shown. */
const whereLines = ({ parties: { vmm, guest } }: LineView) =>
  Math.max(
    ...[vmm, guest].map(({ where, alias }) =>
      alias.attributes ? fold(where, partyWidth - 17, 'small').length : 2,
    ),
  )

/** The linear map is low where there is none and nobody goes by it. */
function linearHeight({ parties: { linear }, steps }: LineView): number {
  const isUsed = linear.exists || steps.some(({ who, step }) => who === 'kvm' && step)
  return isUsed ? 66 : 31 + fold(linear.where, width - 35, 'small').length * leading
}

/** Discs of an alias that stand on one stretch, between its party and the cache. */
const mostAbove = (view: LineView) =>
  Math.max(
    1,
    ...(['vmm', 'guest'] as const).flatMap((id) => [
      discsOn(view, `${id}-cache`),
      discsOn(view, `${id}-around`) + discsOn(view, `${id}-hit`),
    ]),
  )

/** For a phone: VMM and guest above, below them cache and memory, then the linear map with KVM's steps, the note and the end. */
export function narrowGeometry(view: LineView): Geometry {
  const inner = hasLane(view, 'linear-cache', 'linear-hit') ? width - gutter : width
  const vmmAround = hasLane(view, 'vmm-around', 'vmm-hit')
  const guestAround = hasLane(view, 'guest-around', 'guest-hit')
  const rows = whereLines(view)
  const partyHeight = 72 + rows * leading
  const above = belowLabel + arrow + discPitch * (mostAbove(view) - 1)
  const below = 26 + discPitch * placesBelow(view)
  const cacheY = partyHeight + above
  const memoryY = cacheY + cacheHeight + below
  const left = vmmAround ? 40 : 0
  const cache = { x: left, y: cacheY, width: (guestAround ? inner - 40 : inner) - left, height: cacheHeight }
  const memory = { x: 0, y: memoryY, width: inner, height: memoryHeight }
  const linearY = memoryY + memoryHeight + (hasLane(view, 'linear-around') ? 26 : 12)
  const linear = { x: 0, y: linearY, width: inner, height: linearHeight(view) }
  const kvmY = linearY + linear.height + 19
  const kvm = view.discs.filter(({ lane }) => lane === 'kvm')
  const noteY = kvmY - 10 + kvm.reduce((sum, disc) => sum + kvmHeight(disc, kvmWidth), 0)
  const endY = noteY + noteHeight(view, noteWidth) + 8
  const x = { vmm: 96, vmmAround: 14, guest: inner - 138, guestAround: inner - 14 }
  const lanes = narrowLanes({ x, partyHeight, cache, memory, linear, inner })
  const guestX = inner - partyWidth
  return {
    width,
    height: endY + endHeight + 1,
    phone: true,
    boxes: {
      vmm: { x: 0, y: 0, width: partyWidth, height: partyHeight },
      guest: { x: guestX, y: 0, width: partyWidth, height: partyHeight },
      linear,
      cache,
      memory,
      end: { x: 0, y: endY, width: inner, height: endHeight },
    },
    plates: {
      vmm: [20, 39 + rows * leading],
      guest: [guestX + 20, 39 + rows * leading],
      linear: [22, linearY + 51],
      cache: [left + 22, cacheY + 41],
      memory: [22, memoryY + 38],
    },
    lanes,
    beside: narrowBeside(view, x),
    discs: discsAt(view, {
      lanes,
      above: partyHeight + belowLabel,
      around: partyHeight + belowLabel,
      below: cacheY + cacheHeight + belowCache,
      before: [inner - 18, memoryY + 18],
      kvm: { x: 11, y: kvmY, width: kvmWidth },
    }),
    belowCache,
    kvmWidth,
    note: { x: 0, y: noteY, width: noteWidth },
  }
}

interface Frame {
  readonly partyHeight: number
  readonly x: Readonly<Record<'vmm' | 'vmmAround' | 'guest' | 'guestAround', number>>
  readonly cache: Geometry['boxes']['cache']
  readonly memory: Geometry['boxes']['cache']
  readonly linear: Geometry['boxes']['cache']
  readonly inner: number
}

function narrowLanes({ x, partyHeight, cache, memory, linear, inner }: Frame): Geometry['lanes'] {
  const bottom = cache.y + cache.height
  const entry = cache.y + 11
  const rightEdge = cache.x + cache.width
  const down = (at: number, from: number, to: number): readonly Point[] => [
    [at, from],
    [at, to],
  ]
  const fromLinear: readonly Point[] = [
    [inner, linear.y + 20],
    [inner + 8, linear.y + 20],
    [inner + 8, entry],
    [rightEdge, entry],
  ]
  return {
    'vmm-cache': down(x.vmm, partyHeight, cache.y),
    'vmm-around': down(x.vmmAround, partyHeight, memory.y),
    'vmm-hit': [
      [x.vmmAround, partyHeight],
      [x.vmmAround, entry],
      [cache.x, entry],
    ],
    'guest-cache': down(x.guest, partyHeight, cache.y),
    'guest-around': down(x.guestAround, partyHeight, memory.y),
    'guest-hit': [
      [x.guestAround, partyHeight],
      [x.guestAround, entry],
      [rightEdge, entry],
    ],
    'linear-cache': fromLinear,
    'linear-hit': fromLinear,
    'linear-around': down(120, linear.y, memory.y + memory.height),
    'write-back': down(60, bottom, memory.y),
    fill: down(164, bottom, memory.y),
    drop: down(244, bottom, memory.y - 12),
  }
}

function narrowBeside(view: LineView, x: Frame['x']): Readonly<Partial<Record<LaneId, Beside>>> {
  const beside = (at: number, lines: Beside['lines']): Beside => ({
    label: at + 13,
    short: true,
    words: at + 14,
    lines,
  })
  const vmmLines = hasLane(view, 'vmm-cache') ? 1 : 2
  // At the edge of the picture: label and words stand at the left of it.
  const guestAround: Beside = {
    label: x.guestAround - 66,
    short: true,
    words: x.guestAround - 14,
    left: true,
    lines: hasLane(view, 'guest-cache') ? 1 : 2,
  }
  return {
    'vmm-cache': beside(x.vmm, 1),
    'vmm-around': beside(x.vmmAround, vmmLines),
    'vmm-hit': beside(x.vmmAround, vmmLines),
    'guest-cache': beside(x.guest, 1),
    'guest-around': guestAround,
    'guest-hit': guestAround,
    'write-back': beside(60, 2),
    fill: beside(164, 2),
    drop: beside(244, 2),
  }
}
