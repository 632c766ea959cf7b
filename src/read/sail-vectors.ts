import { defaultInputs, type AttributeInputs } from '../arch/inputs.ts'
import { byte, flag, fourBits, name, nameSet, twoBits, word, type Column } from './columns.ts'
import type { VectorKind } from './vector.ts'

/** The choices that a PE makes where the architecture leaves one, as the vectors tag them. */
const choices = nameSet(['Shareability', 'RESMAIR', 'S2RESMEMATTR', 'INSTRDEVICE', 'S1CTAGGED'])

const cacheability = word('-', 'NC', 'WT', 'WB')
const hint = word('-', 'none', 'RA', 'WA', 'RWA')
const transient = word('-', '0', '1')
const shareability = word('NSH', 'ISH', 'OSH')

const memoryType: Record<string, Column> = {
  memtype: word('Normal', 'Device'),
  device: word('-', 'nGnRnE', 'nGnRE', 'nGRE', 'GRE'),
}

const hinted: Record<string, Column> = {
  inner: cacheability,
  ihint: hint,
  itrans: transient,
  outer: cacheability,
  ohint: hint,
  otrans: transient,
}

const tags: Record<string, Column> = { tags: word('tagged', 'untagged'), notagaccess: flag, xs: flag }

/** A kind of file of Arm's pseudocode: columns that ask, columns that answer. */
function sail(
  id: VectorKind['id'],
  asks: Record<string, Column>,
  answers: Record<string, Column>,
  inputs: VectorKind['inputs'],
): VectorKind {
  return { id, columns: { ...asks, ...answers }, answers: Object.keys(answers), inputs }
}

/** MAIR byte and SH, decoded by stage 1. */
export const sailMair = sail(
  'sail-mair',
  { attr: byte, feat_mte2: flag, feat_xs: flag, sh: twoBits },
  {
    reserved: flag,
    ...memoryType,
    ...hinted,
    sh_decoded: shareability,
    sh_effective: shareability,
    ...tags,
    cu: choices,
  },
  (row) => ({
    ...defaultInputs,
    mair: row.number('attr'),
    sh: row.number('sh'),
    mte2: row.number('feat_mte2') === 1,
    xs: row.number('feat_xs') === 1,
  }),
)

/** MemAttr and SH, decoded by stage 2 with FWB 0. Its hints are UNKNOWN and not given. */
export const sailStage2 = sail(
  'sail-s2attr',
  { memattr: fourBits, sh: twoBits, fnxs: flag, feat_mte_perm: flag },
  {
    ...memoryType,
    inner: cacheability,
    outer: cacheability,
    sh_decoded: shareability,
    notagaccess: flag,
    xs: flag,
    cu: choices,
  },
  (row) => ({
    ...defaultInputs,
    hcrfwb: false,
    memattr: row.number('memattr'),
    s2sh: row.number('sh'),
    fnxs: row.number('fnxs') === 1,
    mteperm: row.number('feat_mte_perm') === 1,
  }),
)

/** Both stages' leaves, combined, under the controls that `cfg` names. */
export const sailCombine = sail(
  'sail-combine',
  { cfg: name, s1attr: byte, s1sh: twoBits, s2memattr: fourBits, s2sh: twoBits, fwb: flag },
  { ...memoryType, ...hinted, sh: shareability, ...tags, par_attr: byte, par_sh: twoBits, cu: choices },
  (row, configOf): AttributeInputs => ({
    ...configOf(row.text('cfg')),
    mair: row.number('s1attr'),
    sh: row.number('s1sh'),
    memattr: row.number('s2memattr'),
    s2sh: row.number('s2sh'),
    hcrfwb: row.number('fwb') === 1,
  }),
)
