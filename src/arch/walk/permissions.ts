import type { CitationId } from '../../cite/citations.ts'

/** The rights of an access as bits, so that a set of them is a number. */
export const right = { r1: 1, w1: 2, x1: 4, r0: 8, w0: 16, x0: 32 } as const

/** All rights at EL1 and EL0. */
export const allRights = 63

export type RightName = keyof typeof right

/** Where a right can be taken away: a table of stage 1, a leaf, PSTATE and SCTLR_EL1 together. */
export type Gate = 'table' | 'leaf' | 'pstate' | 'stage2'

/**
 * What stage 1 has to say about permissions. `apTable`, `ap`: two bits; the hierarchical bits are those of all
 * tables together, or of one table where a gate is looked at alone.
 */
export interface Stage1Permissions {
  readonly apTable: number
  readonly uxnTable: boolean
  readonly pxnTable: boolean
  /** AP[2:1], with AP[2] as hardware dirty state management sees it. */
  readonly ap: number
  readonly uxn: boolean
  readonly pxn: boolean
  readonly wxn: boolean
  readonly epan: boolean
  /** PSTATE.PAN, for an access that it is for. */
  readonly pan: boolean
}

/** What a stage 2 leaf has to say: S2AP with bit 1 as dirty state management sees it, and XN[1:0]. */
export interface Stage2Permissions {
  readonly s2ap: number
  readonly xn: number
}

/**
 * A row that takes rights away. `when` sees what is left of them; rows stand in the order in which they count.
 * `takes` are the rights that are lost.
 */
export interface Taker<In> {
  readonly id: string
  readonly gate: Gate
  readonly cite: readonly CitationId[]
  readonly says: string
  readonly because: string
  readonly when: (input: In, left: number) => boolean
  readonly takes: number
}

const tableBits: readonly CitationId[] = ['s1-table-permissions']
const direct: readonly CitationId[] = ['s1-permissions']
const { r1, w1, x1, r0, w0, x0 } = right

/** Source: `AArch64_S1ApplyTablePerms`, `AArch64_S1DirectBasePermissions`, `AArch64_S1ApplyOutputPerms`. */
export const stage1Takers: readonly Taker<Stage1Permissions>[] = [
  {
    id: 'perm-aptable-read-only',
    gate: 'table',
    cite: tableBits,
    says: 'APTable[1] takes write',
    because: 'APTable[1] 1 makes all that the table maps read-only, at EL1 and EL0',
    when: ({ apTable }) => (apTable & 2) !== 0,
    takes: w1 | w0,
  },
  {
    id: 'perm-aptable-el1-only',
    gate: 'table',
    cite: tableBits,
    says: 'APTable[0] takes EL0’s data access',
    because: 'APTable[0] 1 denies EL0 all data accesses to what the table maps',
    when: ({ apTable }) => (apTable & 1) !== 0,
    takes: r0 | w0,
  },
  {
    id: 'perm-uxntable',
    gate: 'table',
    cite: tableBits,
    says: 'UXNTable takes EL0’s fetch',
    because: 'UXNTable 1 makes all that the table maps not executable at EL0',
    when: ({ uxnTable }) => uxnTable,
    takes: x0,
  },
  {
    id: 'perm-pxntable',
    gate: 'table',
    cite: tableBits,
    says: 'PXNTable takes EL1’s fetch',
    because: 'PXNTable 1 makes all that the table maps not executable at EL1',
    when: ({ pxnTable }) => pxnTable,
    takes: x1,
  },
  {
    id: 'perm-ap-read-only',
    gate: 'leaf',
    cite: direct,
    says: 'AP[2] takes write',
    because: 'AP[2] 1 makes the leaf read-only, at EL1 and EL0',
    when: ({ ap }) => (ap & 2) !== 0,
    takes: w1 | w0,
  },
  {
    id: 'perm-ap-el1-only',
    gate: 'leaf',
    cite: direct,
    says: 'AP[1] takes EL0’s data access',
    because: 'AP[1] 0 denies EL0 all data accesses',
    when: ({ ap }) => (ap & 1) === 0,
    takes: r0 | w0,
  },
  {
    id: 'perm-uxn',
    gate: 'leaf',
    cite: direct,
    says: 'UXN takes EL0’s fetch',
    because: 'UXN 1 makes the leaf not executable at EL0',
    when: ({ uxn }) => uxn,
    takes: x0,
  },
  {
    id: 'perm-pxn',
    gate: 'leaf',
    cite: direct,
    says: 'PXN takes EL1’s fetch',
    because: 'PXN 1 makes the leaf not executable at EL1',
    when: ({ pxn }) => pxn,
    takes: x1,
  },
  {
    id: 'perm-el0-writable',
    gate: 'leaf',
    cite: direct,
    says: 'Writable at EL0 takes EL1’s fetch',
    because: 'what EL0 can write is never executable at EL1',
    when: (_, left) => (left & w0) !== 0,
    takes: x1,
  },
  {
    id: 'perm-pan',
    gate: 'pstate',
    cite: ['s1-output-permissions'],
    says: 'PAN takes EL1’s data access',
    because: 'PSTATE.PAN 1 keeps EL1 from what EL0 can read or write, and with SCTLR_EL1.EPAN 1 also execute',
    when: ({ pan, epan }, left) => pan && ((left & (r0 | w0)) !== 0 || (epan && (left & x0) !== 0)),
    takes: r1 | w1,
  },
  {
    id: 'perm-wxn-el1',
    gate: 'pstate',
    cite: ['s1-output-permissions', 'sctlr-el1'],
    says: 'WXN takes EL1’s fetch',
    because: 'SCTLR_EL1.WXN 1 makes what EL1 can write not executable there',
    when: ({ wxn }, left) => wxn && (left & w1) !== 0,
    takes: x1,
  },
  {
    id: 'perm-wxn-el0',
    gate: 'pstate',
    cite: ['s1-output-permissions', 'sctlr-el1'],
    says: 'WXN takes EL0’s fetch',
    because: 'SCTLR_EL1.WXN 1 makes what EL0 can write not executable there',
    when: ({ wxn }, left) => wxn && (left & w0) !== 0,
    takes: x0,
  },
]

/** Source: `AArch64_S2DirectBasePermissions`. */
export const stage2Takers: readonly Taker<Stage2Permissions>[] = [
  {
    id: 'perm-s2ap-no-read',
    gate: 'stage2',
    cite: ['s2-permissions'],
    says: 'S2AP[0] takes read',
    because: 'S2AP[0], bit 6, is 0',
    when: ({ s2ap }) => (s2ap & 1) === 0,
    takes: r1 | r0,
  },
  {
    id: 'perm-s2ap-no-write',
    gate: 'stage2',
    cite: ['s2-permissions'],
    says: 'S2AP[1] takes write',
    because: 'S2AP[1], bit 7, is 0',
    when: ({ s2ap }) => (s2ap & 2) === 0,
    takes: w1 | w0,
  },
  {
    id: 'perm-xn-el0',
    gate: 'stage2',
    cite: ['s2-permissions', 'feat-xnx'],
    says: 'XN takes EL0’s fetch',
    because: 'XN[1:0] 0b10 and 0b11 deny EL0 the fetch',
    when: ({ xn }) => (xn & 0b10) !== 0,
    takes: x0,
  },
  {
    id: 'perm-xn-el1',
    gate: 'stage2',
    cite: ['s2-permissions', 'feat-xnx'],
    says: 'XN takes EL1’s fetch',
    because: 'XN[1:0] 0b01 and 0b10 deny EL1 the fetch',
    when: ({ xn }) => xn === 0b01 || xn === 0b10,
    takes: x1,
  },
]

/** What rows leave of `rights`, in their order. `taken` is told of each that takes something. */
export function leftBy<In>(
  rows: readonly Taker<In>[],
  input: In,
  rights = allRights,
  taken?: (row: Taker<In>, lost: number) => void,
): number {
  let left = rights
  for (const row of rows) {
    const lost = row.when(input, left) ? left & row.takes : 0
    if (lost !== 0) taken?.(row, lost)
    left &= ~lost
  }
  return left
}

const packed1 = new Int8Array(2 ** 11).fill(-1)

/** The rights that stage 1 leaves, 0 to 63; rows are asked once for each combination. */
export function stage1Rights(apTable: number, xn: number, ap: number, state: number): number {
  const key = apTable | (xn << 2) | (ap << 6) | (state << 8)
  const known = packed1[key] as number
  if (known >= 0) return known
  return (packed1[key] = leftBy(stage1Takers, unpacked1(apTable, xn, ap, state)))
}

/** `xn`: UXNTable, PXNTable, UXN, PXN; `state`: WXN, EPAN, PAN; the first of each in bit 0. */
export const unpacked1 = (apTable: number, xn: number, ap: number, state: number): Stage1Permissions => ({
  apTable,
  uxnTable: (xn & 1) !== 0,
  pxnTable: (xn & 2) !== 0,
  ap,
  uxn: (xn & 4) !== 0,
  pxn: (xn & 8) !== 0,
  wxn: (state & 1) !== 0,
  epan: (state & 2) !== 0,
  pan: (state & 4) !== 0,
})

const packed2 = Int8Array.from({ length: 16 }, (_, key) =>
  leftBy(stage2Takers, { s2ap: key & 3, xn: key >> 2 }),
)

/** The rights that a stage 2 leaf leaves, 0 to 63. */
export const stage2Rights = (s2ap: number, xn: number) => packed2[s2ap | (xn << 2)] as number
