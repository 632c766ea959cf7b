import { effectiveFwb } from '../../arch/inputs.ts'
import { ramLeaf, type Leaf1, type Leaf2 } from '../../arch/walk/leaf-fields.ts'
import {
  descriptorAddressBits,
  ipaOf,
  type Stage1Plan,
  type Stage2Plan,
  type TablePlan,
} from '../../arch/walk/plan.ts'
import { tables1Of, type Regime } from '../../arch/walk/regime.ts'
import type { Tables } from '../../arch/walk/tables.ts'
import { lowBits, type Word } from '../../arch/walk/word.ts'
import { defaultKvmInputs } from '../../kvm/inputs.ts'
import type { Leaf } from '../../kvm/leaf.ts'
import { toInputs } from '../../scenario/inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { exampleAddress } from '../kvm/answer.ts'
import type { Mapped } from './setup.ts'

/** Stage 1's leaf. Its type is that of AttrIndx 0, which MAIR_EL1 has the setting's byte for. */
const leaf1Of = ({ sh, af, dbm, contig, ap, pxn, uxn }: Scenario): Leaf1 => ({
  attrindx: 0,
  ap,
  sh,
  af,
  ng: false,
  pxn,
  uxn,
  dbm,
  contig,
  nt: false,
  software: 0,
})

function stage1Plan(scenario: Scenario, tables: Tables): Stage1Plan {
  const { leaf, aptable, uxntable, pxntable, addr } = scenario
  return {
    tables,
    leafLevel: Math.max(Number(leaf), tables.start),
    leaf: leaf1Of(scenario),
    table: { apTable: aptable, uxnTable: uxntable, pxnTable: pxntable },
    ipa: lowBits(addr, descriptorAddressBits(tables)),
  }
}

/** A leaf as KVM wrote it. With VTCR_EL2.DS it has no SH. */
const leafOfKvm = ({ memattr, s2ap, sh, xn, af }: Leaf): Leaf2 => ({
  ...ramLeaf(false),
  memattr,
  s2ap,
  sh: sh ?? 0,
  xn,
  af: af === 1,
})

function leaf2Of(scenario: Scenario): Leaf2 {
  const { memattr, s2sh, fnxs, xs } = toInputs(scenario)
  const { s2ap, s2xn, s2af, s2dbm, s2contig } = scenario
  return {
    ...ramLeaf(false),
    memattr,
    s2ap,
    sh: s2sh,
    xn: s2xn,
    af: s2af,
    fnxs: fnxs && xs,
    dbm: s2dbm,
    contig: s2contig,
  }
}

function stage2Plan(scenario: Scenario, kvm: Mapped | null, tables: Tables, ipa: number): Stage2Plan {
  const leaf = kvm?.leaf ?? null
  const level = leaf?.level ?? Number(scenario.s2leaf)
  const bits = Math.min(Number(scenario.pa), descriptorAddressBits(tables))
  const pa = exampleAddress({ ...(kvm?.inputs ?? defaultKvmInputs), addr: ipa }, bits)
  return {
    tables,
    leafLevel: Math.max(level, tables.start),
    leaf: leaf ? leafOfKvm(leaf) : leaf2Of(scenario),
    pa,
    ramLevel: 3,
    ram: ramLeaf(effectiveFwb(toInputs(scenario))),
  }
}

/**
 * What the tables of a scenario shall make of its VA: the IPA of act 2, and there the leaf of act 2. Stage 1's tables lie
 * in ordinary memory of the guest, which stage 2 maps in pages. `shape` says how the tables of each stage are made up.
 */
export function planOf(scenario: Scenario, kvm: Mapped | null, va: Word, shape: Regime): TablePlan {
  const tables = tables1Of(shape, va)
  const stage1 = shape.stage1On ? stage1Plan(scenario, tables) : null
  const ipa = ipaOf({ va, stage1, stage2: null })
  const stage2 = shape.stage2On ? stage2Plan(scenario, kvm, shape.stage2, ipa) : null
  return { va, stage1, stage2 }
}
