import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Box, Mark, Picture, Text } from '../../src/diagrams/marks.ts'
import { layoutPermissions, phoneWidth } from '../../src/diagrams/permissions/layout.ts'
import { layoutWalk } from '../../src/diagrams/walk/layout.ts'
import { layoutWalkList } from '../../src/diagrams/walk/list.ts'
import type { WalkAnswer } from '../../src/explain/walk/answer.ts'
import { permissionChain } from '../../src/explain/walk/permissions.ts'
import { walkView } from '../../src/explain/walk/view.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyTables, fiveLevels, handWalk, ipaOf, walkOf, wide } from '../explain/walk-scenarios.ts'
import { flat, isIn, meet } from './placed.ts'
import { sweep } from '../sweep.ts'

/** Widths of a character in px, by class: 0.6 em in the monospace; in the sans 0.54, and 0.57 where it is bold. */
const widths: Readonly<Record<string, number>> = {
  'walk-name': 7.1,
  'walk-column': 6.7,
  'walk-small': 6.2,
  'walk-note': 6.2,
  'walk-number': 7,
  'walk-kind': 6.2,
  'walk-address': 6.6,
  'walk-value': 6.6,
  'walk-digits': 6.6,
  'walk-row-digits': 6.6,
  'walk-index': 6.6,
  'bit-number': 6,
  'gate-title': 6.8,
  'gate-bits': 6.3,
  'right-el': 6.8,
  'right-letter': 7.2,
}

const shareBefore = { start: 0, middle: 0.5, end: 1 } as const

interface Placed extends Box {
  readonly says: string
}

function placed({ x, y, text, as, anchor = 'start' }: Text): Placed {
  const each = as.includes('narrow') ? 6 : widths[as.split(' ')[0] ?? '']
  if (each === undefined) throw new Error(`no width of ${as}`)
  const width = text.length * each
  return { x: x - width * shareBefore[anchor], y: y - 9, width, height: 11, says: text }
}

const textsOf = ({ marks }: Picture) =>
  flat(marks).flatMap((mark) => (mark.kind === 'text' ? [placed(mark)] : []))

/** Texts that lie on each other, out of the picture, or across the edge of a box. */
function faults(picture: Picture): readonly string[] {
  const texts = textsOf(picture)
  const boxes = flat(picture.marks).flatMap((mark) => (mark.kind === 'rect' ? [mark] : []))
  const crosses = boxes.filter(({ as }) => as === 'token-fault')
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  return texts.flatMap((one, at) => [
    ...texts.slice(at + 1).flatMap((other) => (meet(one, other) ? [`${one.says} | ${other.says}`] : [])),
    ...(isIn(one, whole) ? [] : [`${one.says} is out of the picture`]),
    ...boxes.flatMap((box) => (meet(one, box) && !isIn(one, box) ? [`${one.says} crosses ${box.as}`] : [])),
    ...(crosses.some((cross) => meet(one, cross)) ? [`${one.says} lies on the cross`] : []),
  ])
}

/** Boxes of cells that lie on each other. */
function piled({ marks }: Picture): number {
  const cells = flat(marks).filter((mark) => mark.kind === 'rect' && mark.as.startsWith('walk-cell'))
  return cells.filter((one, at) => cells.slice(at + 1).some((other) => meet(one as Box, other as Box))).length
}

const sizes = [776, 960] as const

/** What is wrong with a step of a walk in the picture of either width, or in the list. */
function wrong(walk: WalkAnswer, now: number | null): readonly string[] {
  const view = walkView(walk, { now })
  const pictures = [...sizes.map((width) => layoutWalk(view, width)), layoutWalkList(view, 354)]
  return pictures.flatMap((picture) => [
    ...faults(picture),
    ...(piled(picture) > 0 ? [`cells of ${picture.width} lie on each other at ${now}`] : []),
  ])
}

const steps = ({ reads }: WalkAnswer) => [null, ...reads.map(({ number }) => number)]

const cases: readonly (readonly [string, Partial<Scenario>])[] = [
  ['the initial values', {}],
  ['52 bits at both stages', wide],
  ['64K tables', { tg: '64k', s2tg: '64k', ...ipaOf(52) }],
  ['64K blocks', { tg: '64k', leaf: '1', s2tg: '64k', s2leaf: '1' }],
  ['blocks of 1 GiB at both stages', { leaf: '1', s2leaf: '1' }],
  ['16K tables with the longest index', { s2tg: '16k', ...ipaOf(40), addr: 0x40_0000_0a40 }],
  ['16K tables with DS', { ...wide, tg: '16k', s2tg: '16k' }],
  ['hardware updates at both stages', { tcr: 'ha', vtcr: 'ha', af: false, s2af: false }],
  ['stage 2 off', { vm: false }],
  ['stage 1 off', { m: false }],
  ['a VA in neither half', { va: '0x123456789abcdef0' }],
  ['no blocks at the leaf level', { tg: '16k', leaf: '1' }],
]

describe('no text of the walk lies on another or leaves its box, at any step, with', () => {
  test.each(cases)('%s', (_, changes) => {
    const walk = handWalk(changes)
    expect(steps(walk).flatMap((now) => wrong(walk, now))).toEqual([])
  })

  test('35 reads', () => {
    const walk = fiveLevels()
    expect(walk.reads.length).toBe(35)
    expect(steps(walk).flatMap((now) => wrong(walk, now))).toEqual([])
  })

  test('any tables', () => {
    fc.assert(
      fc.property(anyTables, fc.nat({ max: 40 }), (scenario, at) => {
        const walk = walkOf(scenario)
        expect([...wrong(walk, null), ...wrong(walk, at % (walk.reads.length + 1))]).toEqual([])
      }),
      { numRuns: sweep(150) },
    )
  })
})

test('the picture is as wide as asked for, and has each read as a node', () => {
  for (const walk of [handWalk({}), fiveLevels(), handWalk({ tcr: 'ha', af: false })]) {
    const { width, marks } = layoutWalk(walkView(walk, { now: null }), 776)
    const nodes = (of: readonly Mark[]): readonly string[] =>
      of.flatMap((mark) =>
        mark.kind === 'group' ? [...(mark.id ? [mark.id] : []), ...nodes(mark.marks)] : [],
      )
    expect(width).toBe(776)
    expect(nodes(marks)).toEqual(walk.reads.map(({ id }) => id))
  }
})

describe('no text of the permissions lies on another', () => {
  test.each([
    ['all that tables can take', { aptable: 0b11, uxntable: true, pxntable: true }],
    ['the most gates', { ...wide, aptable: 0b11, uxntable: true, pxntable: true, pxn: true }],
    ['all of PSTATE', { pan: true, epan: true, wxn: true, pxn: true }],
    ['dirty state', { tcr: 'ha+hd', dbm: true, s2dbm: true, vtcr: 'ha+hd', pxn: true }],
    ['stage 1 off', { m: false }],
  ] as const)('with %s', (_, changes) => {
    const chain = permissionChain(handWalk(changes as Partial<Scenario>))
    if (!chain) throw new Error('no gates')
    for (const width of [...sizes, phoneWidth(chain)])
      expect(faults(layoutPermissions(chain, { width, now: null }))).toEqual([])
  })

  test('with any tables', () => {
    fc.assert(
      fc.property(anyTables, (scenario) => {
        const chain = permissionChain(walkOf(scenario))
        const pictures = chain
          ? [...sizes, phoneWidth(chain)].map((width) => layoutPermissions(chain, { width, now: null }))
          : []
        expect(pictures.flatMap(faults)).toEqual([])
      }),
      { numRuns: sweep(300) },
    )
  })
})

test('on a phone what stands below a gate of the permissions is apart from its neighbours, a field beside its value', () => {
  for (const changes of [
    {},
    { pan: true, epan: true, wxn: true },
    { aptable: 0b11, uxntable: true },
    { m: false },
  ]) {
    const chain = permissionChain(handWalk(changes))
    if (!chain) throw new Error('no gates')
    const texts = textsOf(layoutPermissions(chain, { width: phoneWidth(chain), now: null }))
    const apart = texts.map((box) => ({ ...box, width: box.width + 6 }))
    const close = apart.flatMap((one, at) => apart.slice(at + 1).filter((other) => meet(one, other)))
    expect(close.map(({ says }) => says)).toEqual([])
    expect(texts.filter(({ says }) => /^[01]+$/.test(says))).toEqual([])
  }
})

describe('the picture of permissions', () => {
  const titleOf = (changes: Partial<Scenario>) => {
    const chain = permissionChain(handWalk(changes))
    return chain && layoutPermissions(chain, { width: 776, now: null }).title
  }

  test('says where each right ends', () => {
    expect(titleOf({ pan: false })).toBe(
      'Permissions: EL1 R stays, EL1 W stays, EL1 X stays, EL0 R ends at L3 page, EL0 W ends at L3 page, EL0 X ends at L3 page',
    )
  })

  test('says of no right that it stays, where stage 2 was not asked', () => {
    expect(titleOf({ ap: 0b10, acc: 'w' })).not.toContain('stays')
  })
})
