import { reasonInputs } from '../../scenario/inputs.ts'
import { isByHand } from '../../scenario/scenario.ts'
import { settingOf, type Scenario } from '../../scenario/schema.ts'
import { nearestIn, type Run } from './runs.ts'

/** A change of the scenario, and how a button names it. */
export interface Edit {
  readonly says: string
  readonly values: Partial<Scenario>
}

/** The change that makes TxSZ one of a run's values, the nearest; null where it is one already. */
export function sizeEdit1({ txsz }: Scenario, run: Run): Edit | null {
  if (run.present) return null
  const to = nearestIn(run.txsz, txsz)
  return { says: `Set TxSZ to ${to}`, values: { txsz: to } }
}

/** Why the start level of stage 2 cannot be set; null where it can. */
export const whyNotSet2 = (scenario: Scenario): string | null =>
  settingOf('sl0').disabled(reasonInputs(scenario))

/** The change that makes T0SZ one of a run's; null where it is, or where KVM sets it. */
export function sizeEdit2(scenario: Scenario, run: Run): Edit | null {
  if (run.present || !isByHand(scenario)) return null
  const t0sz = nearestIn(run.txsz, scenario.t0sz)
  return { says: `Set T0SZ to ${t0sz}`, values: { t0sz } }
}

/** The value of the setting for {SL2, SL0}; it has none for SL2 with an SL0 that it forbids. */
const sl0Of = (sl: number): Scenario['sl0'] | undefined =>
  settingOf('sl0').values.find(({ value }) => value !== 'kvm' && Number(value) === sl)?.value

/** The change to a start level with one of a run's sizes of IPA; null where it is present, or cannot be set. */
export function startEdit(scenario: Scenario, sl: number, run: Run): Edit | null {
  const sl0 = sl0Of(sl)
  if (sl0 === undefined || run.present || !isByHand(scenario)) return null
  const t0sz = nearestIn(run.txsz, scenario.t0sz)
  return { says: `Set SL0 to ${sl0}, T0SZ to ${t0sz}`, values: { sl0, t0sz } }
}
