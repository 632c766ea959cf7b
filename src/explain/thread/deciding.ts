import type { KernelFunction } from '../../kvm/check.ts'
import { rowsIn, type Trace, type TraceRow } from '../../kvm/trace.ts'
import type { Aspect } from '../../scenario/aspect.ts'
import { isNarrow } from '../first-pick.ts'
import type { KvmAnswer } from '../kvm/answer.ts'

/** A check with the function that it stands in. */
export interface Standing {
  readonly row: TraceRow
  readonly fn: KernelFunction
}

/** The check that decided an aspect, and those that it leans on or that do what it decided. */
export interface Deciding extends Standing {
  readonly others: readonly Standing[]
}

const asks = ({ operands }: TraceRow, name: string) => operands.some((one) => one.name === name)
const sets = ({ check }: TraceRow, name: string) => check.sets?.[name] === true
const isPassedOver = ({ state }: TraceRow) => state === 'passed-over'

/** The rows by which a leaf is no Write-Back one. */
const givesType = (row: TraceRow) =>
  sets(row, 'KVM_PGTABLE_PROT_DEVICE') || sets(row, 'KVM_PGTABLE_PROT_NORMAL_NC')

/** The value that these rows ask, `device` or `map_non_cacheable`: it comes from a check above, not from an input. */
const nonCacheableName = (rows: readonly TraceRow[]) =>
  rows.find(givesType)?.operands.find(({ reads }) => reads.length === 0)?.name

/** The type of a leaf: what made it non-cacheable, or what could have and did not. */
function ofType(rows: readonly TraceRow[]): readonly TraceRow[] {
  const name = nonCacheableName(rows)
  const makes = name === undefined ? [] : rows.filter((row) => sets(row, name))
  const made = makes.filter(({ state }) => state === 'sets')
  if (made.length > 0) return [...made, ...rows.filter((row) => givesType(row) && row.state === 'sets')]
  return [...rows.filter(isNarrow), ...makes.filter((row) => isPassedOver(row) && row.operands.length > 0)]
}

/** Cache maintenance: what made the page executable, unless only data are maintained, and the question about the hardware. */
function ofMaintenance(rows: readonly TraceRow[], { fault }: KvmAnswer): readonly TraceRow[] {
  const executable = rows.filter((row) => row.state === 'sets' && sets(row, 'KVM_PGTABLE_PROT_X'))
  const hardware = rows.filter((row) => isPassedOver(row) && asks(row, 'FWB'))
  const { dcache = 'none', icache = 'none' } = fault.maintenance ?? {}
  return icache === 'none' && dcache !== 'none' ? [...hardware, ...executable] : [...executable, ...hardware]
}

function rowsOfAspect(aspect: Aspect, kvm: KvmAnswer): readonly TraceRow[] {
  const { stopped, traces } = kvm
  if (aspect === 'memslot') return [traces.memslot.last]
  if (stopped !== null) return [traces[stopped].last]
  const rows = rowsIn(traces.fault)
  const { last } = traces.fault
  if (aspect === 'receiver') return [last]
  if (aspect === 'maintenance') return [...ofMaintenance(rows, kvm), last]
  const found = ofType(rows)
  return found.length > 0 ? found : [rows.find((row) => asks(row, 'pfn_is_map_memory()')) ?? last]
}

const standing = (row: TraceRow, traces: readonly Trace[]): readonly Standing[] =>
  traces.flatMap(({ functions }) =>
    functions.filter(({ rows }) => rows.includes(row)).map(({ fn }) => ({ row, fn })),
  )

/** The check that decided an aspect of a story. @throws RangeError if no check did */
export function deciding(aspect: Aspect, kvm: KvmAnswer): Deciding {
  const traces = [kvm.traces.memslot, kvm.traces.fault]
  const rows = new Set(rowsOfAspect(aspect, kvm))
  const [first, ...others] = [...rows].flatMap((row) => standing(row, traces))
  if (!first) throw new RangeError(`aspect: no check decided ${aspect}`)
  return { ...first, others }
}
