import { presets } from '../../../src/content/presets.ts'
import { resolve, type Outcome } from '../../../src/explain/resolve.ts'
import { parseAddress, type Address } from '../../../src/scenario/address.ts'

/** What an address tells: the story of its scenario, and what else it asks to see. */
export interface Story {
  readonly address: Address
  readonly outcome: Outcome
}

/** What a part of the page says of a story, each sentence or label as a text of its own. */
export type Tells = (story: Story) => readonly string[]

/** The story of an address. @throws Error where a part of the address does not count */
export function storyOf(fragment: string): Story {
  const address = parseAddress(fragment, presets)
  if (address.dropped.length > 0)
    throw new Error(
      `${fragment}: ${address.dropped.map(({ key, raw }) => `${key}=${raw}`).join('&')} is dropped`,
    )
  return { address, outcome: resolve(address.scenario) }
}

/** Texts with a name before each, which says where it stands. */
export const named = (name: string, ...texts: readonly (string | null | undefined)[]): readonly string[] =>
  texts.flatMap((text) => (text === null || text === undefined || text === '' ? [] : [`${name}: ${text}`]))
