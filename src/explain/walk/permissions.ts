import {
  allRights,
  leftBy,
  right,
  stage1Takers,
  stage2Takers,
  type RightName,
  type Stage1Permissions,
  type Taker,
} from '../../arch/walk/permissions.ts'
import { bin } from '../words.ts'
import type { WalkAnswer } from './answer.ts'
import { isLeaf, type WalkRead } from './reads.ts'

/** Something that can take rights away: a descriptor, or PSTATE with SCTLR_EL1. */
export interface Gate {
  readonly id: string
  readonly name: string
  readonly stage: 1 | 2
  /** Its bits. */
  readonly says: string
  /** The read that brings it; null for PSTATE. */
  readonly read: string | null
  /** What it takes, with the row that says so. */
  readonly takes: readonly {
    readonly rule: string
    readonly lost: number
    readonly says: string
    readonly because: string
  }[]
}

/** One right through all gates. */
export interface RightLine {
  readonly right: RightName
  readonly el: 0 | 1
  readonly letter: 'R' | 'W' | 'X'
  /** The gate that takes it; null where it survives. */
  readonly endsAt: number | null
  /** The access needs it. */
  readonly asked: boolean
}

/** The chain of permissions of a walk. */
export interface PermissionChain {
  readonly gates: readonly Gate[]
  readonly lines: readonly RightLine[]
  /** The walk came to the last gate. Else a right that no gate takes may still be lost. */
  readonly whole: boolean
}

const bit = (value: bigint, at: number) => ((value >> BigInt(at)) & 1n) === 1n
const two = (value: bigint, lsb: number) => Number((value >> BigInt(lsb)) & 0b11n)

const nothing: Stage1Permissions = {
  apTable: 0,
  uxnTable: false,
  pxnTable: false,
  ap: 0b01,
  uxn: false,
  pxn: false,
  wxn: false,
  epan: false,
  pan: false,
}

/** What rows take of the rights that are left. */
function gate<In>(
  of: Pick<Gate, 'id' | 'name' | 'stage' | 'says' | 'read'>,
  rows: readonly Taker<In>[],
  input: In,
  left: number,
): Gate {
  const takes: Gate['takes'][number][] = []
  leftBy(rows, input, left, ({ id: rule, says, because }, lost) => takes.push({ rule, lost, says, because }))
  return { ...of, takes }
}

const dirtyBitModifier = 51

/** Where hardware manages dirty state and DBM is 1, a leaf counts as writable. Source: `AArch64_S1DirectBasePermissions`. */
const isWritable = ({ value, descriptor }: WalkRead) => descriptor.tables.hd && bit(value, dirtyBitModifier)

const bits2 = (value: number) => bin(value, 2).slice(2)
const dbmOf = (read: WalkRead) => (isWritable(read) ? ' DBM' : '')

const rowsAt = (at: string) => stage1Takers.filter((row) => row.gate === at)

const leftAfter = (gates: readonly Gate[]) =>
  gates.reduce((left, { takes }) => takes.reduce((now, { lost }) => now & ~lost, left), allRights)

/** With TCR_EL1.HPD a table takes nothing. */
function tableInput({ value, descriptor }: WalkRead): Stage1Permissions {
  if (descriptor.tables.hpd) return nothing
  return { ...nothing, apTable: two(value, 61), uxnTable: bit(value, 60), pxnTable: bit(value, 59) }
}

function tableGate(read: WalkRead, left: number): Gate {
  const { level, id, descriptor } = read
  const input = tableInput(read)
  const says = [
    ...(input.apTable ? [`APTable ${bin(input.apTable, 2).slice(2)}`] : []),
    ...(input.uxnTable ? ['UXNTable'] : []),
    ...(input.pxnTable ? ['PXNTable'] : []),
  ]
  const of = {
    id: `gate-${id}`,
    name: `L${level} table`,
    stage: 1,
    says: says.join(' ') || (descriptor.tables.hpd ? 'HPD' : 'takes nothing'),
    read: id,
  } as const
  return gate(of, rowsAt('table'), input, left)
}

function leafGate(read: WalkRead, left: number): Gate {
  const { value, level, kind, id } = read
  const ap = two(value, 6) & (isWritable(read) ? 0b01 : 0b11)
  const input = { ...nothing, ap, uxn: bit(value, 54), pxn: bit(value, 53) }
  const says = `AP ${bits2(two(value, 6))}${dbmOf(read)}${input.pxn ? ' PXN' : ''}${input.uxn ? ' UXN' : ''}`
  return gate(
    { id: `gate-${id}`, name: `L${level} ${kind}`, stage: 1, says, read: id },
    rowsAt('leaf'),
    input,
    left,
  )
}

/** PAN is for EL1's loads and stores: what it takes from them is still writable where WXN is asked for a fetch. */
function stateGate({ setup: { regime, pan } }: WalkAnswer, left: number): Gate {
  const { wxn, epan } = regime
  const says = [...(pan ? ['PAN'] : []), ...(epan ? ['EPAN'] : []), ...(wxn ? ['WXN'] : [])]
  const of = {
    id: 'gate-pstate',
    name: 'PSTATE',
    stage: 1,
    says: says.join(' ') || 'takes nothing',
    read: null,
  } as const
  const forData = gate(of, rowsAt('pstate'), { ...nothing, pan, epan }, left)
  const forFetches = gate(of, rowsAt('pstate'), { ...nothing, wxn }, left)
  return { ...of, takes: [...forData.takes, ...forFetches.takes] }
}

function stage2Gate(read: WalkRead, left: number): Gate {
  const { value, id, descriptor } = read
  const s2ap = two(value, 6) | (isWritable(read) ? 0b10 : 0)
  const input = { s2ap, xn: two(value, 53) & (descriptor.tables.pe.xnx ? 0b11 : 0b10) }
  const says = `S2AP ${bits2(two(value, 6))}${dbmOf(read)} XN ${bits2(two(value, 53))}`
  return gate({ id: `gate-${id}`, name: 'Stage 2 leaf', stage: 2, says, read: id }, stage2Takers, input, left)
}

/** The gates of a walk in their order, as far as it came. */
function gatesOf(answer: WalkAnswer): readonly Gate[] {
  const gates: Gate[] = []
  const stage1 = answer.reads.filter(({ stage, again }) => stage === 1 && !again)
  for (const read of stage1) {
    if (read.kind === 'table') gates.push(tableGate(read, leftAfter(gates)))
    if (!isLeaf(read)) continue
    gates.push(leafGate(read, leftAfter(gates)))
    gates.push(stateGate(answer, leftAfter(gates)))
  }
  const last = answer.reads.findLast((read) => read.stage === 2 && read.purpose === 'access' && isLeaf(read))
  if (last) gates.push(stage2Gate(last, leftAfter(gates)))
  return gates
}

/** The last gate is stage 2's leaf, or with stage 2 off PSTATE's. */
const isWhole = (last: Gate | undefined, { setup: { regime } }: WalkAnswer) =>
  regime.stage2On ? last?.stage === 2 : last?.read === null

const order: readonly RightName[] = ['r1', 'w1', 'x1', 'r0', 'w0', 'x0']

/** Each right of EL1 and EL0 through everything that can take it away; null where nothing was read that could. */
export function permissionChain(answer: WalkAnswer): PermissionChain | null {
  const gates = gatesOf(answer)
  if (gates.length === 0) return null
  const { acc, el0 } = answer.setup.access
  const needed = `${acc}${el0 ? 0 : 1}`
  const lines = order.map((name): RightLine => {
    const ends = gates.findIndex(({ takes }) => takes.some(({ lost }) => (lost & right[name]) !== 0))
    return {
      right: name,
      el: name.endsWith('1') ? 1 : 0,
      letter: name.charAt(0).toUpperCase() as RightLine['letter'],
      endsAt: ends < 0 ? null : ends,
      asked: name === needed,
    }
  })
  return { gates, lines, whole: isWhole(gates.at(-1), answer) }
}
