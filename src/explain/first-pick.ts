import type { TraceRow } from '../kvm/trace.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { rowsOf } from './kvm/rows.ts'
import type { Outcome } from './resolve.ts'

/** The element that counts as picked where the reader has picked none: the one that decided, or the read that faulted. */
export function firstPick({ kvm, walk }: Pick<Outcome, 'kvm' | 'walk'>): string {
  const faulted = walk?.fault ? walk.reads.at(-1) : undefined
  if (faulted) return faulted.id
  return kvm ? firstCheck(kvm) : 'type'
}

const asks = ({ operands }: TraceRow, name: string) => operands.some((one) => one.name === name)

/** A check that only FWB and DIC kept from refusing. */
export const isNarrow = (row: TraceRow) =>
  row.state === 'passed-over' &&
  asks(row, 'FWB') &&
  asks(row, 'DIC') &&
  row.operands.every(({ value }) => value)

const givesType = ({ check, state }: TraceRow) =>
  state === 'sets' &&
  Boolean(check.sets?.['KVM_PGTABLE_PROT_DEVICE'] ?? check.sets?.['KVM_PGTABLE_PROT_NORMAL_NC'])

/** The check of KVM's that decided. */
export const firstCheck = (kvm: KvmAnswer): string => decidingRow(kvm).check.id

/** A story of KVM's, by the act in which it ends before an access is made; null where a leaf is mapped. */
type Told = Pick<KvmAnswer, 'stopped' | 'traces'>

/** The check that ended a story, or that gave its leaf the memory type. */
export const decidingRow = ({ stopped, traces }: Told): TraceRow =>
  stopped === null ? (tellingRow(rowsOf({ traces })) ?? traces.fault.last) : traces[stopped].last

/** Of the rows of a story that ends in a leaf, the one that decided its memory type. */
export const tellingRow = (rows: readonly TraceRow[]): TraceRow | undefined =>
  rows.find(isNarrow) ?? rows.find(givesType) ?? rows.find((row) => asks(row, 'pfn_is_map_memory()'))
