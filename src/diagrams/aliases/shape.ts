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

/** How many discs stand on a lane. */
export const discsOn = ({ discs }: LineView, id: LaneId) => discs.filter(({ lane }) => lane === id).length
