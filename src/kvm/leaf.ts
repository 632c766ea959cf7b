import { stateBit } from './fault-bits.ts'
import type { KvmInputs } from './inputs.ts'

/** The stage-2 memory types that KVM gives a guest. */
export type Stage2Type = 'normal' | 'nc' | 'device'

/** A stage-2 leaf as KVM writes it, without its output address. */
export interface Leaf {
  readonly type: Stage2Type
  /** MemAttr[3:0]. */
  readonly memattr: number
  /** SH[1:0]; null where FEAT_LPA2 leaves no such field. */
  readonly sh: number | null
  /** S2AP[1:0]: 1 read, 3 read and write. */
  readonly s2ap: number
  /** XN[1:0]: 0 executable, 2 not. */
  readonly xn: number
  readonly af: number
  /** Level of the leaf: 3 a page, 2 and 1 a block. */
  readonly level: 1 | 2 | 3
  /** Bits 63 to 32 and 31 to 0 of the descriptor. */
  readonly hi: number
  readonly lo: number
}

/** `MT_S2_*` and `MT_S2_FWB_*` of `asm/memory.h`. */
export const memAttr: Readonly<Record<Stage2Type, { readonly fwb0: number; readonly fwb1: number }>> = {
  normal: { fwb0: 0xf, fwb1: 0x6 },
  nc: { fwb0: 0x5, fwb1: 0x5 },
  device: { fwb0: 0x1, fwb1: 0x1 },
}

const innerShareable = 3
const xnBothLevels = 2

/** What a fault's state says of the leaf. Normal unless a check set another type. */
export function typeOf(state: number): Stage2Type {
  if (state & stateBit.nc) return 'nc'
  return state & stateBit.device ? 'device' : 'normal'
}

/** The leaf of a state, as `stage2_set_prot_attr()` and `kvm_init_valid_leaf_pte()` build it. */
export function leafOf(state: number, fwb: boolean): Leaf {
  const type = typeOf(state)
  const fields = {
    type,
    memattr: fwb ? memAttr[type].fwb1 : memAttr[type].fwb0,
    sh: state & stateBit.lpa2 ? null : innerShareable,
    s2ap: state & stateBit.w ? 3 : 1,
    xn: state & stateBit.x ? 0 : xnBothLevels,
    af: 1,
    level: state & stateBit.pud ? 1 : state & stateBit.pmd ? 2 : 3,
  } as const
  return { ...fields, hi: highHalf(fields), lo: lowHalf(fields) }
}

/** XN stands in bits 54 and 53. */
const highHalf = ({ xn }: Pick<Leaf, 'xn'>) => xn << 21

/** Valid, page or block, MemAttr[5:2], S2AP[7:6], SH[9:8], AF. */
const lowHalf = ({ memattr, sh, s2ap, af, level }: Omit<Leaf, 'hi' | 'lo'>) =>
  1 | (level === 3 ? 2 : 0) | (memattr << 2) | (s2ap << 6) | ((sh ?? 0) << 8) | (af << 10)

/**
 * The whole descriptor with an output address (bytes, aligned to the leaf). Address bits 51 to 48 of 64K pages
 * stand in bits 15 to 12; bits 51 and 50 under FEAT_LPA2 in bits 9 and 8.
 */
export function descriptor({ hi, lo, sh }: Leaf, address: bigint, page: KvmInputs['page']): bigint {
  const attributes = (BigInt(hi) << 32n) | BigInt(lo)
  if (page === 64) return attributes | (address & 0xffff_ffff_0000n) | ((address >> 48n) << 12n)
  if (sh === null) return attributes | (address & 0x3_ffff_ffff_f000n) | ((address >> 50n) << 8n)
  return attributes | (address & 0xffff_ffff_f000n)
}
