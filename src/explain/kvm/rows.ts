import type { ExplainedKvm, TraceRow } from '../../kvm/trace.ts'

/** Every row of both acts, in the order of the source. */
export const rowsOf = ({ traces }: Pick<ExplainedKvm, 'traces'>): readonly TraceRow[] =>
  [traces.memslot, traces.fault].flatMap(({ functions }) => functions.flatMap(({ rows }) => rows))

/** The row of a check, if this kernel has it. */
export const findRow = (kvm: Pick<ExplainedKvm, 'traces'>, id: string): TraceRow | undefined =>
  rowsOf(kvm).find(({ check }) => check.id === id)
