import { readOf } from '../../src/arch/walk/access.ts'
import { granules, tg0Of, type GranuleSize } from '../../src/arch/walk/granule.ts'
import { SparseMemory } from '../../src/arch/walk/memory.ts'
import { defaultPe, type WalkPe } from '../../src/arch/walk/pe.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf, type Regime } from '../../src/arch/walk/regime.ts'
import { noRegisters } from '../../src/arch/walk/registers.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { toWord } from '../../src/arch/walk/word.ts'
import { stage1Sizes, stage2Sizes, type Stage2Sizes } from '../../src/explain/walk/geometry.ts'
import { isIn, nearestIn, type Legality, type Run } from '../../src/explain/walk/runs.ts'
import { defaultAttributePe } from '../../src/read/walk-vector.ts'

/** A granule with DS, on a PE. */
export interface Shape {
  readonly pe: WalkPe
  readonly granule: GranuleSize
  readonly ds: boolean
}

export const txszs = Array.from({ length: 64 }, (_, txsz) => txsz)

/** Every granule, DS and PA size; DS 1 where it counts. */
export const shapes: readonly Shape[] = [32, 36, 40, 42, 44, 48, 52].flatMap((pa) =>
  (['4K', '16K', '64K'] as const).flatMap((granule) =>
    (granule === '64K' ? [false] : [false, true]).map((ds) => ({ pe: { ...defaultPe, pa }, granule, ds })),
  ),
)

/** Stage 1 alone, both halves alike; the registers are put together here, not by the code under test. */
export function regime1({ pe, granule, ds }: Shape, txsz: number): Regime {
  const tcr = BigInt(txsz) | (BigInt(tg0Of(granule)) << 14n) | (0b110n << 32n) | (BigInt(ds ? 1 : 0) << 59n)
  return regimeOf(pe, defaultAttributePe, { ...noRegisters, sctlr: toWord(1n), tcr: toWord(tcr) })
}

/** Stage 2 alone. */
export function regime2({ pe, granule, ds }: Shape, t0sz: number, sl: number): Regime {
  const low = BigInt(t0sz | ((sl & 0b11) << 6) | (tg0Of(granule) << 14) | (0b110 << 16))
  const vtcr = low | (BigInt(ds ? 1 : 0) << 32n) | (BigInt(sl >> 2) << 33n)
  return regimeOf(pe, defaultAttributePe, { ...noRegisters, hcr: toWord(1n), vtcr: toWord(vtcr) })
}

export const view1 = (shape: Shape, txsz = 16) => {
  const regime = regime1(shape, txsz)
  return stage1Sizes({ regime, tables1: regime.stage1[0] })
}

export const view2 = (shape: Shape, t0sz = 24, sl = 1) => stage2Sizes({ regime: regime2(shape, t0sz, sl) })

/** The one run that a TxSZ is in. @throws Error where it is in none, or in several */
export function runAt<T extends Run>(runs: readonly T[], txsz: number): T {
  const [found, ...more] = runs.filter((run) => isIn(run.txsz, txsz))
  if (!found || more.length > 0) throw new Error(`TxSZ ${txsz} is in ${found ? 'several runs' : 'no run'}`)
  return found
}

/** What a view says of a T0SZ with {SL2, SL0}: the size first, then the start level. */
export function told2({ runs, starts }: Stage2Sizes, t0sz: number, sl: number): Run {
  const size = runAt(runs, t0sz)
  if (size.legality === 'illegal') return size
  const row = starts.find((one) => one.sl === sl)
  if (!row) throw new Error(`no row for ${sl}`)
  const every = row.runs.map(({ txsz }) => txsz)
  const least = Math.min(...every.map((span) => span.least))
  const most = Math.max(...every.map((span) => span.most))
  const start = runAt(row.runs, nearestIn({ least, most }, t0sz))
  const legality: Legality = start.legality === 'legal' ? size.legality : start.legality
  return { ...start, legality }
}

/** What a walk of empty memory for the highest address does: where it starts and in how many tables, or nothing. */
export function walked(regime: Regime, stage: 1 | 2) {
  const tables = stage === 1 ? regime.stage1[0] : regime.stage2
  const recorder = new Recorder()
  const highest = toWord((1n << BigInt(tables.inputBits)) - 8n)
  const { fault } = translate(regime, readOf(highest), new SparseMemory(), recorder)
  const [read] = recorder.reads
  if (!read) return { fault: `${fault?.kind} ${fault?.level}`, refused: tables.refused }
  const { level, address } = read.descriptor
  const count = Math.max((address + 8) / 2 ** granules[tables.granule.size].bits, 1)
  return { level, count, refused: tables.refused }
}

/** Whether a run says what a walk did. */
export function agrees(run: Run, did: ReturnType<typeof walked>): boolean {
  if (run.legality === 'illegal')
    return did.refused && did.fault === 'Translation 0' && run.level === null && run.tables === null
  return !did.refused && did.level === run.level && run.tables !== null && isIn(run.tables, did.count ?? 0)
}
