import { readOf } from '../arch/walk/access.ts'
import { tg0Of, tg1Of, type GranuleSize } from '../arch/walk/granule.ts'
import { defaultPe, type WalkPe } from '../arch/walk/pe.ts'
import { noRegisters, type Registers } from '../arch/walk/registers.ts'
import { toWord, type Word } from '../arch/walk/word.ts'
import { flag, number, twoBits, word, type Column, type Value } from './columns.ts'
import type { Row } from './vector.ts'
import { defaultAttributePe, type WalkInputs, type WalkTableKind } from './walk-vector.ts'

/** A column that may be empty, for which `empty` then stands. */
const optional = ({ wants, read }: Column, empty: Value = ''): Column => ({
  wants: `${wants}, or nothing`,
  read: (text) => (text === '' ? empty : read(text)),
})

/** A number of at most 64 bits in hexadecimal, kept as text. */
const address: Column = {
  wants: 'a hexadecimal number of at most 64 bits',
  read: (text) => (/^0x[\da-f]{1,16}$/i.test(text) ? `0x${BigInt(text).toString(16)}` : null),
}

/** A word of which fields are given by their lowest bit. */
function register(...fields: readonly (readonly [number, number])[]): Word {
  return toWord(fields.reduce((value, [at, bits]) => value | (BigInt(bits) << BigInt(at)), 0n))
}

const granule = word('4K', '16K', '64K')
const granuleOf = (row: Row) => row.text('granule') as GranuleSize

const inputs = (pe: Partial<WalkPe>, registers: Partial<Registers>, va: bigint): WalkInputs => ({
  pe: { ...defaultPe, ...pe },
  attributePe: defaultAttributePe,
  registers: { ...noRegisters, ...registers },
  memory: [],
  access: readOf(toWord(va)),
  instructions: [],
  pan: false,
})

const geometryAnswers: Record<string, Column> = {
  fault: word('Translation', 'AddressSize'),
  level: { wants: 'a level from -1 to 3', read: levelOf },
  n_reads: flag,
  first_desc_pa: optional(address),
  impdef_txsz: optional(word('max', 'min')),
}

/** A level, -1 to 3. */
function levelOf(text: string): number | null {
  return /^(-1|[0-3])$/.test(text) ? Number(text) : null
}

/** TCR_EL1 of one half over empty memory; stage 2 off. */
export const sailStage1Geometry: WalkTableKind = {
  id: 'sail-geom-s1',
  columns: {
    granule,
    ds: flag,
    upper: flag,
    txsz: number(63),
    features_dropped: word('', 'LPA2', 'LPA+LVA+LPA2', 'TTST'),
    va: address,
    ...geometryAnswers,
  },
  answers: Object.keys(geometryAnswers),
  inputs(row) {
    const dropped = row.text('features_dropped').split('+')
    const upper = row.number('upper')
    const size = granuleOf(row)
    const has = (feature: string) => !dropped.includes(feature)
    return inputs(
      { lpa: has('LPA'), lva: has('LVA'), lpa2: has('LPA2'), ttst: has('TTST') },
      {
        sctlr: register([0, 1], [2, 1], [12, 1]),
        tcr: register(
          [upper ? 16 : 0, row.number('txsz')],
          [upper ? 30 : 14, upper ? tg1Of(size) : tg0Of(size)],
          [32, 0b110],
          [59, row.number('ds')],
        ),
      },
      BigInt(row.text('va')),
    )
  },
}

/** VTCR_EL2 over empty memory; stage 1 off. */
export const sailStage2Geometry: WalkTableKind = {
  id: 'sail-geom-s2',
  columns: {
    granule,
    ds: flag,
    sl2: flag,
    sl0: twoBits,
    t0sz: number(63),
    pamax: number(52),
    feat_ttst: flag,
    ipa: address,
    s2: flag,
    ...geometryAnswers,
  },
  answers: ['s2', ...Object.keys(geometryAnswers)],
  inputs(row) {
    return inputs(
      { pa: row.number('pamax'), ttst: row.number('feat_ttst') === 1 },
      {
        hcr: register([0, 1], [31, 1]),
        vtcr: register(
          [0, row.number('t0sz')],
          [6, row.number('sl0')],
          [14, tg0Of(granuleOf(row))],
          [16, 0b110],
          [32, row.number('ds')],
          [33, row.number('sl2')],
        ),
      },
      BigInt(row.text('ipa')),
    )
  },
}

/** Two tables of stage 1 over a 2 MB block, and a 1 GB block of stage 2, all 4K; the VA is 0. */
const stage1Base = 0x1000n
const stage1Table = 0x2000n
const stage2Base = 0x8000n

function permissionMemory(row: Row): WalkInputs['memory'] {
  const bits = (...fields: readonly (readonly [number, string])[]) =>
    fields.reduce((value, [at, column]) => value | (BigInt(row.number(column)) << BigInt(at)), 0n)
  const table = stage1Table | 0b11n | bits([61, 'aptable'], [60, 'uxntable'], [59, 'pxntable'])
  const block = 0x400n | 0b01n | bits([6, 'ap'], [54, 'uxn'], [53, 'pxn'])
  const stage2 = 0x7fdn & ~0xc0n
  const leaf = stage2 | bits([6, 's2ap'], [54, 's2xn_bit54'], [53, 's2xnx_bit53'])
  // Stage 2 maps the tables and the block through one entry; the tables are read with S2AP 0b11.
  return [
    [Number(stage1Base), toWord(table)],
    [Number(stage1Table), toWord(block | 0x4000_0000n)],
    [Number(stage2Base), toWord(stage2 | 0xc0n)],
    [Number(stage2Base) + 8, toWord(leaf | 0x4000_0000n)],
  ]
}

/** Every combination of permission bits of both stages. */
export const sailPermissions: WalkTableKind = {
  id: 'sail-perms',
  columns: {
    ap: twoBits,
    uxn: flag,
    pxn: flag,
    aptable: twoBits,
    uxntable: flag,
    pxntable: flag,
    s2ap: twoBits,
    s2xn_bit54: flag,
    s2xnx_bit53: flag,
    wxn: flag,
    epan: flag,
    access: word('r', 'w', 'x', 'ru', 'wu'),
    el: flag,
    pan: flag,
    result: word('ok', 'Permission'),
    fault_s2: optional(flag),
    fault_level: optional(number(3)),
    fault_write: optional(flag),
  },
  answers: ['result', 'fault_s2', 'fault_level', 'fault_write'],
  inputs(row) {
    const kind = row.text('access')
    const el = row.number('el') as 0 | 1
    const el0 = el === 0 || kind.endsWith('u')
    const acc = kind.slice(0, 1) as 'r' | 'w' | 'x'
    return {
      ...inputs(
        {},
        {
          sctlr: register([0, 1], [2, 1], [12, 1], [19, row.number('wxn')], [57, row.number('epan')]),
          tcr: register([0, 25], [32, 0b101]),
          ttbr0: toWord(stage1Base),
          mair: register([0, 0xff]),
          hcr: register([0, 1], [31, 1]),
          vtcr: register([0, 24], [6, 1], [16, 0b101]),
          vttbr: toWord(stage2Base),
        },
        0n,
      ),
      memory: permissionMemory(row),
      access: {
        ...readOf(toWord(0n)),
        acc,
        el,
        el0,
        pan: row.number('pan') === 1 && !el0 && acc !== 'x',
      },
    }
  },
}
