import { defaultKvmInputs, type KvmInputs, type Pfn, type PgProt } from '../kvm/inputs.ts'
import type { Value } from './columns.ts'
import { Unreadable } from './unreadable.ts'
import type { Answer } from './vector.ts'

/** One dimension of the table: its name, and the values that it takes. */
interface Dimension {
  readonly name: string
  readonly values: readonly Value[]
}

/** A policy as the file numbers it, with an index into the outcomes for each input; -1 is not given. */
interface PolicyTable {
  readonly id: string
  readonly table: readonly number[]
}

/** A file of kernel decisions: inputs are counted through the dimensions, the last one fastest. */
export interface Decisions {
  readonly kind: 'kernel-decisions'
  readonly dimensions: readonly Dimension[]
  /** Answers in the columns that are compared. */
  readonly outcomes: readonly Answer[]
  readonly policies: readonly PolicyTable[]
}

const dimensionNames = [
  'fwb',
  'dic',
  'pfn_is_map_memory',
  'vma_kind',
  'vm_allow_any_uncached',
  'host_pgprot',
  'cow_private_mapping',
  'mte',
  'slot_flags',
  'expect_wb_flag',
  'fault',
] as const

/** What is compared; other fields of an outcome are comments. */
const answerColumns = [
  'memslot',
  'fault',
  'errno',
  's2',
  'memattr',
  'sh',
  's2ap',
  'xn',
  'pte',
  'kvm_dcache',
  'kvm_icache',
] as const

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isValue = (value: unknown): value is Value => typeof value === 'number' || typeof value === 'string'

/** Whether an object has the keys of a file of kernel decisions. */
export const isDecisions = (object: unknown): object is Record<string, unknown> =>
  isObject(object) && ['dims', 'outcomes', 'policies'].every((key) => Object.hasOwn(object, key))

/** Reads a parsed file of kernel decisions. @throws Unreadable naming what is not as the format has it */
export function readDecisions(file: Record<string, unknown>): Decisions {
  const dimensions = listOf(file['dims'], 'dims').map(readDimension)
  const names = dimensions.map(({ name }) => name)
  if (dimensionNames.some((name) => !names.includes(name)) || names.length !== dimensionNames.length)
    throw new Unreadable(`dims are ${names.join(', ')}, not ${dimensionNames.join(', ')}`)
  const outcomes = listOf(file['outcomes'], 'outcomes').map(readOutcome)
  const cells = dimensions.reduce((product, { values }) => product * values.length, 1)
  const policies = listOf(file['policies'], 'policies').map((one, at) =>
    readPolicy(one, `policies[${at}]`, cells, outcomes.length),
  )
  return { kind: 'kernel-decisions', dimensions, outcomes, policies }
}

function listOf(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw new Unreadable(`${name} is not a list with entries`)
  return value
}

function readDimension(dimension: unknown, at: number): Dimension {
  const { name, values } = isObject(dimension) ? dimension : {}
  if (typeof name !== 'string') throw new Unreadable(`dims[${at}] has no name`)
  const list = listOf(values, `dims[${at}].values`)
  if (!list.every(isValue)) throw new Unreadable(`dims[${at}].values are not all numbers or words`)
  return { name, values: list }
}

function readOutcome(outcome: unknown, at: number): Answer {
  if (!isObject(outcome)) throw new Unreadable(`outcomes[${at}] is not an object`)
  const answer: Record<string, Value> = {}
  for (const column of answerColumns) {
    const value = outcome[column]
    if (isValue(value)) answer[column] = value
    else if (value !== undefined && value !== null)
      throw new Unreadable(`outcomes[${at}].${column} is neither a number nor a word`)
  }
  return answer
}

function readPolicy(policy: unknown, where: string, cells: number, outcomes: number): PolicyTable {
  const { id, table } = isObject(policy) ? policy : {}
  if (typeof id !== 'string') throw new Unreadable(`${where} has no id`)
  const list = listOf(table, `${where}.table`)
  if (list.length !== cells) throw new Unreadable(`${where}.table has ${list.length} entries, not ${cells}`)
  const wrong = list.findIndex(
    (entry) => !Number.isInteger(entry) || Number(entry) < -1 || Number(entry) >= outcomes,
  )
  if (wrong >= 0) throw new Unreadable(`${where}.table[${wrong}] is no outcome`)
  return { id, table: list as readonly number[] }
}

/** The values of each dimension at an index of the tables, in the order of the dimensions. */
export function valuesAt({ dimensions }: Decisions, index: number): Answer {
  let rest = index
  const backwards = dimensions.toReversed().map(({ name, values }): [string, Value] => {
    const value = values[rest % values.length] ?? ''
    rest = Math.floor(rest / values.length)
    return [name, value]
  })
  return Object.fromEntries(backwards.toReversed())
}

const words = {
  vma_kind: ['plain', 'pfnmap', 'mixedmap'],
  host_pgprot: ['normal', 'normal_tagged', 'nc', 'device_nGnRE', 'device_nGnRnE'],
  mte: ['vm_without_mte', 'vm_mte_vma_allowed', 'vm_mte_vma_not_allowed'],
  slot_flags: ['none', 'log_dirty', 'readonly', 'log_dirty|readonly'],
  fault: ['read', 'write', 'exec'],
} as const

/** Everything that the file leaves unsaid: 4K pages mapped one by one, a translation fault, a writable host leaf. */
const unsaid: KvmInputs = {
  ...defaultKvmInputs,
  pfnmap: false,
  io: false,
  pgprot: 'normal',
  pfn: 'map-memory',
}

/**
 * The inputs that the values of a row stand for. VM_PFNMAP goes with VM_IO; a PFN outside of memblock is raw memory
 * there, and a ZONE_DEVICE page in the other VMAs. @throws Unreadable for a value that the format does not have
 */
export function decisionInputs(row: Answer): KvmInputs {
  const kind = word(row, 'vma_kind')
  const mte = word(row, 'mte')
  const slot = word(row, 'slot_flags').split('|')
  return {
    ...unsaid,
    fwb: flag(row, 'fwb'),
    dic: flag(row, 'dic'),
    pfn: pfnOf(flag(row, 'pfn_is_map_memory'), kind),
    pfnmap: kind === 'pfnmap',
    io: kind === 'pfnmap',
    mixedmap: kind === 'mixedmap',
    anyuncached: flag(row, 'vm_allow_any_uncached'),
    pgprot: word(row, 'host_pgprot') as PgProt,
    shared: !flag(row, 'cow_private_mapping'),
    mte: mte !== 'vm_without_mte',
    mteallowed: mte === 'vm_mte_vma_allowed',
    log: slot.includes('log_dirty'),
    readonly: slot.includes('readonly'),
    bit3: flag(row, 'expect_wb_flag'),
    acc: accessOf(word(row, 'fault')),
  }
}

const accesses = { read: 'r', write: 'w', exec: 'x' } as const
const accessOf = (fault: string): KvmInputs['acc'] => accesses[fault as keyof typeof accesses]

function pfnOf(mapMemory: boolean, kind: string): Pfn {
  if (mapMemory) return 'map-memory'
  return kind === 'pfnmap' ? 'none' : 'zone-device'
}

function flag(row: Answer, name: string): boolean {
  const value = row[name]
  if (value !== 0 && value !== 1) throw new Unreadable(`${name} is ${JSON.stringify(value)}, neither 0 nor 1`)
  return value === 1
}

function word(row: Answer, name: keyof typeof words): string {
  const known: readonly Value[] = words[name]
  const value = row[name] ?? ''
  if (!known.includes(value))
    throw new Unreadable(`${name} is ${JSON.stringify(value)}, not one of ${known.join(', ')}`)
  return String(value)
}
