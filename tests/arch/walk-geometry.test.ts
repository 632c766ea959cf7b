import { everyStage1Geometry, everyStage2Geometry } from './every-geometry.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inputBitsFor, inputSize, startLevel } from '../../src/arch/walk/begin.ts'
import { kvmGeometry } from '../../src/arch/walk/geometry.ts'
import type { Table } from '../../src/arch/rule.ts'
import { granules, type GranuleSize } from '../../src/arch/walk/granule.ts'
import { plainChoices, plainHalf, registersOf } from '../../src/arch/walk/registers-of.ts'
import { stage1Tables, stage2Tables, type Tables } from '../../src/arch/walk/tables.ts'
import {
  stage1Geometry,
  stage2Geometry,
  stage2Size,
  type Geometry,
} from '../../src/arch/walk/legal-geometry.ts'
import { defaultPe } from '../../src/arch/walk/pe.ts'
import { sweep } from '../sweep.ts'
import { anyPe } from './arbitrary-walk.ts'
import { plainGranules, plainLsb } from './plain-tables.ts'
import { plainFaults, plainWalkRows } from './plain-walk-rows.ts'
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

describe('every geometry of a PE', () => {
  const rowOf = (table: Table<Tables, unknown>, tables: Tables) =>
    plainWalkRows.find(([one]) => one === table)?.[1](tables as never) ?? ''

  /** The row that has to decide: one that refuses, before one that leaves something open. */
  function plainRule(tables: Tables): string {
    const ofSize = rowOf(inputSize, tables)
    if (plainFaults[ofSize] !== undefined || tables.stage === 1) return ofSize
    const ofStart = rowOf(startLevel, tables)
    return plainFaults[ofStart] !== undefined || ofSize === 'txsz-allowed' ? ofStart : ofSize
  }

  /** The rows that leave nothing open. */
  const legal = ['txsz-allowed', 'sl0-fits']

  /** Every TxSZ with every granule and DS, and with every SL0 and SL2 of stage 2, as registers that the plain reading takes. */
  const settings = sizes.flatMap((granule) =>
    [false, true].flatMap((ds) => below(0, 63).map((txsz) => ({ granule, ds, txsz }))),
  )

  /** log2 of the bytes of the first table, and what follows from it. */
  function plainFirst({ inputBits, granule: { size }, start }: Tables) {
    const bytes = 8n << BigInt(Math.max(inputBits - plainLsb(size, start), 0))
    const granule = 1n << BigInt(plainGranules[size].bits)
    return {
      level: start,
      bytes: Number(bytes),
      concatenated: Number(bytes > granule ? bytes / granule : 1n),
    }
  }

  function expected(tables: Tables) {
    const id = plainRule(tables)
    const refused = plainFaults[id] !== undefined
    const { stage, granule, ds, txsz, least, most, sl, inputBits } = tables
    const first = refused ? null : plainFirst(tables)
    const judged = { id, refused, legal: legal.includes(id) }
    return { stage, granule: granule.size, ds, txsz, least, most, sl, inputBits, first, ...judged }
  }

  const seen = (geometry: Geometry) => ({
    ...geometry,
    id: geometry.rule.id,
    rule: undefined,
    because: undefined,
  })

  test('is judged by the row that has to decide, with its first table', () => {
    fc.assert(
      fc.property(
        anyPe,
        fc.constantFrom(...settings),
        fc.nat({ max: 7 }),
        (pe, { granule, ds, txsz }, sl) => {
          const half = { ...plainHalf, granule, txsz }
          const stage2 = { ...plainChoices.stage2, granule, ds, t0sz: txsz, sl }
          const registers = registersOf({
            ...plainChoices,
            stage1: { ...plainChoices.stage1, ds, halves: [half, half] },
            stage2,
          })
          const [first, second] = [stage1Tables(pe, registers, 0), stage2Tables(pe, registers)]
          expect(seen(stage1Geometry(pe, granule, ds, txsz))).toEqual(expected(first))
          expect(seen(stage2Geometry(pe, granule, ds, txsz, sl))).toEqual(expected(second))
          const size = stage2Size(pe, granule, ds, txsz)
          const id = rowOf(inputSize, second)
          expect([size.rule.id, size.first, size.refused, size.legal]).toEqual([
            id,
            null,
            plainFaults[id] !== undefined,
            legal.includes(id),
          ])
        },
      ),
      { numRuns: sweep(10_000) },
    )
  })

  test('has room for the sizes of IPA that its start level is for, and for no others', () => {
    for (const size of sizes)
      for (const start of below(size === '4K' ? -1 : 0, 3)) {
        // One table whose index has a bit, to 16 tables whose index has four more.
        const lsb = plainLsb(size, start)
        expect(inputBitsFor(granules[size], start)).toEqual([lsb + 1, lsb + plainGranules[size].stride + 4])
      }
  })
})
