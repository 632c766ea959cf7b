import type { AttributeInputs } from '../arch/inputs.ts'
import type { MemoryAttributes } from '../arch/attributes.ts'
import { recording, type Decision, type Property } from '../arch/rule.ts'
import { translateAttributes, type AttributeOutcome } from '../arch/translate-attributes.ts'
import { asMet, toInputs } from '../scenario/inputs.ts'
import type { Scenario, SettingKey } from '../scenario/schema.ts'
import { answer, properties, type Answer } from './answer.ts'
import { openPoints, type OpenPoint } from './open.ts'
import { reach, type Reach } from './reach.ts'
import { reservedFields } from './reserved.ts'

/** The attributes of an access that both stages let through, with their reasons. */
export interface AccessAnswer {
  /** With the values of stage 2 that KVM wrote, where it did. */
  readonly scenario: Scenario
  readonly inputs: AttributeInputs
  readonly attributes: AttributeOutcome
  readonly decisions: readonly Decision[]
  readonly answers: Readonly<Record<Property, Answer>>
  readonly reach: readonly Reach[]
  readonly open: readonly OpenPoint[]
  /** Fields whose present encoding is reserved. */
  readonly reserved: ReadonlySet<SettingKey>
}

/** What the leaf asked for, where stage 1 then took a fault. */
const asked = (decisions: readonly Decision[]) =>
  (decisions.find(({ table }) => table.id === 'mair-byte')?.value ?? null) as MemoryAttributes | null

/** Asks the engine of attributes, with reasons. */
export function accessAnswer(scenario: Scenario): AccessAnswer {
  const met = asMet(scenario)
  const inputs = toInputs(scenario)
  const decisions: Decision[] = []
  const attributes = translateAttributes(inputs, recording(decisions))
  const entries = properties.map(
    (p) => [p, answer(p, inputs, decisions, attributes.s1, attributes.final)] as const,
  )
  return {
    scenario: met,
    inputs,
    attributes,
    decisions,
    answers: Object.fromEntries(entries) as Record<Property, Answer>,
    reach: reach(inputs, attributes.s1 ?? asked(decisions)),
    open: openPoints(met, decisions, attributes),
    reserved: reservedFields(decisions),
  }
}
