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

interface TagAccess {
  readonly at: AttributeInputs
  readonly s1: MemoryAttributes
  readonly tagged: boolean
}

/** NoTagAccess with FWB 0: MemAttr 0b0100 of FEAT_MTE_PERM over a Tagged stage 1. */
export const noTagAccess: Table<TagAccess, boolean> = {
  id: 'notagaccess',
  title: 'NoTagAccess, FWB 0',
  of: ['tags'],
  rules: [
    {
      id: 'notagaccess-set',
      whose: 'stage2',
      cite: ['s2-fwb0', 'feat-mte-perm'],
      says: 'NoTagAccess',
      because: '{memattr} denies tag accesses to memory that stage 1 makes Tagged ({mteperm})',
      reads: ['memattr', 'mteperm'],
      when: ({ at, s1 }) => at.mteperm && at.memattr === 0b0100 && s1.tagged,
      gives: () => true,
    },
    {
      id: 'notagaccess-clear',
      cite: ['s2-fwb0', 'feat-mte-perm'],
      says: 'Tag accesses allowed',
      because: 'neither stage denies them',
      reads: ['memattr', 'mteperm'],
      when: () => true,
      gives: () => false,
      keeps: true,
    },
  ],
}

/** NoTagAccess with FWB: MemAttr[3:1] = 0b111 and a Tagged result. Whether bit 3 counts is FEAT_MTE_PERM's. */
export const noTagAccessFwb: Table<TagAccess, boolean> = {
  id: 'notagaccess-fwb',
  title: 'NoTagAccess, FWB 1',
  of: ['tags'],
  rules: [
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
      id: 'notagaccess-fwb-clear',
      cite: ['s2-fwb1', 'feat-mte-perm'],
      says: 'Tag accesses allowed',
      because: 'neither stage denies them',
      reads: ['memattr', 'mteperm'],
      when: () => true,
      gives: () => false,
      keeps: true,
    },
  ],
}
