import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Access } from '../../src/arch/walk/access.ts'
import type { Fault } from '../../src/arch/walk/fault.ts'
import { SparseMemory } from '../../src/arch/walk/memory.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import type { WalkAnswer } from '../../src/explain/walk/answer.ts'
import { permissionChain, type PermissionChain, type RightLine } from '../../src/explain/walk/permissions.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyTables, handWalk, walkOf } from './walk-scenarios.ts'
import { sweep } from '../sweep.ts'

const letters = { R: 'r', W: 'w', X: 'x' } as const

/** What the engine says of an access that needs a right, over the tables of a walk. PAN is for EL1's data alone. */
function faultFor({ letter, el }: RightLine, { setup }: WalkAnswer): Fault | null {
  const acc = letters[letter]
  const access: Access = {
    ...setup.access,
    acc,
    el,
    el0: el === 0,
    pan: setup.pan && el === 1 && acc !== 'x',
  }
  return translate(setup.regime, access, new SparseMemory(setup.memory.entries())).fault
}

/** The stage at which a line ends: by the chain, and by the engine as far as the walk came. */
function ends(line: RightLine, { gates, whole }: PermissionChain, walk: WalkAnswer): readonly string[] {
  const fault = faultFor(line, walk)
  if (fault !== null && fault.kind !== 'Permission') throw new Error(fault.kind)
  const known = whole || fault?.stage !== 2
  const stage = line.endsAt === null ? undefined : gates[line.endsAt]?.stage
  return [`${line.right} ${stage}`, `${line.right} ${known ? fault?.stage : undefined}`]
}

/** The lines that end elsewhere than the engine says. */
function wrong(walk: WalkAnswer): readonly string[] {
  const chain = permissionChain(walk)
  if (!chain) return ['no gates']
  return chain.lines
    .map((line) => ends(line, chain, walk))
    .filter(([told, asked]) => told !== asked)
    .map((both) => both.join(' and not '))
}

const flag = (value: number, bit: number) => ((value >> bit) & 1) === 1

/** All that stage 1 can say: AP, PXN, UXN, APTable, PXNTable, UXNTable, WXN, EPAN and PAN. */
const stage1 = (n: number): Partial<Scenario> => ({
  ap: n & 3,
  aptable: (n >> 2) & 3,
  pxn: flag(n, 4),
  uxn: flag(n, 5),
  pxntable: flag(n, 6),
  uxntable: flag(n, 7),
  wxn: flag(n, 8),
  epan: flag(n, 9),
  pan: flag(n, 10),
})

const stage2 = (n: number): Partial<Scenario> => ({ s2ap: n & 3, s2xn: (n >> 2) & 3, xnx: !flag(n, 4) })

const counted = (count: number) => Array.from({ length: count }, (_, n) => n)

const accesses = (['r', 'w', 'x'] as const).flatMap((acc) =>
  (['0', '1', 'u'] as const).map((el) => ({ acc, el })),
)

describe('each right ends where the engine ends it', () => {
  test('whatever stage 1 says, under each access', () => {
    const all = counted(2048).map((n) => ({
      ...stage1(n),
      ...stage2((n * 7) % 32),
      ...accesses[n % accesses.length],
    }))
    expect(all.flatMap((changes) => wrong(handWalk(changes)))).toEqual([])
  })

  test('whatever stage 2 says, with each AP', () => {
    const all = counted(256).map((n) => ({
      ...stage2(n >> 3),
      ap: n & 3,
      el: flag(n, 2) ? ('0' as const) : ('1' as const),
      uxn: false,
      pan: false,
    }))
    expect(all.flatMap((changes) => wrong(handWalk(changes)))).toEqual([])
  })

  test('where tables are not looked at, as HPD is 1', () => {
    const all = counted(256).map((n) => ({ ...stage1(n), tcr: 'hpd' }))
    expect(all.flatMap((changes) => wrong(handWalk(changes as Partial<Scenario>)))).toEqual([])
  })

  test('where hardware manages dirty state', () => {
    const managed = ['none', 'ha', 'ha+hd'] as const
    const all = managed.flatMap((tcr) =>
      managed.flatMap((vtcr) =>
        counted(64).map((n) => ({
          tcr,
          vtcr,
          dbm: flag(n, 0),
          s2dbm: flag(n, 0),
          wxn: flag(n, 1),
          ap: (n >> 2) & 3,
          s2ap: (n >> 4) & 3,
          pan: false,
        })),
      ),
    )
    expect(all.flatMap((changes) => wrong(handWalk(changes as Partial<Scenario>)))).toEqual([])
  })

  test('for any tables, as far as their walk comes to a leaf and its last checks', () => {
    const met = { whole: 0, part: 0 }
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const walk = walkOf({ ...scenario, ptw: false })
        const chain = permissionChain(walk)
        const { fault } = walk
        if (!chain || (fault && (fault.kind !== 'Permission' || fault.s1ptw))) return
        const others = chain.lines.map((line) => faultFor(line, walk))
        if (others.some((other) => other && (other.kind !== 'Permission' || other.s1ptw))) return
        expect(wrong(walk)).toEqual([])
        met[chain.whole ? 'whole' : 'part'] += 1
      }),
      { numRuns: sweep(2_000, 400) },
    )
    expect(Math.min(met.whole, met.part)).toBeGreaterThan(0)
  })
})

describe('the gates', () => {
  test('are one for each table, the leaf, PSTATE and stage 2’s leaf', () => {
    const chain = permissionChain(handWalk({}))
    expect(chain?.gates.map(({ name, read }) => [name, read])).toEqual([
      ['L0 table', 'read-5'],
      ['L1 table', 'read-10'],
      ['L2 table', 'read-15'],
      ['L3 page', 'read-20'],
      ['PSTATE', null],
      ['Stage 2 leaf', 'read-24'],
    ])
  })

  test('take only what was left, each right once', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const chain = permissionChain(walkOf(scenario))
        const taken = chain?.gates.flatMap(({ takes }) => takes.map(({ lost }) => lost)) ?? []
        const sum = taken.reduce((all, lost) => all + lost, 0)
        expect(sum).toBe(taken.reduce((all, lost) => all | lost, 0))
        const ended = chain?.lines.filter(({ endsAt }) => endsAt !== null).length ?? 0
        expect(sum.toString(2).replaceAll('0', '').length).toBe(ended)
      }),
      { numRuns: sweep(500) },
    )
  })

  test('ask for one right, that of the access', () => {
    const asked = (changes: Partial<Scenario>) =>
      permissionChain(handWalk(changes))
        ?.lines.filter((line) => line.asked)
        .map(({ right }) => right)
    expect(accesses.map((access) => asked(access)?.join())).toEqual(
      ['r', 'w', 'x'].flatMap((acc) => [`${acc}0`, `${acc}1`, acc === 'x' ? 'x1' : `${acc}0`]),
    )
  })

  test('say what hardware and PSTATE make of them', () => {
    const says = (changes: object) =>
      permissionChain(handWalk(changes as Partial<Scenario>))?.gates.map((gate) => gate.says)
    expect(says({ pan: false, tcr: 'hpd', aptable: 0b11 })).toEqual([
      'HPD',
      'HPD',
      'HPD',
      'AP 00 UXN',
      'takes nothing',
      'S2AP 11 XN 00',
    ])
    expect(says({ tcr: 'ha+hd', dbm: true, ap: 0b10, acc: 'x', epan: true })?.slice(3)).toEqual([
      'AP 10 DBM UXN',
      'PAN EPAN',
      'S2AP 11 XN 00',
    ])
  })

  test('are none where nothing was read that could take a right', () => {
    expect(permissionChain(handWalk({ vm: false, m: false }))).toBeNull()
    expect(permissionChain(handWalk({ va: '0x123456789abcdef0' }))).toBeNull()
  })

  test('are not whole where stage 1 stops the access', () => {
    expect(permissionChain(handWalk({ ap: 0b10, acc: 'w' }))?.whole).toBe(false)
    expect(permissionChain(handWalk({ s2ap: 0b00 }))?.whole).toBe(true)
    expect(permissionChain(handWalk({ vm: false }))?.whole).toBe(true)
    expect(permissionChain(handWalk({ m: false }))?.whole).toBe(true)
  })
})
