import type { MemoryAttributes } from '../arch/attributes.ts'
import { recording, type Decision, type Property } from '../arch/rule.ts'
import { translateAttributes, type AttributeOutcome } from '../arch/translate-attributes.ts'
import { toInputs } from '../scenario/scenario.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { answer, properties, type Answer } from './answer.ts'
import { openPoints, type OpenPoint } from './open.ts'
import { reservedFields } from './reserved.ts'
import { reach, type Reach } from './reach.ts'
import type { Sentence } from './sentence.ts'
import { consequences, verdict } from './verdict.ts'

/** Everything that a page, a text or a picture says of a scenario. Nothing below decides anything again. */
export interface Outcome {
  readonly scenario: Scenario
  readonly attributes: AttributeOutcome
  readonly decisions: readonly Decision[]
  readonly answers: Readonly<Record<Property, Answer>>
  readonly reach: readonly Reach[]
  readonly open: readonly OpenPoint[]
  /** Fields whose present encoding is reserved. */
  readonly reserved: ReadonlySet<SettingKey>
  readonly verdict: Sentence
  readonly consequences: readonly Sentence[]
}

/** What the leaf asked for, where stage 1 then took a fault. */
const asked = (decisions: readonly Decision[]) =>
  (decisions.find(({ table }) => table.id === 'mair-byte')?.value ?? null) as MemoryAttributes | null

/**
 * Resolves a scenario with its reasons:
 *
 *     scenario -> arch (tables, each decision recorded) -> answers, reach, open points -> sentences
 */
export function resolve(scenario: Scenario): Outcome {
  const at = toInputs(scenario)
  const decisions: Decision[] = []
  const attributes = translateAttributes(at, recording(decisions))
  const entries = properties.map(
    (p) => [p, answer(p, at, decisions, attributes.s1, attributes.final)] as const,
  )
  const answers = Object.fromEntries(entries) as Record<Property, Answer>
  const open = openPoints(scenario, decisions, attributes)
  const parts = {
    scenario,
    attributes,
    decisions,
    answers,
    reach: reach(at, attributes.s1 ?? asked(decisions)),
    open,
    reserved: reservedFields(decisions),
  }
  return { ...parts, verdict: verdict(parts), consequences: consequences(parts) }
}
