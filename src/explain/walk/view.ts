import { toBigInt } from '../../arch/walk/word.ts'
import { levels, lsbOf } from '../../arch/walk/granule.ts'
import type { WalkAnswer } from './answer.ts'
import { indexAt, isFirst, type Index, type WalkRead } from './reads.ts'
import type { WalkRow } from './rows.ts'

/** How far the reader has stepped. `now` is the number of the read that is being made; null where all are made. */
export interface Step {
  readonly now: number | null
}

export type CellState = 'done' | 'now' | 'next' | 'to-come' | 'fault' | 'not-made'

/** A cell of the picture: a read, or one that was not made. */
export interface Cell {
  readonly id: string | null
  readonly number: number | null
  readonly stage: 1 | 2
  readonly level: number
  readonly kind: string
  readonly index: Index | null
  readonly address: number | null
  readonly value: bigint | null
  readonly state: CellState
  /** It is of a hardware update of a leaf. */
  readonly again: boolean
}

/** A row of the picture. */
export interface ViewRow {
  readonly name: string
  /** The bits of the VA that the row is for: an index, or the offset in what is mapped. */
  readonly bits: Index
  readonly ipa: number | null
  readonly cells: readonly Cell[]
  /** What was not needed: reads that a block or stage 2 being off saves. */
  readonly saved: string | null
  readonly lit: boolean
}

/** A column over the picture: bits of the IPA that is being translated. */
export interface Column {
  readonly name: string
  readonly msb: number
  readonly lsb: number
  readonly value: number | null
  readonly lit: boolean
  readonly level: number | null
}

/** What the picture of a walk shows at a step. */
export interface WalkView {
  readonly columns: readonly Column[]
  /** The IPA whose bits stand over the columns. */
  readonly ipa: number | null
  readonly rows: readonly ViewRow[]
  readonly pa: number | null
  /** The fault stopped the walk. */
  readonly stopped: boolean
}

const kinds = { invalid: 'Invalid', table: 'Table', block: 'Block', page: 'Page' } as const

function stateOf({ number }: WalkRead, { now }: Step, answer: WalkAnswer): CellState {
  const last = answer.fault !== null && number === answer.reads.length
  if (now === null || number < now) return last ? 'fault' : 'done'
  if (number === now) return last ? 'fault' : 'now'
  return number === now + 1 ? 'next' : 'to-come'
}

function cellOf(read: WalkRead, step: Step, answer: WalkAnswer): Cell {
  const state = stateOf(read, step, answer)
  const { id, number, stage, level, index, pa, value, kind } = read
  const known = state === 'done' || state === 'now' || state === 'fault'
  return {
    id,
    number,
    stage,
    level,
    kind: kinds[kind],
    index,
    address: known || state === 'next' ? pa : null,
    value: known ? value : null,
    state,
    again: !isFirst(read),
  }
}

function cellsOf(row: WalkRow, step: Step, answer: WalkAnswer): readonly Cell[] {
  return [
    ...row.reads.map((read) => cellOf(read, step, answer)),
    ...row.unmade.map(({ stage, level }): Cell => ({
      id: null,
      number: null,
      stage,
      level,
      kind: '',
      index: null,
      address: null,
      value: null,
      state: 'not-made',
      again: false,
    })),
  ]
}

/** What a row did without. */
function savedIn({ reads }: WalkRow): string | null {
  const leaf = reads.findLast((read) => read.stage === 2 && isFirst(read))
  if (leaf?.kind !== 'block') return null
  const count = 3 - leaf.level
  return `${count} read${count === 1 ? '' : 's'} saved by a level ${leaf.level} block`
}

/** The IPA that a row translates. */
function ipaOf({ reads }: WalkRow): number | null {
  return reads.find(({ stage }) => stage === 2)?.input ?? reads.find(({ stage }) => stage === 1)?.ipa ?? null
}

function bitsOf(row: WalkRow, answer: WalkAnswer): Index {
  const { tables1: tables } = answer.setup
  if (row.of === 'access') return offsetOf(answer)
  const input = Number(BigInt.asUintN(tables.inputBits, vaOf(answer)))
  return indexAt({ tables, level: row.of, input })
}

/** The bits of the VA below those that stage 1's levels resolve; where it is off, those in a page. */
function offsetOf(answer: WalkAnswer): Index {
  const { granule } = answer.setup.tables1
  const level = answer.rows.findLast(({ of }) => of !== 'access')?.of
  const lsb = typeof level === 'number' ? lsbOf(granule, level) : 12
  return { msb: lsb - 1, lsb: 0, value: Number(BigInt.asUintN(lsb, vaOf(answer))) }
}

const vaOf = ({ setup: { access } }: WalkAnswer) => toBigInt(access.va)

function rowOf(row: WalkRow, step: Step, answer: WalkAnswer): ViewRow {
  const ipa = ipaOf(row)
  const first = row.reads[0]?.number
  const reached = step.now === null || (first !== undefined && first <= step.now + 1)
  return {
    name: row.of === 'access' ? 'The access' : `Stage 1, level ${row.of}`,
    bits: bitsOf(row, answer),
    ipa: reached ? ipa : null,
    cells: cellsOf(row, step, answer),
    saved: savedIn(row),
    lit: row.reads.some(({ number }) => number === step.now),
  }
}

/** The row whose address stands over the columns: that of the present read, or the last one. */
function shownRow(answer: WalkAnswer, { now }: Step): WalkRow | undefined {
  const { rows } = answer
  if (now === null) return rows.findLast(({ reads }) => reads.length > 0)
  return rows.find(({ reads }) => reads.some(({ number }) => number === now))
}

function columnsOf(answer: WalkAnswer, step: Step): readonly Column[] {
  const { regime } = answer.setup
  const { stage2 } = regime
  const shown = shownRow(answer, step)
  const ipa = regime.stage2On && shown ? ipaOf(shown) : null
  const now = answer.reads.find(({ number }) => number === step.now)
  const columns = (regime.stage2On ? levels(stage2.start, 3) : []).map((level): Column => {
    const { msb, lsb, value } = indexAt({ tables: stage2, level, input: ipa ?? 0 })
    return {
      name: `Stage 2, level ${level}`,
      msb,
      lsb,
      value: ipa === null ? null : value,
      lit: now?.stage === 2 && now.level === level,
      level,
    }
  })
  const bits = stage2.granule.bits
  const last: Column = {
    name: 'Stage 1 descriptor',
    msb: bits - 1,
    lsb: 0,
    value: ipa === null ? null : ipa % 2 ** bits,
    lit: now?.stage === 1,
    level: null,
  }
  return [...columns, last]
}

/** What the picture shows at a step: each read in its place, and the bits of the address that is being translated. */
export function walkView(answer: WalkAnswer, step: Step): WalkView {
  const shown = shownRow(answer, step)
  const done = step.now === null || step.now >= answer.reads.length
  return {
    columns: columnsOf(answer, step),
    ipa: shown ? ipaOf(shown) : null,
    rows: answer.rows.map((row) => rowOf(row, step, answer)),
    pa: !answer.fault && done ? answer.translation.pa : null,
    stopped: answer.fault !== null,
  }
}
