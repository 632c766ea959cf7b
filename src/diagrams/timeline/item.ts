/** How a point looks: filled for what was merged, hollow for what was posted, dashed for a proposal, square for what was rejected. */
export type PointMark = 'filled' | 'hollow' | 'dashed' | 'square' | 'small'

/** A point of the timeline, as it is drawn. */
export interface TimelineItem {
  readonly id: string
  /** ISO day, or a year. */
  readonly date: string
  readonly name: string
  /** What a screen reader says of it. */
  readonly label: string
  readonly mark: PointMark
  readonly side: 'above' | 'below'
}
