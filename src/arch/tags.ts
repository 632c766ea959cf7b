import type { CacheField, MemoryAttributes } from './attributes.ts'
import type { AttributeInputs } from './inputs.ts'
import type { Table } from './rule.ts'

interface Tagging {
  readonly s1: MemoryAttributes
  readonly inner: CacheField | null
  readonly outer: CacheField | null
}

/** Write-Back, read- and write-allocate, non-transient: the only field that can carry tags. */
const carriesTags = (f: CacheField | null) =>
  f !== null && f.attr === 'WB' && f.hint === 'RWA' && !f.transient

/** Whether Allocation Tags survive stage 2. */
export const tags: Table<Tagging, boolean> = {
  id: 'tags',
  title: 'Memory tags',
  of: ['tags'],
  rules: [
    {
      id: 'tags-untagged',
      whose: 'stage1',
      cite: ['combine-tags'],
      says: 'Tagged needs stage 1 Tagged',
      because: 'stage 1 hands on Untagged memory, and stage 2 cannot add tags',
      reads: [],
      when: ({ s1 }) => !s1.tagged,
      gives: () => false,
    },
    {
      id: 'tags-lost-stage1',
      whose: 'stage2',
      cite: ['combine-tags'],
      says: 'Tags lost with the cache off',
      because: 'stage 1 is Tagged but no longer Write-Back ({c}), and stage 2 looks at stage 1 itself',
      reads: ['c'],
      when: ({ s1 }) => !carriesTags(s1.inner) || !carriesTags(s1.outer),
      gives: () => false,
    },
    {
      id: 'tags-kept',
      whose: 'both',
      cite: ['combine-tags'],
      says: 'Tagged, kept',
      because:
        'stage 1 is Tagged, and the result is Write-Back, read- and write-allocate, non-transient in both fields',
      reads: [],
      when: ({ inner, outer }) => carriesTags(inner) && carriesTags(outer),
      gives: () => true,
    },
    {
      id: 'tags-lost',
      whose: 'stage2',
      cite: ['combine-tags'],
      says: 'Tags lost at stage 2',
      because: 'stage 1 is Tagged, and the result is not Write-Back, read- and write-allocate in both fields',
      reads: [],
      when: () => true,
      gives: () => false,
    },
  ],
}

interface StagesTagAccess {
  readonly s1: MemoryAttributes
  readonly s2: MemoryAttributes
}

const allowed = {
  says: 'Tag accesses allowed',
  because: 'neither stage denies them',
  when: () => true,
  gives: () => false,
  keeps: true,
} as const

/** NoTagAccess with FWB 0: stage 2's own, over a Tagged stage 1. */
export const noTagAccess: Table<StagesTagAccess, boolean> = {
  id: 'notagaccess',
  title: 'NoTagAccess, FWB 0',
  of: ['tags'],
  rules: [
    {
      id: 'notagaccess-set',
      whose: 'stage2',
      cite: ['combine-types', 'feat-mte-perm'],
      says: 'NoTagAccess',
      because: '{memattr} denies tag accesses to memory that stage 1 makes Tagged ({mteperm})',
      reads: ['memattr', 'mteperm'],
      when: ({ s1, s2 }) => s2.notagaccess && s1.tagged,
      gives: () => true,
    },
    {
      ...allowed,
      id: 'notagaccess-clear',
      cite: ['combine-types', 'feat-mte-perm'],
      reads: ['memattr', 'mteperm'],
    },
  ],
}

interface TagAccess {
  readonly at: AttributeInputs
  readonly tagged: boolean
}

/** NoTagAccess with FWB: MemAttr[3:1] = 0b111 and a Tagged result. Bit 3 has a meaning with FEAT_MTE_PERM alone. */
export const noTagAccessFwb: Table<TagAccess, boolean> = {
  id: 'notagaccess-fwb',
  title: 'NoTagAccess, FWB 1',
  of: ['tags'],
  rules: [
    {
      id: 'notagaccess-fwb-res0',
      cite: ['s2-fwb1', 'feat-mte-perm'],
      says: 'RES0 bit set',
      because: '{memattr} has the RES0 bit 3 set ({mteperm}), which denies nothing',
      reads: ['memattr', 'mteperm'],
      when: ({ at, tagged }) => !at.mteperm && at.memattr >= 0b1110 && tagged,
      // The pseudocode does not look at the feature; nothing shows this value without it.
      gives: () => true,
      keeps: true,
      status: 'res0',
    },
    {
      id: 'notagaccess-fwb-set',
      whose: 'stage2',
      cite: ['s2-fwb1', 'feat-mte-perm'],
      says: 'NoTagAccess',
      because: '{memattr} has MemAttr[3:1] = 0b111 and the result is Tagged ({mteperm})',
      reads: ['memattr', 'mteperm'],
      when: ({ at, tagged }) => at.memattr >= 0b1110 && tagged,
      gives: () => true,
    },
    {
      ...allowed,
      id: 'notagaccess-fwb-clear',
      cite: ['s2-fwb1', 'feat-mte-perm'],
      reads: ['memattr', 'mteperm'],
    },
  ],
}
