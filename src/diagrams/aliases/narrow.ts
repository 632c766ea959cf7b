import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import { discsAt } from './places.ts'
import { discPitch, discsOn, hasLane, type Beside, type Geometry, type Point } from './shape.ts'
import { kvmHeight, noteHeight } from './words.ts'

const width = 346
const partyWidth = 160
const partyHeight = 102
const cacheHeight = 62
const memoryHeight = 58
const noteWidth = 328
const kvmWidth = 300
const belowLabel = 46
const arrow = 25
/** What the way of the linear map to the cache takes at the right. */
const gutter = 16

/** For a phone: VMM and guest above, below them cache and memory, then the linear map with KVM's steps, the note and the end. */
export function narrowGeometry(view: LineView): Geometry {
  const inner = hasLane(view, 'linear-cache', 'linear-hit') ? width - gutter : width
  const vmmAround = hasLane(view, 'vmm-around', 'vmm-hit')
  const guestAround = hasLane(view, 'guest-around', 'guest-hit')
  const above =
    belowLabel +
    arrow +
    discPitch * (Math.max(1, discsOn(view, 'vmm-cache'), discsOn(view, 'guest-cache')) - 1)
  const below = Math.max(
    28 + discPitch * Math.max(1, discsOn(view, 'write-back'), discsOn(view, 'fill'), discsOn(view, 'drop')),
    discPitch * Math.max(discsOn(view, 'vmm-around'), discsOn(view, 'guest-around')) - cacheHeight / 2 + 16,
  )
  const cacheY = partyHeight + above
  const memoryY = cacheY + cacheHeight + below
  const left = vmmAround ? 40 : 0
  const cache = { x: left, y: cacheY, width: (guestAround ? inner - 40 : inner) - left, height: cacheHeight }
  const memory = { x: 0, y: memoryY, width: inner, height: memoryHeight }
  const linearY = memoryY + memoryHeight + 26
  const linear = { x: 0, y: linearY, width: inner, height: 66 }
  const kvmY = linearY + linear.height + 22
  const kvm = view.discs.filter(({ lane }) => lane === 'kvm')
  const noteY = kvmY - 10 + kvm.reduce((sum, disc) => sum + kvmHeight(disc, kvmWidth), 0)
  const endY = noteY + noteHeight(view, noteWidth) + 8
  const x = { vmm: 96, vmmAround: 14, guest: inner - 138, guestAround: inner - 14 }
  const lanes = narrowLanes({ x, cache, memory, linear, inner })
  const guestX = inner - partyWidth
  return {
    width,
    height: endY + memoryHeight + 1,
    phone: true,
    boxes: {
      vmm: { x: 0, y: 0, width: partyWidth, height: partyHeight },
      guest: { x: guestX, y: 0, width: partyWidth, height: partyHeight },
      linear,
      cache,
      memory,
      end: { x: 0, y: endY, width: inner, height: memoryHeight },
    },
    plates: {
      vmm: [20, 69],
      guest: [guestX + 20, 69],
      linear: [22, linearY + 51],
      cache: [left + 22, cacheY + 43],
      memory: [22, memoryY + 40],
    },
    lanes,
    beside: narrowBeside(x),
    discs: discsAt(view, {
      lanes,
      above: partyHeight + belowLabel,
      around: cacheY + cacheHeight / 2,
      below: cacheY + cacheHeight + 26,
      before: [inner - 18, memoryY + 18],
      kvm: { x: 11, y: kvmY, width: kvmWidth },
    }),
    kvmWidth,
    note: { x: 0, y: noteY, width: noteWidth },
  }
}

interface Frame {
  readonly x: Readonly<Record<'vmm' | 'vmmAround' | 'guest' | 'guestAround', number>>
  readonly cache: Geometry['boxes']['cache']
  readonly memory: Geometry['boxes']['cache']
  readonly linear: Geometry['boxes']['cache']
  readonly inner: number
}

function narrowLanes({ x, cache, memory, linear, inner }: Frame): Geometry['lanes'] {
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
    drop: down(240, bottom, memory.y - 12),
  }
}

function narrowBeside(x: Frame['x']): Readonly<Partial<Record<LaneId, Beside>>> {
  const beside = (at: number, lines: Beside['lines']): Beside => ({
    label: at + 13,
    short: true,
    words: at + 14,
    lines,
  })
  return {
    'vmm-cache': beside(x.vmm, 1),
    'vmm-around': beside(x.vmmAround, 0),
    'guest-cache': beside(x.guest, 1),
    // At the edge of the picture: its label stands at the left of it.
    'guest-around': { ...beside(x.guestAround, 0), label: x.guestAround - 66 },
    'write-back': beside(60, 2),
    fill: beside(164, 2),
    drop: beside(240, 2),
  }
}
