import { describe, expect, test } from 'vitest'
import type { GranuleSize } from '../../src/arch/walk/granule.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { geometryView, stage1Sizes, stage2Sizes, type GeometryView } from '../../src/explain/walk/geometry.ts'
import { sizeEdit1, sizeEdit2, startEdit, whyNotSet2 } from '../../src/explain/walk/geometry-edits.ts'
import { granuleShapes } from '../../src/explain/walk/granule-levels.ts'
import { isIn, type Run } from '../../src/explain/walk/runs.ts'
import { walkSetup } from '../../src/explain/walk/setup.ts'
import { defaults as initial } from '../../src/scenario/scenario.ts'
import { settingOf, type Scenario } from '../../src/scenario/schema.ts'
import { isBeyond, pe1Of, pe2Of, rowsOf, type Row } from '../vectors/geometry-rows.ts'
import { defaults } from './by-hand.ts'
import { agrees, regime1, regime2, runAt, shapes, told2, txszs, view1, view2, walked } from './geometry-of.ts'

const slsOf = (granule: GranuleSize, ds: boolean) => (granule === '4K' && ds ? 8 : 4)

describe('the runs are what the PE does', () => {
  test('at stage 1, for every granule, DS, PA size and TxSZ', () => {
    for (const shape of shapes) {
      const { runs } = view1(shape)
      const wrong = txszs.filter((txsz) => !agrees(runAt(runs, txsz), walked(regime1(shape, txsz), 1)))
      expect(wrong, JSON.stringify(shape)).toEqual([])
    }
  })

  test('at stage 2, for every granule, DS, PA size, T0SZ, SL0 and SL2', () => {
    for (const shape of shapes) {
      const view = view2(shape)
      for (let sl = 0; sl < slsOf(shape.granule, shape.ds); sl++) {
        const wrong = txszs.filter(
          (t0sz) => !agrees(told2(view, t0sz, sl), walked(regime2(shape, t0sz, sl), 2)),
        )
        expect(wrong, `${JSON.stringify(shape)} ${sl}`).toEqual([])
      }
    }
  })

  test.each(['clamp', 'fault'] as const)('whichever way a PE chooses: %s', (choice) => {
    const pe = { ...defaultPe, pa: 48, lva: false, lpa: false, lpa2: false, ttst: false }
    const chosen = { ...pe, txszabove: choice, txszbelow: choice }
    for (const granule of ['4K', '16K', '64K'] as const) {
      const shape = { pe: chosen, granule, ds: false }
      const of1 = view1(shape)
      const of2 = view2(shape)
      const refused1 = txszs.filter((txsz) => regime1(shape, txsz).stage1[0].refused)
      expect(txszs.filter((txsz) => runAt(of1.runs, txsz).legality === 'illegal')).toEqual(refused1)
      const refused2 = txszs.filter((t0sz) => regime2(shape, t0sz, 1).stage2.refused)
      expect(txszs.filter((t0sz) => told2(of2, t0sz, 1).legality === 'illegal')).toEqual(refused2)
    }
  })
})

/** What a golden row says: no read is a refusal, and a TxSZ that the PE had to choose about is open. */
const golden = (row: Row) =>
  row['n_reads'] === '0' ? 'illegal' : row['impdef_txsz'] === '' ? 'legal' : 'open'

describe("the legality of the runs is that of Arm's pseudocode", () => {
  const views1 = new Map<string, ReturnType<typeof view1>>()
  const views2 = new Map<string, ReturnType<typeof view2>>()
  const shapeOf = (row: Row, pe = defaultPe) => ({
    pe,
    granule: row['granule'] as GranuleSize,
    ds: row['ds'] === '1',
  })
  const once = <T>(known: Map<string, T>, key: string, make: () => T): T => {
    const view = known.get(key) ?? make()
    known.set(key, view)
    return view
  }

  test('at stage 1, in every golden row', () => {
    const rows = rowsOf('sail/geom-s1.csv.gz').filter((row) => !isBeyond(row))
    const wrong = rows.filter((row) => {
      const shape = shapeOf(row, pe1Of(row))
      const { runs } = once(views1, JSON.stringify(shape), () => view1(shape))
      const { legality, level } = runAt(runs, Number(row['txsz']))
      return legality !== golden(row) || (level !== null && level !== Number(row['level']))
    })
    expect(rows.length).toBeGreaterThan(1000)
    expect(wrong).toEqual([])
  })

  test('at stage 2, in every golden row', () => {
    const rows = rowsOf('sail/geom-s2.csv.gz').filter((row) => !isBeyond(row))
    const wrong = rows.filter((row) => {
      const shape = shapeOf(row, pe2Of(row))
      const view = once(views2, JSON.stringify(shape), () => view2(shape))
      const counts = shape.granule === '4K' && shape.ds
      const sl = Number(row['sl0']) + (counts ? 4 * Number(row['sl2']) : 0)
      const { legality, level } = told2(view, Number(row['t0sz']), sl)
      return legality !== golden(row) || (level !== null && level !== Number(row['level']))
    })
    expect(rows.length).toBeGreaterThan(7000)
    expect(wrong).toEqual([])
  })
})

describe('the reasons', () => {
  const shape = { pe: defaultPe, granule: '4K', ds: false } as const
  const small = { ...shape, pe: { ...defaultPe, pa: 40 } }

  test.each([
    [0, 'txsz-below', 'a VA has at most 52 bits'],
    [12, 'txsz-below', '4K tables need TCR_EL1.DS 1 for a VA of more than 48 bits'],
    [16, 'txsz-allowed', 'levels 1 to 3 can resolve 39 bits, and a larger VA needs level 0'],
    [48, 'txsz-allowed', 'level 3 alone can resolve 21 bits'],
    [
      49,
      'txsz-above-clamped',
      'the most that TxSZ can be with 4K tables is 48; beyond it a PE may fault or take 48, and this one takes it',
    ],
  ])('say of TCR_EL1.TxSZ %i by %s: %s', (txsz, id, reason) => {
    expect(runAt(view1(shape).runs, txsz)).toMatchObject({ rule: { id }, reason })
  })

  test('name the feature that a PE lacks', () => {
    const pe = { ...defaultPe, lva: false, lpa2: false, ttst: false }
    expect(runAt(view1({ pe, granule: '64K', ds: false }).runs, 12).reason).toBe(
      '64K tables need FEAT_LVA for a VA of more than 48 bits; beyond it a PE without FEAT_LVA may fault or take 16, and this one takes it',
    )
    const plain = { pe, granule: '4K', ds: false } as const
    expect(runAt(view1(plain).runs, 12).reason).toContain(
      '4K tables need TCR_EL1.DS 1 for a VA of more than 48 bits, which needs FEAT_LPA2; beyond it',
    )
    expect(runAt(view1(plain).runs, 40).reason).toContain(
      'the most that TxSZ can be without FEAT_TTST is 39; beyond it',
    )
    const narrow = { pe: { ...pe, lpa: false }, granule: '64K', ds: false } as const
    expect(runAt(view2(narrow).runs, 12).reason).toContain('a PE without FEAT_LPA may fault or take ')
  })

  test.each([
    [16, 2, 'txsz-below', 'an IPA is no larger than the PA of this PE, 40 bits'],
    [24, 2, 'sl0-4k-level-0', 'a PE with less than 44 bits of PA does not have; this PE has 40'],
    [24, 0, 'sl0-inconsistent', 'too large: 16 concatenated tables at level 2 resolve 34 bits at most'],
    [40, 1, 'sl0-inconsistent', 'level 1 must resolve at least one bit above the 30 of levels 2 to 3'],
    [24, 1, 'sl0-fits', 'too large for one table at level 1, but not for 16 concatenated ones'],
    [25, 1, 'sl0-fits', 'one table at level 1 resolves an IPA of this size'],
  ])('say of VTCR_EL2.T0SZ %i with SL0 %i on a PA of 40 bits by %s: %s', (t0sz, sl, id, reason) => {
    const told = told2(view2(small), t0sz, sl)
    expect(told.rule.id).toBe(id)
    expect(told.reason).toContain(reason)
  })

  test('are there for every run, with a citation', () => {
    for (const one of shapes) {
      const { runs, starts } = view2(one)
      const every: readonly Run[] = [...view1(one).runs, ...runs, ...starts.flatMap((row) => row.runs)]
      const wanting = every.filter(({ reason, rule }) => reason === '' || rule.cite.length === 0)
      expect(wanting, JSON.stringify(one)).toEqual([])
    }
  })
})

const viewOf = (scenario: Scenario): GeometryView => geometryView(walkSetup(scenario, null))
const stage1Of = (scenario: Scenario) => stage1Sizes(walkSetup(scenario, null))
const stage2Of = (scenario: Scenario) => stage2Sizes(walkSetup(scenario, null))

const sizes = [0, 11, 12, 16, 17, 21, 22, 24, 25, 28, 32, 39, 40, 48, 49, 63]
const pas = settingOf('pa').values.map(({ value }) => value)
const granuleSizes = ['4k', '16k', '64k'] as const

const scenarios: readonly Scenario[] = granuleSizes.flatMap((size) =>
  (size === '64k' ? [false] : [false, true]).flatMap((ds) =>
    pas.map((pa) => ({
      ...defaults,
      tg: size,
      s2tg: size,
      tcr: ds ? 'ds' : 'none',
      vtcr: ds ? 'ds' : 'none',
      pa,
    })),
  ),
)

describe('what is present', () => {
  /** Stage 2 of every scenario with every size of IPA. */
  const ofSizes = scenarios.flatMap((scenario) =>
    sizes.map((t0sz) => ({ scenario, t0sz, stage2: stage2Of({ ...scenario, t0sz }) })),
  )

  test('is marked once at stage 1, and in one size of stage 2', () => {
    for (const scenario of scenarios) {
      const { stage1, stage2 } = viewOf(scenario)
      expect(stage1.runs.filter(({ present }) => present)).toHaveLength(1)
      expect(stage2.runs.filter(({ present }) => present)).toHaveLength(1)
      expect(stage2.starts.filter(({ present }) => present)).toHaveLength(1)
    }
  })

  test('is marked in one start level, where the PE takes the size of IPA', () => {
    for (const { scenario, t0sz, stage2 } of ofSizes) {
      const refused = stage2.runs.some(({ present, legality }) => present && legality === 'illegal')
      const marked = stage2.starts.flatMap(({ runs }) => runs.filter(({ present }) => present))
      expect(marked, `${scenario.s2tg} ${scenario.pa} ${t0sz}`).toHaveLength(refused ? 0 : 1)
    }
  })

  test("is KVM's choice where SL0 is left to it, and legal then", () => {
    for (const { t0sz, stage2 } of ofSizes) {
      const { kvm, starts } = stage2
      const [run] = starts.flatMap(({ runs }) => runs.filter(({ present }) => present))
      if (!run || !kvm) continue
      expect(run.legality).toBe('legal')
      expect(run.kvm && isIn(run.kvm, 64 - t0sz)).toBe(true)
      expect(kvm.start).toBe(run.level)
    }
  })
})

describe('a button', () => {
  test('of stage 1 makes its run the present one, from any TxSZ', () => {
    for (const scenario of scenarios)
      for (const run of stage1Of(scenario).runs) {
        const edit = sizeEdit1(scenario, run)
        expect(edit === null).toBe(run.present)
        const after = stage1Of({ ...scenario, ...edit?.values }).runs
        expect(after.find(({ present }) => present)).toEqual({ ...run, present: true })
      }
  })

  test('of stage 2 makes its run the present one', () => {
    for (const scenario of scenarios)
      for (const { sl, runs } of stage2Of(scenario).starts)
        for (const run of runs) {
          const edit = startEdit(scenario, sl, run)
          if (!edit) continue
          const row = stage2Of({ ...scenario, ...edit.values }).starts.find((one) => one.sl === sl)
          expect(row?.runs.find(({ present }) => present)).toEqual({ ...run, present: true })
        }
  })

  test('of a size of IPA makes it the present one', () => {
    for (const scenario of scenarios)
      for (const run of stage2Of(scenario).runs) {
        const edit = sizeEdit2(scenario, run)
        if (!edit) continue
        const after = stage2Of({ ...scenario, ...edit.values }).runs
        expect(after.find(({ present }) => present)).toEqual({ ...run, present: true })
      }
  })

  test('is there for SL2 with SL0 0b00 alone, as no other names a level', () => {
    const scenario: Scenario = { ...defaults, vtcr: 'ds' }
    const { starts } = stage2Of(scenario)
    const upper = starts.filter(({ sl }) => sl >= 4)
    expect(upper).toHaveLength(4)
    const set = upper.filter(({ sl, runs }) => runs.some((run) => startEdit(scenario, sl, run)))
    expect(set.map(({ sl }) => sl)).toEqual([4])
  })

  test('is not there where stage 2 is as KVM sets it, which is said', () => {
    const { starts } = stage2Of(initial)
    expect(starts.flatMap(({ sl, runs }) => runs.filter((run) => startEdit(initial, sl, run)))).toEqual([])
    expect(whyNotSet2(initial)).toContain('As KVM sets it')
    expect(whyNotSet2(defaults)).toBeNull()
  })
})

describe('what each granule allows', () => {
  const rowsOn = (pa: number) =>
    granuleShapes({ ...defaultPe, pa }).map(({ granule, ds, levels }) => {
      const blocks = levels.filter(({ leaf }) => leaf === 'block').map(({ level }) => level)
      const runs = levels.map(({ run }) => run?.entries ?? 0)
      return { of: `${granule} ${ds}`, from: levels[0]?.level, blocks, runs }
    })

  test('has the blocks and contiguous runs of the manual', () => {
    expect(rowsOn(52)).toEqual([
      { of: '4K false', from: 0, blocks: [1, 2], runs: [0, 16, 16, 16] },
      { of: '4K true', from: -1, blocks: [0, 1, 2], runs: [0, 0, 16, 16, 16] },
      { of: '16K false', from: 0, blocks: [2], runs: [0, 0, 32, 128] },
      { of: '16K true', from: 0, blocks: [1, 2], runs: [0, 0, 32, 128] },
      { of: '64K null', from: 1, blocks: [1, 2], runs: [0, 32, 32] },
    ])
  })

  test('has no 64K blocks at level 1 on a PA of less than 52 bits', () => {
    expect(rowsOn(48).at(-1)).toMatchObject({ blocks: [2] })
  })

  test('starts every legal size of VA at one level', () => {
    for (const { levels } of granuleShapes(defaultPe)) {
      const spans = levels.flatMap(({ va }) => (va ? [va] : []))
      for (const [at, { least }] of spans.slice(0, -1).entries()) expect(spans[at + 1]?.most).toBe(least - 1)
    }
  })
})
