import { describe, expect, test } from 'vitest'
import {
  allRights,
  leftBy,
  right,
  stage1Rights,
  stage1Takers,
  stage2Rights,
  stage2Takers,
  unpacked1,
  type Stage1Permissions,
  type Taker,
} from '../../src/arch/walk/permissions.ts'

const { r1, w1, x1, r0, w0, x0 } = right

/** Rights that are set, as their sum. */
const sum = (...rights: readonly (readonly [bit: number, has: boolean])[]) =>
  rights.reduce((all, [bit, has]) => all + (has ? bit : 0), 0)

/** `AArch64_S1DirectBasePermissions`, `AArch64_S1ApplyTablePerms`, `AArch64_S1ApplyOutputPerms`, step by step. */
function plain1({ apTable, uxnTable, pxnTable, ap, uxn, pxn, wxn, epan, pan }: Stage1Permissions): number {
  // AP[2:1]: 00 EL1 RW; 01 both RW; 10 EL1 RO; 11 both RO. APTable[1] takes writes, APTable[0] EL0's data accesses.
  const isReadOnly = ap >= 2 || apTable >= 2
  const isOfEl0 = ap % 2 === 1 && apTable % 2 === 0
  const [ur, uw, ux] = [isOfEl0, isOfEl0 && !isReadOnly, !uxn && !uxnTable]
  const px = !pxn && !pxnTable && !uw
  const isPrivate = pan && (ur || uw || (epan && ux))
  const [pr, pw] = [!isPrivate, !isPrivate && !isReadOnly]
  return sum([r1, pr], [w1, pw], [x1, px && !(wxn && pw)], [r0, ur], [w0, uw], [x0, ux && !(wxn && uw)])
}

const flags = [false, true]
const four = [0, 1, 2, 3]

/** Every combination of what stage 1 has to say. */
const all1: readonly Stage1Permissions[] = four.flatMap((apTable) =>
  four.flatMap((ap) =>
    Array.from({ length: 128 }, (_, n) => ({
      apTable,
      ap,
      uxnTable: (n & 1) !== 0,
      pxnTable: (n & 2) !== 0,
      uxn: (n & 4) !== 0,
      pxn: (n & 8) !== 0,
      wxn: (n & 16) !== 0,
      epan: (n & 32) !== 0,
      pan: (n & 64) !== 0,
    })),
  ),
)

describe('the rights that are left', () => {
  test('are six, a bit for each of read, write and execute at EL1 and at EL0', () => {
    expect([r1, w1, x1, r0, w0, x0]).toEqual([1, 2, 4, 8, 16, 32])
    expect(allRights).toBe(63)
  })

  test('by stage 1 are those of the pseudocode, for all that it can say', () => {
    for (const at of all1) expect(leftBy(stage1Takers, at), JSON.stringify(at)).toBe(plain1(at))
  })

  test('by stage 1 are looked up by the same bits', () => {
    for (const at of all1) {
      const { apTable, ap, uxnTable, pxnTable, uxn, pxn, wxn, epan, pan } = at
      const xn = sum([1, uxnTable], [2, pxnTable], [4, uxn], [8, pxn])
      const state = sum([1, wxn], [2, epan], [4, pan])
      expect(unpacked1(apTable, xn, ap, state)).toEqual(at)
      for (const again of flags) expect(stage1Rights(apTable, xn, ap, state), `${again}`).toBe(plain1(at))
    }
  })

  test('by stage 2 are those of S2AP and XN', () => {
    // XN: 00 both execute, 01 EL0 alone, 10 nobody, 11 EL1 alone.
    const el1 = [true, false, false, true]
    const el0 = [true, true, false, false]
    for (const s2ap of four)
      for (const xn of four) {
        const [reads, writes] = [s2ap % 2 === 1, s2ap >= 2]
        const wanted = sum(
          [r1 + r0, reads],
          [w1 + w0, writes],
          [x1, el1[xn] === true],
          [x0, el0[xn] === true],
        )
        expect([stage2Rights(s2ap, xn), leftBy(stage2Takers, { s2ap, xn })]).toEqual([wanted, wanted])
      }
  })
})

describe('what is told of rows that take rights:', () => {
  /** Takes rows and what they are asked; gives each row that is told, with what it takes. */
  function told<In>(rows: readonly Taker<In>[], at: In, rights: number) {
    const log: (readonly [Taker<In>, number])[] = []
    const left = leftBy(rows, at, rights, (row, lost) => log.push([row, lost]))
    return { left, log }
  }

  test('each takes what is still there and its own, in their order, and all of them what is gone', () => {
    for (const at of all1)
      for (const rights of [63, 0b101010]) {
        const { left, log } = told(stage1Takers, at, rights)
        let now = rights
        for (const [row, lost] of log) {
          expect(lost, row.id).toBe(now & row.takes)
          expect(lost, row.id).not.toBe(0)
          expect(row.when(at, now), row.id).toBe(true)
          now -= lost
        }
        expect(now).toBe(left)
        const order = log.map(([row]) => stage1Takers.indexOf(row))
        expect(order).toEqual(order.toSorted((a, b) => a - b))
      }
  })
})
