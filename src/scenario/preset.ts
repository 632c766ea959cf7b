import type { CitationId } from '../cite/citations.ts'
import { defaults } from './scenario.ts'
import type { Scenario } from './schema.ts'

/** A well-known combination: a name for a set of settings, with where it is known from. */
export interface Preset {
  /** As an address writes it: `p=<id>`. */
  readonly id: string
  readonly name: string
  /** What it shows, in a sentence. */
  readonly says: string
  readonly source: readonly CitationId[] | { readonly text: string }
  /** What differs from the defaults. */
  readonly settings: Partial<Scenario>
}

/** The preset of that id, if there is one. */
export const findPreset = (presets: readonly Preset[], id: string | null) =>
  presets.find((preset) => preset.id === id)

/** The scenario that edits start from: the preset's, or the defaults. */
export const baseScenario = (preset: Preset | undefined): Scenario => ({ ...defaults, ...preset?.settings })
