/** The id of a row of a run by its place, by which it is picked: `step-0` is the line as it was. */
export const stepId = (place: number) => `step-${place}`

/** The place of the row that an id names; null where it names none. */
export function stepNumber(id: string): number | null {
  const [, digits] = /^step-(\d+)$/.exec(id) ?? []
  return digits === undefined ? null : Number(digits)
}
