import { aliasIds, type AliasId } from './alias-id.ts'

/** The id of a row of a run by its place, by which it is picked: `step-0` is the line as it was. */
export const stepId = (place: number) => `step-${place}`

/** The place of the row that an id names; null where it names none. */
export function stepNumber(id: string): number | null {
  const [, digits] = /^step-(\d+)$/.exec(id) ?? []
  return digits === undefined ? null : Number(digits)
}

/** The alias of which this is the id in the picture; null for another element. */
export const aliasNamed = (id: string): AliasId | null =>
  aliasIds.find((alias) => id === `alias-${alias}`) ?? null

/** Whether an element of that id belongs to act 5. */
export const isOfCoherency = (id: string) => stepNumber(id) !== null || aliasNamed(id) !== null
