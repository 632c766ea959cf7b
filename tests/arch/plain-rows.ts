import type { CacheField, MemoryAttributes } from '../../src/arch/attributes.ts'
import { combineCacheability, combineHints, combineType, fwbHints } from '../../src/arch/combine-type.ts'
import { mairByte } from '../../src/arch/mair.ts'
import { parAttr, parSh } from '../../src/arch/par.ts'
import type { Table } from '../../src/arch/rule.ts'
import {
  combineShareability,
  effectiveShareability,
  stage1EffectiveShareability,
  stage1Shareability,
  stage2Shareability,
} from '../../src/arch/shareability.ts'
import { leavingStage1, stage1Disabled } from '../../src/arch/stage1.ts'
import { stage2Enabled, stage2Leaf, stage2Override } from '../../src/arch/stage2.ts'
import { noTagAccess, noTagAccessFwb, tags } from '../../src/arch/tags.ts'
import { walkCacheability } from '../../src/arch/walk/walk-attributes.ts'
import { fwbBit3, fwbType } from '../../src/arch/with-fwb.ts'
import { xs, xsFwb } from '../../src/arch/xs.ts'

/** A table, and which of its rows has to decide: the manual's conditions a second time, each case by itself and without an order. */
export type PlainRow = readonly [table: Table<never, unknown>, rowOf: (input: never) => string]

/** Pairs a table with what tells its row. */
export const plainly = <In, Out>(table: Table<In, Out>, rowOf: (input: In) => string): PlainRow => [
  table,
  rowOf,
]

const bits = (value: number, width: number) => value.toString(2).padStart(width, '0')
const isDevice = ({ device }: MemoryAttributes) => device !== null
const attrs = ({ inner, outer }: MemoryAttributes) => `${outer?.attr} ${inner?.attr}`
const field = (f: CacheField | null) => f && `${f.attr} ${f.hint}${f.transient ? ' tr' : ''}`
const carries = ({ inner, outer }: Pick<MemoryAttributes, 'inner' | 'outer'>) =>
  field(inner) === 'WB RWA' && field(outer) === 'WB RWA'

const shRows = ['nsh', 'reserved', 'osh', 'ish']

function mairRow(mair: number, hasXs: boolean, hasMte2: boolean): string {
  const byte = bits(mair, 8)
  if (/^0000..00$/.test(byte) || (hasXs && /^0000..01$/.test(byte))) return 'mair-device'
  if (byte.startsWith('0000')) return 'mair-reserved-device'
  if (byte === '01000000') return hasXs ? 'mair-nc-xs0' : 'mair-reserved-no-xs'
  if (byte === '10100000') return hasXs ? 'mair-wt-xs0' : 'mair-reserved-no-xs'
  if (byte === '11110000') return hasMte2 ? 'mair-tagged' : 'mair-reserved-no-mte2'
  return byte.endsWith('0000') ? 'mair-reserved-inner' : 'mair-normal'
}

/** MemAttr under FWB that no rule gives a meaning: 0b0100, 0b10xx and 0b110x. */
const reservedCode = /^(0100|10..|110.)$/

function fwbRow(code: string, isDevice1: boolean, choice: string): string {
  if (reservedCode.test(code)) {
    if (choice === 'ngnrne') return 'fwb-reserved-ngnrne'
    if (choice === 'walker' && /^.10.$/.test(code)) return 'fwb-reserved-walker'
    return isDevice1 && /^.10.$/.test(code) ? 'fwb-reserved-device' : 'fwb-reserved'
  }
  if (/^.0..$/.test(code)) return isDevice1 ? 'fwb-device-device' : 'fwb-device'
  if (/^.101$/.test(code)) return isDevice1 ? 'fwb-nc-device' : 'fwb-nc'
  return code.endsWith('110') ? 'fwb-force-wb' : 'fwb-stage1'
}

const effective = (prefix: string, at: MemoryAttributes) =>
  isDevice(at) ? `${prefix}-device` : attrs(at) === 'NC NC' ? `${prefix}-nc` : `${prefix}-kept`

const xsRow = (
  id: string,
  { at, writeBack }: { at: { fnxs: boolean; xs: boolean; fnxsalways?: boolean }; writeBack: boolean },
) => {
  if (writeBack) return `${id}-write-back`
  if (!at.fnxs) return `${id}-stage1`
  return at.xs || at.fnxsalways ? `${id}-fnxs` : `${id}-res0`
}

function parRow(hasMtePerm: boolean, at: MemoryAttributes): string {
  if (at.tagged) return at.notagaccess && hasMtePerm ? 'par-tagged-notagaccess' : 'par-tagged'
  if (isDevice(at)) return 'par-device'
  if (!at.xs && attrs(at) === 'WT WT' && field(at.outer) === 'WT RA') return 'par-wt-xs0'
  return !at.xs && attrs(at) === 'NC NC' ? 'par-nc-xs0' : 'par-normal'
}

/** Every table of the attribute pipeline, and of the attributes with which a stage reads its tables. */
export const plainRows: readonly PlainRow[] = [
  plainly(stage1Disabled, ({ dc, dct, mte2, m, acc, i }) => {
    if (dc) return dct && mte2 ? 's1-off-dc-tagged' : 's1-off-dc'
    if (m) return 's1-on'
    return acc !== 'x' ? 's1-off-data' : i ? 's1-off-fetch-cached' : 's1-off-fetch'
  }),
  plainly(stage1Shareability, ({ sh }) => `sh-${shRows[sh]}`),
  plainly(stage2Shareability, ({ s2sh }) => `s2sh-${shRows[s2sh]}`),
  plainly(mairByte, ({ at }) => mairRow(at.mair, at.xs, at.mte2)),
  plainly(leavingStage1, ({ at, attrs: decoded }) => {
    if (at.acc === 'x') return isDevice(decoded) ? 's1-fetch-device' : at.i ? 's1-kept' : 's1-fetch-uncached'
    if (at.c || isDevice(decoded)) return 's1-kept'
    return decoded.tagged ? 's1-data-uncached-tagged' : 's1-data-uncached'
  }),
  plainly(stage1EffectiveShareability, ({ at, attrs: leaving }) =>
    !at.effsh && (at.vm || at.dc) ? 's1-sh-raw' : effective('s1-sh', leaving),
  ),
  plainly(stage2Enabled, ({ vm, dc }) => (vm || dc ? 's2-on' : 's2-off')),
  plainly(stage2Leaf, ({ at }) => {
    const code = bits(at.memattr, 4)
    if (code.startsWith('00')) return 's2-device'
    if (code === '0100' && at.mteperm) return 's2-notagaccess'
    return code.endsWith('00') ? 's2-reserved-inner' : 's2-normal'
  }),
  plainly(fwbBit3, ({ memattr, mteperm }) =>
    mteperm ? 'fwb-bit3-used' : bits(memattr, 4).startsWith('1') ? 'fwb-bit3-res0' : 'fwb-bit3-clear',
  ),
  plainly(fwbType, ({ at, code, s1 }) => fwbRow(bits(code, 4), isDevice(s1), at.fwbres)),
  plainly(stage2Override, ({ at, attrs: given }) => {
    if (at.acc === 'x') return isDevice(given) ? 's2-fetch-device' : at.id ? 's2-fetch-id' : 's2-kept'
    if (isDevice(given)) return at.acc === 'r' ? 's2-kept' : at.ptw ? 's2-walk-device-ptw' : 's2-walk-device'
    return at.cd ? 's2-data-cd' : 's2-kept'
  }),
  plainly(combineType, ({ s1, s2 }) =>
    ['combine', ...[s1, s2].map((one) => (isDevice(one) ? 'device' : 'normal'))].join('-'),
  ),
  plainly(combineCacheability, ({ s1, s2 }) => {
    const both = [s1, s2]
    return both.includes('NC') ? 'cache-either-nc' : both.includes('WT') ? 'cache-either-wt' : 'cache-both-wb'
  }),
  plainly(combineHints, ({ attr }) => (attr === 'WB' || attr === 'WT' ? 'hints-stage1' : 'hints-none')),
  plainly(fwbHints, ({ attr, s1, forced }) => {
    if (attr !== 'WB' && attr !== 'WT') return 'fwb-hints-none'
    return forced && (s1?.attr ?? 'NC') === 'NC' ? 'fwb-hints-forced' : 'fwb-hints-stage1'
  }),
  plainly(tags, ({ s1, inner, outer }) => {
    if (!s1.tagged) return 'tags-untagged'
    if (!carries(s1)) return 'tags-lost-stage1'
    return carries({ inner, outer }) ? 'tags-kept' : 'tags-lost'
  }),
  plainly(noTagAccess, ({ s1, s2 }) =>
    s1.tagged && s2.notagaccess ? 'notagaccess-set' : 'notagaccess-clear',
  ),
  plainly(noTagAccessFwb, ({ at, tagged }) => {
    if (!tagged || !bits(at.memattr, 4).startsWith('111')) return 'notagaccess-fwb-clear'
    return at.mteperm ? 'notagaccess-fwb-set' : 'notagaccess-fwb-res0'
  }),
  plainly(combineShareability, ({ s1, s2 }) => {
    const both = [s1.shareability, s2]
    return both.includes('OSH') ? 'sh-either-osh' : both.includes('ISH') ? 'sh-either-ish' : 'sh-both-nsh'
  }),
  plainly(xs, (input) => xsRow('xs', input)),
  plainly(xsFwb, (input) => xsRow('xs-fwb', input)),
  plainly(effectiveShareability, ({ attrs: result }) => effective('sh', result)),
  plainly(parAttr, ({ at, attrs: result }) => parRow(at.mteperm, result)),
  plainly(parSh, (result) =>
    isDevice(result) || attrs(result) === 'NC NC' ? 'par-sh-outer' : 'par-sh-field',
  ),
  plainly(walkCacheability, ({ at, tables }) => {
    if (tables.stage === 1) return at.c ? 'walk-as-written' : 'walk-s1-uncached'
    return at.cd ? 'walk-s2-uncached' : 'walk-as-written'
  }),
]
