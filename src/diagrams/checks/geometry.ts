/** Where the columns of a checks picture stand, in user units. */
export interface Geometry {
  readonly width: number
  /** Where the path runs, and how far right a block of it stands. */
  readonly spine: number
  readonly elbow: number
  /** Where conditions start. */
  readonly text: number
  /** Exits stand in a column beside the conditions, or at the right below them. */
  readonly exits: { readonly place: 'beside'; readonly x: number } | { readonly place: 'below' }
  /** Room that is kept at the right for the release that brought a check. */
  readonly since: number
  /** Files are named with their folders where there is room. */
  readonly folders: boolean
}

export const wide: Geometry = {
  width: 776,
  spine: 10,
  elbow: 24,
  text: 30,
  exits: { place: 'beside', x: 624 },
  since: 38,
  folders: true,
}

/** For 390 px and below. */
export const narrow: Geometry = {
  width: 354,
  spine: 8,
  elbow: 18,
  text: 24,
  exits: { place: 'below' },
  since: 36,
  folders: false,
}

/** Height of a row of one line, and of each further line of its condition. */
export const pitch = 25
export const leading = 21
