import type { KvmInputs } from '../../src/kvm/inputs.ts'
import type { Leaf } from '../../src/kvm/leaf.ts'
import type { Maintenance } from '../../src/kvm/maintenance.ts'

/** A mapping: its leaf, and what KVM cleans and invalidates for it. */
interface Mapping {
  readonly leaf: Leaf
  readonly maintenance: Maintenance
}

/** MemAttr[3:0] by `asm/memory.h`: MT_S2_NORMAL 0xf, MT_S2_FWB_NORMAL 6; the others are the same with FWB. */
const memAttrOf = (type: Leaf['type'], fwb: boolean) =>
  type === 'device' ? 0b0001 : type === 'nc' ? 0b0101 : fwb ? 0b0110 : 0b1111

/**
 * The leaf for what checks set, as `stage2_set_prot_attr()` of `hyp/pgtable.c` builds it, bit by bit:
 * valid 0, page 1, MemAttr 5:2, S2AP 7:6, SH 9:8, AF 10, XN 54:53. And the maintenance of `stage2_map_walker_try_leaf()`: data only
 * for Normal without FWB, instructions only for what is executable without DIC; a relaxed leaf had its data cleaned before.
 */
export function plainLeaf({ fwb, dic, lpa2 }: KvmInputs, set: ReadonlySet<string>): Mapping {
  const has = (name: string) => set.has(name)
  const isNc = has('KVM_PGTABLE_PROT_NORMAL_NC')
  const type = isNc ? 'nc' : has('KVM_PGTABLE_PROT_DEVICE') ? 'device' : 'normal'
  const level = has('PUD_SIZE') ? 1 : has('PMD_SIZE') ? 2 : 3
  const isWritable = has('KVM_PGTABLE_PROT_W')
  const isExecutable = has('KVM_PGTABLE_PROT_X')
  const memattr = memAttrOf(type, fwb)
  const bits =
    1n |
    (level === 3 ? 1n << 1n : 0n) |
    (BigInt(memattr) << 2n) |
    (1n << 6n) |
    (isWritable ? 1n << 7n : 0n) |
    (lpa2 ? 0n : 0b11n << 8n) |
    (1n << 10n) |
    (isExecutable ? 0n : 0b10n << 53n)
  const cleans = type === 'normal' && !fwb && !has('relax_perms')
  return {
    leaf: {
      type,
      memattr,
      sh: lpa2 ? null : 0b11,
      s2ap: isWritable ? 0b11 : 0b01,
      xn: isExecutable ? 0b00 : 0b10,
      af: 1,
      level,
      hi: Number(bits >> 32n),
      lo: Number(bits & 0xffff_ffffn),
    },
    maintenance: {
      dcache: cleans ? 'clean+inval PoC' : 'none',
      icache: isExecutable && !dic ? 'inval PoU' : 'none',
    },
  }
}
