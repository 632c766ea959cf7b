import {
  inputSize,
  stage1Begins,
  stage2Begins,
  startLevel,
  type FirstRead,
} from '../../src/arch/walk/begin.ts'
import type { FaultKind } from '../../src/arch/walk/check.ts'
import { descriptorKind, leafChecks, tableChecks, type Descriptor } from '../../src/arch/walk/descriptor.ts'
import { permission1, permission2, type Asked } from '../../src/arch/walk/permission-checks.ts'
import { stage1Off } from '../../src/arch/walk/stage1-off.ts'
import type { Tables } from '../../src/arch/walk/tables.ts'
import { toBigInt } from '../../src/arch/walk/word.ts'
import { plainly, type PlainRow } from './plain-rows.ts'
import { plainGranules, plainLsb, plainRun } from './plain-tables.ts'

const beyond = (address: number, bits: number) => BigInt(address) >= 1n << BigInt(bits)
const bit = (word: number, at: number) => (word >>> at) % 2 === 1

/** `AArch64_S1TxSZFaults`, `AArch64_S2TxSZFaults`. */
function inputSizeRow({ txsz, least, most, stage, pe }: Tables): string {
  if (txsz < least) {
    const mustFault = stage === 1 ? pe.lva : pe.lpa
    return mustFault ? 'txsz-below' : `txsz-below-${pe.txszbelow === 'fault' ? 'fault' : 'clamped'}`
  }
  if (txsz > most) return `txsz-above-${pe.txszabove === 'fault' ? 'fault' : 'clamped'}`
  return 'txsz-allowed'
}

/** The row of each SL0 that a PE may lack, by granule; null where every PE has it. `AArch64_S2InvalidSL`. */
const invalid: Readonly<Record<Tables['granule']['size'], readonly ((t: Tables) => string | null)[]>> = {
  '4K': [
    () => null,
    () => null,
    ({ pe }) => (pe.pa >= 44 ? null : 'sl0-4k-level-0'),
    ({ pe }) => (pe.ttst ? null : 'sl0-4k-level-3'),
  ],
  '16K': [
    () => null,
    () => null,
    ({ pe }) => (pe.pa >= 42 ? null : 'sl0-16k-level-1'),
    ({ ds }) => (ds ? null : 'sl0-16k-level-0'),
  ],
  '64K': [
    () => null,
    () => null,
    ({ pe }) => (pe.pa >= 44 ? null : 'sl0-64k-level-1'),
    () => 'sl0-64k-reserved',
  ],
}

/** `AArch64_S2InconsistentSL`: n * s + g + 1 <= iasize <= n * s + g + s + 4 with n levels below the first. */
function isInconsistent({ granule: { size }, start, inputBits }: Tables): boolean {
  const { bits, stride } = plainGranules[size]
  const below = (3 - start) * stride + bits
  return !(below + 1 <= inputBits && inputBits <= below + stride + 4)
}

function startLevelRow(t: Tables): string {
  const refused = t.sl > 4 ? 'sl2-with-sl0' : t.sl === 4 ? null : invalid[t.granule.size][t.sl]?.(t)
  return refused ?? (isInconsistent(t) ? 'sl0-inconsistent' : 'sl0-fits')
}

/** `AArch64_VAIsOutOfRange`: the bits from the top down to the input size have to be all the same as bit 55. */
function isOutOfRange({ tbi, inputBits }: Tables, va: bigint): boolean {
  const top = tbi ? 55 : 63
  const width = BigInt(top - inputBits + 1)
  const ones = (1n << width) - 1n
  const above = (va >> BigInt(inputBits)) & ones
  return above !== ((va >> 55n) % 2n === 1n ? ones : 0n)
}

/** Whether a level of tables may have blocks: *Translation table levels*. */
function hasBlocks({ granule: { size }, ds, pe }: Tables, level: number): boolean {
  if (level === 2) return true
  if (level === 1) return size === '4K' || (size === '16K' ? ds : pe.lpa && pe.pa === 52)
  return level === 0 && size === '4K' && ds
}

function kindRow({ tables, level, lo }: Descriptor): string {
  if (!bit(lo, 0)) return 'descriptor-invalid'
  if (bit(lo, 1)) return level === 3 ? 'descriptor-page' : 'descriptor-table'
  return hasBlocks(tables, level) ? 'descriptor-block' : 'descriptor-no-block'
}

function leafRow({ tables, level, hi, lo, next }: Descriptor): string {
  if (level !== 3 && bit(lo, 16) && tables.pe.nt === 'fault') return 'leaf-nt'
  if (beyond(next, tables.outputBits)) return 'leaf-oa-size'
  if (!bit(lo, 10) && !tables.ha) return 'leaf-af'
  const run = bit(hi, 20) ? plainRun(tables.granule.size, level) : 0
  const mapped = plainLsb(tables.granule.size, level) + run
  return run !== 0 && mapped > tables.inputBits ? 'leaf-contiguous-misprogrammed' : 'leaf-maps'
}

/** Rights by their bits: read, write, execute at EL1, and the same at EL0. */
const rightOf = { r: [0, 3], w: [1, 4], x: [2, 5] } as const

/** `AArch64_S1CheckPermissions`, `AArch64_S2CheckPermissions`: a walk reads, and its update reads and writes. */
function permissionRow(stage: 1 | 2, { acc, el0, aligned, rights, device, refused, purpose }: Asked): string {
  const isData = purpose === 'access' && acc !== 'x'
  if (isData && device && !aligned) return `s${stage}-alignment`
  if (refused) return `s${stage}-refused-type`
  const needs = { access: acc === 'any' ? [] : [acc], walk: ['r'], update: ['r', 'w'] } as const
  const lacks = needs[purpose].find((one) => !bit(rights, rightOf[one][el0 ? 1 : 0]))
  return `s${stage}-${lacks ? { r: 'no-read', w: 'no-write', x: 'no-fetch' }[lacks] : 'permitted'}`
}

const firstTooHigh = ({ tables, address }: FirstRead) => beyond(address, tables.outputBits)

/** Every table that decides a walk. */
export const plainWalkRows: readonly PlainRow[] = [
  plainly(stage1Off, ({ hi, lo, tbi, pa, aligned, fetch, device }) => {
    const va = toBigInt({ hi, lo }) & ((1n << (tbi ? 56n : 64n)) - 1n)
    if (va >= 1n << BigInt(pa)) return 's1-off-size'
    return device && !aligned && !fetch ? 's1-off-alignment' : 's1-off-maps'
  }),
  plainly(inputSize, inputSizeRow),
  plainly(startLevel, startLevelRow),
  plainly(stage1Begins, (read) => {
    if (isOutOfRange(read.tables, toBigInt(read))) return 'va-out-of-range'
    if (read.el0 && read.tables.e0pd) return 'va-e0pd'
    if (read.tables.epd) return 'va-epd'
    return firstTooHigh(read) ? 'first-descriptor-size' : 's1-walk-begins'
  }),
  plainly(stage2Begins, (read) => {
    if (beyond(read.input, read.tables.inputBits)) return 'ipa-out-of-range'
    return firstTooHigh(read) ? 's2-first-descriptor-size' : 's2-walk-begins'
  }),
  plainly(descriptorKind, kindRow),
  plainly(tableChecks, ({ tables, next }) =>
    beyond(next, tables.outputBits) ? 'next-table-size' : 'table-goes-on',
  ),
  plainly(leafChecks, leafRow),
  plainly(permission1, (asked) => permissionRow(1, asked)),
  plainly(permission2, (asked) => permissionRow(2, asked)),
]

/** The fault that a row gives; rows that are not here let the walk go on. */
export const plainFaults: Readonly<Record<string, FaultKind>> = {
  's1-off-size': 'AddressSize',
  's1-off-alignment': 'Alignment',
  'txsz-below': 'Translation',
  'txsz-below-fault': 'Translation',
  'txsz-above-fault': 'Translation',
  'sl2-with-sl0': 'Translation',
  'sl0-4k-level-0': 'Translation',
  'sl0-4k-level-3': 'Translation',
  'sl0-16k-level-0': 'Translation',
  'sl0-16k-level-1': 'Translation',
  'sl0-64k-reserved': 'Translation',
  'sl0-64k-level-1': 'Translation',
  'sl0-inconsistent': 'Translation',
  'va-out-of-range': 'Translation',
  'va-e0pd': 'Translation',
  'va-epd': 'Translation',
  'first-descriptor-size': 'AddressSize',
  'ipa-out-of-range': 'Translation',
  's2-first-descriptor-size': 'AddressSize',
  'descriptor-invalid': 'Translation',
  'descriptor-no-block': 'Translation',
  'next-table-size': 'AddressSize',
  'leaf-nt': 'Translation',
  'leaf-oa-size': 'AddressSize',
  'leaf-af': 'AccessFlag',
  's1-alignment': 'Alignment',
  's1-refused-type': 'Permission',
  's1-no-fetch': 'Permission',
  's1-no-read': 'Permission',
  's1-no-write': 'Permission',
  's2-alignment': 'Alignment',
  's2-refused-type': 'Permission',
  's2-no-fetch': 'Permission',
  's2-no-read': 'Permission',
  's2-no-write': 'Permission',
}
