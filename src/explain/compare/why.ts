import type { Decision } from '../../arch/rule.ts'
import type { Fault } from '../../arch/walk/fault.ts'
import type { CitationId } from '../../cite/citations.ts'
import type { Possibility } from '../../coherency/possibility.ts'
import type { MaintenanceRow } from '../../kvm/maintenance.ts'
import type { RowState, TraceRow } from '../../kvm/trace.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { conditionPieces, textOf } from '../check-pieces.ts'
import { fill, plain } from '../sentence.ts'

/** What made a value: a check of the kernel, a rule of the architecture, or an occasion of cache maintenance. */
export interface Why {
  readonly kind: 'check' | 'rule' | 'maintenance'
  readonly id: string
  /** What it does or decides, in half a sentence. */
  readonly says: string
  /** Why, in half a sentence. */
  readonly because: string
  readonly cite: readonly CitationId[]
  /** What became of a check; null for what is none. */
  readonly state: RowState | null
  /** The condition of a check with the values of its operands: `FWB[1] && !DIC[0]`; empty where it has none. */
  readonly asked: string
}

export const ofCheck = ({ check, state, operands }: TraceRow): Why => ({
  kind: 'check',
  id: check.id,
  says: check.says,
  because: check.because,
  cite: check.cite,
  state,
  asked: textOf(conditionPieces(check.test, operands)),
})

/** A decision of the architecture, its reason with the values of the scenario. */
export const ofDecision = (scenario: Scenario, { rule, because }: Decision): Why => ({
  kind: 'rule',
  id: rule.id,
  says: rule.says,
  because: plain(fill(because, scenario)),
  cite: rule.cite,
  state: null,
  asked: '',
})

export const ofFault = ({ why }: Fault): Why => ({
  kind: 'rule',
  id: why.id,
  says: why.says,
  because: why.because,
  cite: why.cite,
  state: null,
  asked: '',
})

/** A row of the model of one line. */
export const ofPossibility = ({ id, says, because, cite }: Possibility): Why => ({
  kind: 'rule',
  id,
  says,
  because,
  cite,
  state: null,
  asked: '',
})

export const ofMaintenance = ({ id, when, because, cite }: MaintenanceRow): Why => ({
  kind: 'maintenance',
  id,
  says: when,
  because,
  cite,
  state: null,
  asked: '',
})

/** Whether two values were made by the same rules, in the same manner. */
export const isSameWhy = (a: readonly Why[], b: readonly Why[]): boolean =>
  a.length === b.length && a.every(({ id, state }, at) => id === b[at]?.id && state === b[at]?.state)

/** Whether the same is told of both: also the same reason with its values, and the same places. */
export const isToldAlike = (a: readonly Why[], b: readonly Why[]): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
