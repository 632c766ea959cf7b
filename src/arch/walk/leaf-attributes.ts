import type { MemoryAttributes } from '../attributes.ts'
import type { AttributeInputs } from '../inputs.ts'
import { first, type Decide } from '../rule.ts'
import { stage1 } from '../stage1.ts'
import { translateAttributes, translateStage2, type AttributeOutcome } from '../translate-attributes.ts'
import type { Descriptor } from './descriptor.ts'
import type { Regime } from './regime.ts'
import type { Word } from './word.ts'
import { walkAttributes } from './walk-attributes.ts'

/** Attr<n> of MAIR_EL1, 0 to 255. */
export const mairByteAt = ({ hi, lo }: Word, index: number) =>
  ((index < 4 ? lo : hi) >>> ((index & 3) * 8)) & 0xff

/** SH of a leaf: its bits [9:8], or the register's where they are bits of the address. */
const shareabilityOf = ({ tables, lo }: Descriptor) => (tables.ds ? tables.sh : (lo >>> 8) & 0b11)

/** AttrIndx and SH of a stage 1 leaf in five bits; 0 where stage 1 is off. */
const stage1Key = (leaf: Descriptor | null) =>
  leaf === null ? 0 : ((leaf.lo >>> 2) & 0b111) | (shareabilityOf(leaf) << 3)

/** MemAttr, SH and FnXS of a stage 2 leaf in seven bits; 0 where stage 2 is off. */
const stage2Key = (leaf: Descriptor | null) =>
  leaf === null ? 0 : ((leaf.lo >>> 2) & 0b1111) | (shareabilityOf(leaf) << 4) | (((leaf.lo >>> 11) & 1) << 6)

type Setting = Pick<Regime, 'attributes' | 'registers' | 'stage2'>

/**
 * The attributes that leaves of a regime give, by the fields of the leaves. The tables are asked once for each
 * combination; with a `decide` that records they are asked every time.
 */
export class LeafAttributes {
  readonly #regime: Setting
  readonly #known = new Map<number, AttributeOutcome>()
  readonly #stage1 = new Map<number, MemoryAttributes | null>()
  readonly #walks = new Map<number, AttributeOutcome>()

  #walk2: MemoryAttributes | null = null

  constructor(regime: Setting) {
    this.#regime = regime
  }

  /** What an access meets. Leaves are null where their stage is off. */
  of(leaf1: Descriptor | null, leaf2: Descriptor | null, fetch: boolean, decide?: Decide): AttributeOutcome {
    const key = stage1Key(leaf1) | (stage2Key(leaf2) << 5) | (fetch ? 1 << 12 : 0)
    const known = decide ? undefined : this.#known.get(key)
    if (known) return known
    const outcome = translateAttributes(this.inputs(leaf1, leaf2, fetch), decide)
    this.#known.set(key, outcome)
    return outcome
  }

  /** What stage 1 alone makes of a leaf; null where it refuses the fetch. */
  stage1(leaf: Descriptor | null, fetch: boolean, decide?: Decide): MemoryAttributes | null {
    const key = stage1Key(leaf) | (fetch ? 1 << 5 : 0)
    const known = decide ? undefined : this.#stage1.get(key)
    if (known !== undefined) return known
    const attributes = stage1(this.inputs(leaf, null, fetch), decide ?? first)
    this.#stage1.set(key, attributes)
    return attributes
  }

  /** What a read of stage 1's tables meets; `leaf2` is null where stage 2 is off. */
  ofWalk(leaf1: Descriptor, leaf2: Descriptor | null): AttributeOutcome {
    const key = leaf1.tables.half | (stage2Key(leaf2) << 1) | (leaf2 ? 1 << 8 : 0)
    const known = this.#walks.get(key)
    if (known) return known
    const at = { ...this.inputs(null, leaf2, false), acc: 'walk' as const }
    const own = walkAttributes(at, leaf1.tables, first)
    const outcome = translateStage2(leaf2 ? at : { ...at, vm: false, dc: false }, own, first)
    this.#walks.set(key, outcome)
    return outcome
  }

  /** How stage 2 reads its own tables. */
  ofWalk2(): MemoryAttributes {
    const { attributes, stage2 } = this.#regime
    return (this.#walk2 ??= walkAttributes(attributes, stage2, first))
  }

  /** What the tables of attributes are asked for an access. Leaves are null where their stage is off. */
  inputs(leaf1: Descriptor | null, leaf2: Descriptor | null, fetch: boolean): AttributeInputs {
    const { attributes, registers } = this.#regime
    return {
      ...attributes,
      acc: fetch ? 'x' : 'r',
      ...(leaf1 && {
        mair: mairByteAt(registers.mair, (leaf1.lo >>> 2) & 0b111),
        sh: shareabilityOf(leaf1),
      }),
      ...(leaf2 && {
        memattr: (leaf2.lo >>> 2) & 0b1111,
        s2sh: shareabilityOf(leaf2),
        fnxs: ((leaf2.lo >>> 11) & 1) === 1,
      }),
    }
  }
}
