import { defaultInputs, type AttributeInputs } from '../arch/inputs.ts'
import { byte, flag, fourBits, names, twoBits, word, type Column } from './columns.ts'
import { parColumn } from './par-word.ts'
import type { Row, VectorKind } from './vector.ts'

/** The PE that QEMU 11.1.3 models, and its choices where the architecture leaves one. */
export const qemuInputs: AttributeInputs = {
  ...defaultInputs,
  mteperm: true,
  sh01: 'NSH',
  resmair: 'fields',
  s2inner: 'NC',
  fwbres: 'pseudocode',
  effsh: false,
}

/** What each variant changes in SCTLR_EL1, HCR_EL2 and the instruction. */
const variants: Readonly<Record<string, Partial<AttributeInputs>>> = {
  dc: { dc: true },
  dc_vm0: { dc: true, vm: false },
  dc_dct: { dc: true, dct: true },
  dc_cd: { dc: true, cd: true },
  m0: { m: false },
  m0_i0: { m: false, i: false },
  m0_cd: { m: false, cd: true },
  cd: { cd: true },
  id: { id: true },
  cd_id: { cd: true, id: true },
  c0: { c: false },
  c0_i0: { c: false, i: false },
  c0_cd: { c: false, cd: true },
  vm0: { vm: false },
  vm0_m0: { vm: false, m: false },
  vm0_c0: { vm: false, c: false },
  // AT S1E1R reports stage 1 alone, although stage 2 is on.
  s1only: { vm: false },
  // AT S12E0W: neither EL0 nor a write changes attributes.
  e0w: {},
}

const leaves: Record<string, Column> = {
  mair: byte,
  s1sh: twoBits,
  s2memattr: fourBits,
  s2sh: twoBits,
  fwb: flag,
}
const variant: Record<string, Column> = { variant: word(...Object.keys(variants)) }

const measured: Record<string, Column> = { par_attr: byte, par_sh: twoBits, par: parColumn }
const classes = names(['X1', 'D1', 'D2', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'R1', 'R2', 'R3', 'R4'])
const doubted: Record<string, Column> = {
  qemu_attr: byte,
  qemu_sh: twoBits,
  arm_attr: byte,
  arm_sh: twoBits,
  class: classes,
}

const leafInputs = (row: Row, controls: Partial<AttributeInputs> = {}): AttributeInputs => ({
  ...qemuInputs,
  ...controls,
  mair: row.number('mair'),
  sh: row.number('s1sh'),
  memattr: row.number('s2memattr'),
  s2sh: row.number('s2sh'),
  hcrfwb: row.number('fwb') === 1,
})
const variantInputs = (row: Row) => leafInputs(row, variants[row.text('variant')])

/** Both stages' leaves under plain controls, by AT S12E1R on QEMU. */
export const qemuCombine: VectorKind = {
  id: 'qemu-combine',
  columns: { ...leaves, ...measured },
  answers: Object.keys(measured),
  inputs: (row) => leafInputs(row),
}

/** The same under other controls. */
export const qemuVariants: VectorKind = {
  ...qemuCombine,
  id: 'qemu-variants',
  columns: { ...variant, ...leaves, ...measured },
  inputs: variantInputs,
}

/** The rows of `qemu-combine` where the architecture answers otherwise, with its answer and the class. */
export const qemuDoubtsCombine: VectorKind = {
  id: 'qemu-doubts-combine',
  columns: { ...leaves, ...doubted },
  answers: Object.keys(doubted),
  inputs: (row) => leafInputs(row),
}

/** The rows of `qemu-variants` where the architecture answers otherwise. */
export const qemuDoubtsVariants: VectorKind = {
  ...qemuDoubtsCombine,
  id: 'qemu-doubts-variants',
  columns: { ...variant, ...leaves, ...doubted },
  inputs: variantInputs,
}
