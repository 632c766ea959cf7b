import { rowsIn, type ExplainedKvm, type TraceRow } from '../../kvm/trace.ts'
import { controlOf } from '../../scenario/kvm-ids.ts'

type Traced = Pick<ExplainedKvm, 'traces'>

/** Every row of both acts, in the order of the source. */
export const rowsOf = ({ traces }: Traced): readonly TraceRow[] =>
  [traces.memslot, traces.fault].flatMap(rowsIn)

/** The row of a check, if this kernel has it. */
export const findRow = (kvm: Traced, id: string): TraceRow | undefined =>
  rowsOf(kvm).find(({ check }) => check.id === id)

/** The controls that a check reads, of settings or of single flags. */
export const controlsOf = ({ operands }: TraceRow): readonly string[] =>
  operands.flatMap(({ reads }) => reads.map((input) => controlOf[input]))

/** The checks that asked a setting, or the flag of it that `id` names. */
export function readersOf(kvm: Traced, id: string): readonly TraceRow[] {
  const isOf = (control: string) => control === id || control.startsWith(`${id}-`)
  return rowsOf(kvm).filter((row) => controlsOf(row).some(isOf))
}
