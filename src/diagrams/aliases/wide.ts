import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import { discsAt } from './places.ts'
import { discPitch, discsOn, hasLane, placesBelow, type Beside, type Geometry, type Point } from './shape.ts'
import { kvmHeight, noteHeight } from './words.ts'

const width = 776
const party = { width: 231, height: 66 }
const cacheHeight = 62
const memoryHeight = 58
const memoryRight = 503
const right = 544
const rightWidth = width - right
const noteWidth = rightWidth
const kvmWidth = rightWidth - 28
/** Where discs of a lane to the cache begin, below its label; and what the arrow takes below them. */
const belowLabel = 46
const arrow = 25
const belowCache = 26
/** Between the guest's box and what stands at the right: the way of the linear map. */
const gutter = 523

/** Discs between a party and the cache, on whichever lane has most. */
const mostAbove = (view: LineView) =>
  Math.max(
    1,
    ...(['vmm-cache', 'guest-cache', 'vmm-hit', 'guest-hit'] as const).map((id) => discsOn(view, id)),
  )

const mostAround = (view: LineView) => Math.max(discsOn(view, 'vmm-around'), discsOn(view, 'guest-around'))

/** Where the picture is wide: parties above, the cache between them and memory, KVM and what is told at the right. */
export function wideGeometry(view: LineView): Geometry {
  const kvm = view.discs.filter(({ lane }) => lane === 'kvm')
  const kvmRoom = kvm.reduce((sum, disc) => sum + kvmHeight(disc, kvmWidth), 0)
  const noteY = party.height + 18 + kvmRoom
  let above = belowLabel + arrow + discPitch * (mostAbove(view) - 1)
  let below = Math.max(
    28 + discPitch * Math.max(1, placesBelow(view)),
    // Discs around the cache stand beside its middle and below it.
    discPitch * mostAround(view) - cacheHeight / 2 + 16,
  )
  const missing = noteY + noteHeight(view, noteWidth) + 8 - (party.height + above + cacheHeight + below)
  if (missing > 0) {
    above += missing / 3
    below += (missing * 2) / 3
  }
  const cacheY = party.height + above
  const memoryY = cacheY + cacheHeight + below
  const vmmAround = hasLane(view, 'vmm-around', 'vmm-hit')
  const guestAround = hasLane(view, 'guest-around', 'guest-hit')
  const left = vmmAround ? 96 : 0
  const cache = {
    x: left,
    y: cacheY,
    width: (guestAround ? 346 : memoryRight) - left,
    height: cacheHeight,
  }
  const x = { vmm: 116, vmmAround: 32, guest: guestAround ? 309 : 388, guestAround: 388 }
  const lanes = wideLanes(x, cache.x, cache.x + cache.width, cacheY, memoryY)
  const memory = { x: 0, y: memoryY, width: memoryRight, height: memoryHeight }
  return {
    width,
    height: memoryY + memoryHeight + 1,
    phone: false,
    boxes: {
      vmm: { x: 0, y: 0, ...party },
      guest: { x: memoryRight - party.width, y: 0, ...party },
      linear: { x: right, y: 0, width: rightWidth, height: party.height },
      cache,
      memory,
      end: { x: right, y: memoryY, width: rightWidth, height: memoryHeight },
    },
    plates: {
      vmm: [22, 51],
      guest: [memoryRight - party.width + 22, 51],
      linear: [right + 22, 51],
      cache: [cache.x + 22, cacheY + 43],
      memory: [22, memoryY + 40],
    },
    lanes,
    beside: wideBeside(view, x),
    discs: discsAt(view, {
      lanes,
      above: party.height + belowLabel,
      around: cacheY + cacheHeight / 2,
      below: cacheY + cacheHeight + belowCache,
      before: [memoryRight - 18, memoryY + 18],
      kvm: { x: right + 10, y: party.height + 26, width: kvmWidth },
    }),
    belowCache,
    kvmWidth,
    note: { x: right, y: noteY, width: noteWidth },
  }
}

interface Xs {
  readonly vmm: number
  readonly vmmAround: number
  readonly guest: number
  readonly guestAround: number
}

function wideLanes(
  x: Xs,
  left: number,
  rightEdge: number,
  cacheY: number,
  memoryY: number,
): Readonly<Partial<Record<LaneId, readonly Point[]>>> {
  const top = party.height
  const bottom = cacheY + cacheHeight
  /** Where a way from the side meets the cache: above the discs that stand beside it. */
  const entry = cacheY + 11
  const down = (at: number, from: number, to: number): readonly Point[] => [
    [at, from],
    [at, to],
  ]
  const linear: readonly Point[] = [
    [right, 44],
    [gutter, 44],
  ]
  const fromLinear: readonly Point[] = [...linear, [gutter, entry], [rightEdge, entry]]
  return {
    'vmm-cache': down(x.vmm, top, cacheY),
    'vmm-around': down(x.vmmAround, top, memoryY),
    'vmm-hit': [
      [x.vmmAround, top],
      [x.vmmAround, entry],
      [left, entry],
    ],
    'guest-cache': down(x.guest, top, cacheY),
    'guest-around': down(x.guestAround, top, memoryY),
    'guest-hit': [
      [x.guestAround, top],
      [x.guestAround, entry],
      [rightEdge, entry],
    ],
    'linear-cache': fromLinear,
    'linear-hit': fromLinear,
    'linear-around': [...linear, [gutter, memoryY + 40], [memoryRight, memoryY + 40]],
    'write-back': down(108, bottom, memoryY),
    fill: down(232, bottom, memoryY),
    drop: down(308, bottom, memoryY - 12),
  }
}

function wideBeside(view: LineView, x: Xs): Readonly<Partial<Record<LaneId, Beside>>> {
  const beside = (at: number, short: boolean, lines: 1 | 2): Beside => ({
    label: at + 15,
    short,
    words: at + 15,
    lines,
  })
  const below = (at: number): Beside => ({ ...beside(at, true, 2), words: at + 13 })
  const vmmBoth = hasLane(view, 'vmm-cache') && hasLane(view, 'vmm-around')
  const guestBoth = hasLane(view, 'guest-cache') && hasLane(view, 'guest-around')
  return {
    'vmm-cache': beside(x.vmm, vmmBoth, 1),
    'vmm-around': beside(x.vmmAround, vmmBoth, 1),
    'guest-cache': beside(x.guest, guestBoth, 1),
    'vmm-hit': beside(x.vmmAround, true, vmmBoth ? 1 : 2),
    'guest-around': beside(x.guestAround, guestBoth, 2),
    'guest-hit': beside(x.guestAround, guestBoth, 2),
    'write-back': below(108),
    fill: below(232),
    drop: below(308),
  }
}
