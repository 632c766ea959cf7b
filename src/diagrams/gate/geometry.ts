/** Where the columns of a gate diagram stand, in user units. */
export interface Geometry {
  readonly width: number
  /** Rows are named at the left, or above where there is no room. */
  readonly names: 'left' | 'above'
  readonly stage1: number
  readonly gate: readonly [left: number, right: number]
  readonly result: number
  /** "Decided by" stands beside a row, or below it. */
  readonly decided: { readonly place: 'beside' | 'below'; readonly x: number; readonly columns: number }
  readonly bit: number
  readonly memattr: number
  readonly fwb: number
  /** Characters that a value may take before it is folded into two lines. */
  readonly value: number
  /** Where the leaf's own word stands inside the gate, and where its line leaves, from the sides. */
  readonly says: readonly [fromLeft: number, fromRight: number]
}

export const wide: Geometry = {
  width: 776,
  names: 'left',
  stage1: 122,
  gate: [272, 396],
  result: 440,
  decided: { place: 'beside', x: 566, columns: 30 },
  bit: 25,
  memattr: 272,
  fwb: 368,
  value: 14,
  says: [24, 50],
}

/** For 390 px and below: the same three columns, everything else above or below them. */
export const narrow: Geometry = {
  width: 354,
  names: 'above',
  stage1: 0,
  gate: [118, 214],
  result: 246,
  decided: { place: 'below', x: 0, columns: 50 },
  bit: 19,
  memattr: 230,
  fwb: 325,
  value: 14,
  says: [5, 36],
}

/** Line height of the explanations. */
export const leading = 15.5
