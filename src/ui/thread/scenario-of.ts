import type { Beside, ThreadStep } from '../../content/thread.ts'
import { defaults } from '../../scenario/scenario.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** The whole scenario of a step, or the one that it lays beside its own. */
export const scenarioOf = ({ settings }: ThreadStep, beside?: Beside): Scenario => ({
  ...defaults,
  ...settings,
  ...beside?.settings,
})
