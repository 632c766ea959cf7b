import type { LaneId } from '../../explain/coherency/lanes.ts'
import type { AliasId } from '../../explain/coherency/aliases.ts'
import type { LineView } from '../../explain/coherency/view.ts'
import type { Box } from '../marks.ts'

export type Point = readonly [x: number, y: number]

/** What a value can be in. */
export type Place = AliasId | 'cache' | 'memory'

/** Where the words of a lane stand beside it. */
export interface Beside {
  /** Where the token of its label begins; `short` where there is only room for a code. */
  readonly label: number
  readonly short: boolean
  /** Of the words of its discs. */
  readonly words: number
  /** How many of the lines of their words there is room for. */
  readonly lines: 0 | 1 | 2
  /** They end there, at the left of the lane. */
  readonly left?: boolean
}

/** Where everything of the picture stands, in user units. */
export interface Geometry {
  readonly width: number
  readonly height: number
  readonly phone: boolean
  readonly boxes: Readonly<Record<Place | 'end', Box>>
  /** The middle of the plate in a box. */
  readonly plates: Readonly<Record<Place, Point>>
  /** From the party down, or from the cache to memory. */
  readonly lanes: Readonly<Partial<Record<LaneId, readonly Point[]>>>
  readonly beside: Readonly<Partial<Record<LaneId, Beside>>>
  /** Of each disc, by its number. */
  readonly discs: readonly Point[]
  /** From the cache down to the first disc below it. */
  readonly belowCache: number
  /** How wide what stands beside a disc of KVM's may be. */
  readonly kvmWidth: number
  /** Where the note on the present step begins, and how wide it may be. */
  readonly note: { readonly x: number; readonly y: number; readonly width: number }
}

/** Of a picture whose boxes stand: where discs begin, and how far from each other. */
export const discPitch = 30
export const radius = 9.5

/** Line height of words in the picture. */
export const leading = 15

export const hasLane = ({ lanes }: LineView, ...ids: readonly LaneId[]) =>
  lanes.some(({ id }) => ids.includes(id))

/** Below the cache: how many stand on a lane there, a step that takes it on its way among them. */
const wordsOn = ({ lanes, discs }: LineView, id: LaneId) =>
  discs.filter(({ lane }) => lane === id).length + (lanes.find((one) => one.id === id)?.passing ? 1 : 0)

/** How many places there have to be between cache and memory. */
export const placesBelow = (view: LineView) =>
  hasLane(view, 'write-back', 'fill', 'drop')
    ? Math.max(1, ...(['write-back', 'fill', 'drop'] as const).map((id) => wordsOn(view, id)))
    : 0

/** How many discs stand on a lane. */
export const discsOn = ({ discs }: LineView, id: LaneId) => discs.filter(({ lane }) => lane === id).length
