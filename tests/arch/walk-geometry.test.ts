import { everyStage1Geometry, everyStage2Geometry } from './every-geometry.ts'
import { describe, expect, test } from 'vitest'
import { kvmGeometry } from '../../src/arch/walk/geometry.ts'
import type { GranuleSize } from '../../src/arch/walk/granule.ts'
import { stage1Geometry, stage2Geometry, type Geometry } from '../../src/arch/walk/legal-geometry.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { isBeyond, pe1Of, pe2Of, rowsOf, type Row } from '../vectors/geometry-rows.ts'

const sizes: readonly GranuleSize[] = ['4K', '16K', '64K']
const below = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)

describe("KVM's stage 2", () => {
  const every = sizes.flatMap((size) => below(32, 52).map((ipa) => kvmGeometry(size, ipa)))

  test.each([
    ['4K', 40, 1, 2, 8192],
    ['4K', 48, 0, 1, 4096],
    ['4K', 52, 0, 16, 65_536],
    ['4K', 44, 0, 1, 256],
    ['4K', 43, 1, 16, 65_536],
    ['16K', 40, 2, 16, 262_144],
    ['16K', 48, 1, 2, 32_768],
    ['16K', 52, 0, 1, 256],
    ['64K', 40, 2, 1, 16_384],
    ['64K', 52, 1, 1, 8192],
  ] as const)(
    'for %s pages and an IPA of %i bits starts at level %i with %i table(s) of %i bytes in all',
    (size, ipa, start, concatenated, tableBytes) => {
      expect(kvmGeometry(size, ipa)).toMatchObject({ start, concatenated, tableBytes, t0sz: 64 - ipa })
    },
  )

  test('is legal on every PE that has the PA size and the features', () => {
    const refused = every.filter(({ granule, ipaBits, t0sz, sl, start, concatenated, tableBytes }) => {
      const pa = [32, 36, 40, 42, 44, 48, 52].find((bits) => bits >= ipaBits) ?? 52
      const ds = ipaBits > 48 && granule !== '64K'
      const large = ipaBits > 48
      const pe = { ...defaultPe, pa, lpa: large, lva: large, lpa2: ds, ttst: false }
      const { legal, first } = stage2Geometry(pe, granule, ds, t0sz, sl)
      return !(
        legal &&
        first?.level === start &&
        first.concatenated === concatenated &&
        first.bytes === tableBytes
      )
    })
    expect(refused).toEqual([])
  })

  test('never needs SL2, nor more than 16 tables, nor less than two levels', () => {
    for (const { sl, concatenated, levels } of every) {
      expect(sl).toBeLessThan(4)
      expect(concatenated).toBeLessThanOrEqual(16)
      expect(levels).toBeGreaterThanOrEqual(2)
    }
  })

  test.each([31, 53, 40.5])('is not for an IPA of %d bits', (ipa) => {
    expect(() => kvmGeometry('4K', ipa)).toThrow(RangeError)
  })
})

/**
 * Whether the row's one read says the size of the first tables: the highest address has their last descriptor, but not
 * where TxSZ was clamped, and in the upper half the rows have another address.
 */
const saysSize = ({ impdef_txsz, upper }: Row) => impdef_txsz === '' && upper !== '1'

const golden = (row: Row) =>
  row['n_reads'] === '0'
    ? null
    : `level ${row['level']}, ${saysSize(row) ? Number(row['first_desc_pa']) + 8 : '?'} bytes`

const told = ({ first }: Geometry, row: Row) =>
  first && `level ${first.level}, ${saysSize(row) ? first.bytes : '?'} bytes`

/** Whether the answer is not that of the row. A TxSZ that the PE may clamp is not legal. */
const differs = (row: Row, ofRow: Geometry) =>
  (!isBeyond(row) && told(ofRow, row) !== golden(row)) || (row['impdef_txsz'] !== '' && ofRow.legal)

describe('the lists of geometries agree with the golden ones', () => {
  test('at stage 1: which are walked, from which level, in tables of which size', () => {
    const wrong = rowsOf('sail/geom-s1.csv.gz').filter((row) => {
      const pe = pe1Of(row)
      const ofRow = stage1Geometry(pe, row['granule'] as GranuleSize, row['ds'] === '1', Number(row['txsz']))
      return differs(row, ofRow)
    })
    expect(wrong).toEqual([])
  })

  test('at stage 2: which are walked, from which level, in tables of which size', () => {
    const wrong = rowsOf('sail/geom-s2.csv.gz').filter((row) => {
      const pe = pe2Of(row)
      const sl = Number(row['sl0']) + 4 * Number(row['sl2'])
      const ofRow = stage2Geometry(
        pe,
        row['granule'] as GranuleSize,
        row['ds'] === '1',
        Number(row['t0sz']),
        sl,
      )
      return differs(row, ofRow)
    })
    expect(wrong).toEqual([])
  })
})

describe('the list of a PE', () => {
  const all = [...everyStage1Geometry(defaultPe), ...everyStage2Geometry(defaultPe)]

  test('has every setting that counts, once', () => {
    const key = ({ stage, granule, ds, txsz, sl }: Geometry) => `${stage} ${granule} ${ds} ${txsz} ${sl}`
    expect(new Set(all.map(key)).size).toBe(all.length)
    // Stage 1: 4K and 16K with and without DS, 64K. Stage 2 likewise, four SL0 each, and SL2 with 4K and DS.
    expect(all.length).toBe(5 * 64 + (5 * 4 + 4) * 64)
  })

  test('gives a row and a reason for each, and a first table for what is legal', () => {
    const wanting = all.filter(
      ({ rule, because, legal, first }) =>
        because === '' || rule.cite.length === 0 || (legal && !first) || (first && first.concatenated > 16),
    )
    expect(wanting).toEqual([])
  })

  test('says why stage 2 refuses one', () => {
    const { rule, because, legal } = stage2Geometry(defaultPe, '4K', false, 16, 0)
    expect(legal).toBe(false)
    expect(rule.id).toBe('sl0-inconsistent')
    expect(because).toContain('and VTCR_EL2.T0SZ gives 48')
  })

  test('calls a TxSZ that is clamped IMPLEMENTATION DEFINED, not legal', () => {
    const { rule, legal, first } = stage1Geometry(defaultPe, '4K', false, 60)
    expect(legal).toBe(false)
    expect(rule).toMatchObject({ id: 'txsz-above-clamped', status: 'implementation-defined' })
    expect(first).not.toBeNull()
  })

  test('refuses a clamped T0SZ that the start level does not fit, whatever the choice', () => {
    for (const txszabove of ['clamp', 'fault'] as const) {
      const { legal, first } = stage2Geometry({ ...defaultPe, txszabove }, '4K', false, 60, 1)
      expect({ legal, first }).toEqual({ legal: false, first: null })
    }
    expect(stage2Geometry(defaultPe, '4K', false, 60, 1).rule).toMatchObject({ id: 'sl0-inconsistent' })
    expect(stage2Geometry(defaultPe, '4K', false, 60, 1).rule.status).toBeUndefined()
  })

  test('names the size of PA that a start level lacks', () => {
    const { because } = stage2Geometry({ ...defaultPe, pa: 40 }, '4K', false, 24, 2)
    expect(because).toContain('this PE has 40')
  })

  test('says with which DS a TxSZ is not allowed', () => {
    expect(stage1Geometry(defaultPe, '4K', false, 12).because).toContain('16 to 48 with 4K tables and DS 0')
    expect(stage1Geometry(defaultPe, '4K', true, 12).legal).toBe(true)
  })
})
