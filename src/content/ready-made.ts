import type { CitationId } from '../cite/citations.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'

/** Settings that go together, by the name of a thing: a kind of memory, a host, a release. */
export interface ReadyMade {
  readonly id: string
  readonly name: string
  /** What it is, and what of it is unknown. */
  readonly says: string
  readonly source: readonly CitationId[] | { readonly text: string }
  /** What it sets; other settings stay. */
  readonly settings: Partial<Scenario>
}

const keysOf = (settings: Partial<Scenario>) => Object.keys(settings) as SettingKey[]

/** Whether a scenario has every setting as it is here. */
export const holds = ({ settings }: Pick<ReadyMade, 'settings'>, scenario: Scenario) =>
  keysOf(settings).every((key) => settings[key] === scenario[key])

/** The first of a list that sets something and that a scenario agrees with: of several alike, the one that a select shows. */
export const firstThatHolds = (list: readonly ReadyMade[], scenario: Scenario) =>
  list.find((one) => keysOf(one.settings).length > 0 && holds(one, scenario))
