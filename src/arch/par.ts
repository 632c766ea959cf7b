import {
  deviceTypes,
  hintNames,
  isNonCacheable,
  type CacheField,
  type MemoryAttributes,
  type Shareability,
} from './attributes.ts'
import type { AttributeInputs } from './inputs.ts'
import type { Decide, Table } from './rule.ts'

/** The attribute fields of PAR_EL1 after a successful translation: ATTR[63:56], SH[8:7]. */
export interface ParFields {
  readonly attr: number
  readonly sh: number
}

interface Encoded {
  readonly at: AttributeInputs
  readonly attrs: MemoryAttributes
}

const isWriteThrough = (f: CacheField | null) => f?.attr === 'WT'

/** A cacheability field as a MAIR nibble. */
export function encodeNibble(f: CacheField | null): number {
  if (f === null || f.attr === 'NC') return 0b0100
  return (f.transient ? 0 : 0b1000) | (f.attr === 'WB' ? 0b0100 : 0) | hintNames.indexOf(f.hint)
}

/** The final attributes as the byte that MAIR_EL1 would use for them. */
export const parAttr: Table<Encoded, number> = {
  id: 'par-attr',
  title: 'PAR_EL1.ATTR',
  of: [],
  rules: [
    {
      id: 'par-tagged-notagaccess',
      cite: ['par-attr', 'feat-mte-perm'],
      says: 'Tagged, NoTagAccess',
      because: 'Tagged memory that denies tag accesses is reported as 0xe0 with FEAT_MTE_PERM',
      reads: ['mteperm'],
      when: ({ at, attrs }) => attrs.tagged && attrs.notagaccess && at.mteperm,
      gives: () => 0xe0,
    },
    {
      id: 'par-tagged',
      cite: ['par-attr'],
      says: 'Tagged',
      because: 'Tagged memory is reported as 0xf0',
      reads: [],
      when: ({ attrs }) => attrs.tagged,
      gives: () => 0xf0,
    },
    {
      id: 'par-device',
      cite: ['par-attr'],
      says: 'Device',
      because: 'Device is 0b0000dd0x: dd is the Device type, x is NOT XS',
      reads: [],
      when: ({ attrs }) => attrs.device !== null,
      gives: ({ attrs }) => (deviceTypes.indexOf(attrs.device ?? 'nGnRnE') << 2) | (attrs.xs ? 0 : 1),
    },
    {
      id: 'par-wt-xs0',
      cite: ['par-attr', 'feat-xs'],
      says: 'Write-Through with XS 0',
      because: 'Write-Through, read-allocate, non-transient memory with XS 0 is reported as 0xa0',
      reads: [],
      when: ({ attrs: { xs, inner, outer } }) =>
        !xs && isWriteThrough(inner) && isWriteThrough(outer) && outer?.hint === 'RA' && !outer.transient,
      gives: () => 0xa0,
    },
    {
      id: 'par-nc-xs0',
      cite: ['par-attr', 'feat-xs'],
      says: 'Non-cacheable with XS 0',
      because: 'Non-cacheable memory with XS 0 is reported as 0x40',
      reads: [],
      when: ({ attrs }) => !attrs.xs && isNonCacheable(attrs),
      gives: () => 0x40,
    },
    {
      id: 'par-normal',
      cite: ['par-attr'],
      says: 'Normal',
      because: 'other Normal memory is reported as two nibbles, outer then inner, as in MAIR_EL1',
      reads: [],
      when: () => true,
      gives: ({ attrs }) => (encodeNibble(attrs.outer) << 4) | encodeNibble(attrs.inner),
    },
  ],
}

const encoding: Record<Shareability, number> = {
  NSH: 0b00,
  OSH: 0b10,
  ISH: 0b11,
}

/** PAR_EL1.SH: Device and Non-cacheable are reported as Outer Shareable. */
export const parSh: Table<MemoryAttributes, number> = {
  id: 'par-sh',
  title: 'PAR_EL1.SH',
  of: [],
  rules: [
    {
      id: 'par-sh-outer',
      cite: ['par-sh'],
      says: 'Outer Shareable',
      because: 'Device and Non-cacheable memory is reported as Outer Shareable',
      reads: [],
      when: (attrs) => attrs.device !== null || isNonCacheable(attrs),
      gives: () => 0b10,
    },
    {
      id: 'par-sh-field',
      cite: ['par-sh'],
      says: 'As it is',
      because: 'the final shareability, in the encoding of a descriptor',
      reads: [],
      when: () => true,
      gives: ({ shareability }) => encoding[shareability],
    },
  ],
}

/** PAR_EL1.{ATTR, SH} as AT S12E1R reports `attrs`. Source: `EncodePARAttrs`, `PAREncodeShareability`. */
export function encodePar(at: AttributeInputs, attrs: MemoryAttributes, decide: Decide): ParFields {
  return { attr: decide(parAttr, { at, attrs }), sh: decide(parSh, attrs) }
}
