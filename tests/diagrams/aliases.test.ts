import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { geometryOf, layoutLine } from '../../src/diagrams/aliases/layout.ts'
import { layoutAliasesGlyph } from '../../src/diagrams/aliases/small.ts'
import { plateMark, plateWidth } from '../../src/diagrams/aliases/plate.ts'
import { stops, travelOf } from '../../src/diagrams/aliases/travel.ts'
import type { Box, Group, Mark, Picture, Text } from '../../src/diagrams/marks.ts'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import type { LineView } from '../../src/explain/coherency/view.ts'
import { asSvg } from '../../src/export/svg.ts'
import { asked } from '../explain/coherency/asked.ts'
import { anyOwnRun, runOf, runs, viewOf, viewsOf, type LineRun } from '../explain/coherency/line-runs.ts'
import { situations } from '../../src/coherency/situations.ts'
import { aliasesPrefix, complaints, orphansOfAliases } from './golden.ts'
import { flat, isIn, meet } from './placed.ts'
import { sansWidth } from './sans.ts'
import { sweep } from '../sweep.ts'

/** The page's own style, from where the stored pictures lie. */
const css = ['ui/styles/tokens', 'diagrams/diagram', 'diagrams/aliases/aliases']
  .map((name) => `@import '../../src/${name}.css';`)
  .join(' ')

const rounded = (svg: string) =>
  svg.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (n) => String(Math.round(Number(n) * 100) / 100))

const svgOf = (picture: Picture) =>
  rounded(
    asSvg(picture, css, {
      title: picture.title,
      description: 'See tests/diagrams/aliases.test.ts.',
      link: '',
    }),
  )

const glyphOf = (changes: Parameters<typeof asked>[0]) => layoutAliasesGlyph(asked(changes))

const last = ({ steps }: LineRun) => steps.length - 1

/** Aliases that differ, by Device and by Normal memory, and ones that agree. */
const stories = [
  { policy: 'before' },
  { ...vmaKinds.anon.settings, fwb: false, mair: 0x44 },
  vmaKinds.anon.settings,
  vmaKinds['vfio-bar'].settings,
] as const

/** The stored pictures: every step of the leak, the ends of the other runs, and on a phone. */
const stored: readonly (readonly [file: string, picture: Picture])[] = [
  ...viewsOf(runs.leak).map((view) => [`leak-${view.now}.svg`, layoutLine(view, false)] as const),
  ...Object.entries(runs).flatMap(([name, run]) => [
    ...(name === 'leak' ? [] : [[`${name}.svg`, layoutLine(viewOf(run, last(run)), false)] as const]),
    [`${name}-narrow.svg`, layoutLine(viewOf(run, last(run)), true)] as const,
  ]),
  ['by-itself.svg', layoutLine(viewOf(runs['lost-write'], 4), false)],
  ['glyph-unsafe.svg', glyphOf({ policy: 'before' })],
  ['glyph-safe.svg', glyphOf(vmaKinds.anon.settings)],
]

test.each(stored)('the picture %s is as it was stored', (file, picture) => {
  expect(complaints(`${aliasesPrefix}${file}`, svgOf(picture)).join('\n')).toBe('')
})

test('every stored picture of aliases is written by a test', () => {
  expect(orphansOfAliases(stored.map(([file]) => `${aliasesPrefix}${file}`))).toEqual([])
})

const sizes: Readonly<Record<string, number>> = {
  'line-name': 12.5,
  'line-small': 11.5,
  'line-words': 12,
  'line-note': 12,
  'line-type': 12.5,
  'line-letter': 11,
  'line-number': 11,
  'line-state': 11.5,
}

const bold = new Set(['line-name', 'line-letter', 'line-number', 'line-state'])

const shareBefore = { start: 0, middle: 0.5, end: 1 } as const

interface Placed extends Box {
  readonly says: string
}

/** Where a text lies. */
function placed({ x, y, text, as, anchor = 'start' }: Text): Placed {
  const [name = ''] = as.split(' ')
  const isMono = name === 'line-value' || name === 'line-code'
  const size = sizes[name]
  if (!isMono && size === undefined) throw new Error(`no width of ${as}`)
  const width = isMono ? text.length * 7.23 : sansWidth(text, size ?? 12, bold.has(name) ? 'bold' : 'regular')
  return { x: x - width * shareBefore[anchor], y: y - 9, width, height: 11, says: text }
}

const nodesIn = (marks: readonly Mark[]): readonly Group[] =>
  marks.flatMap((mark) =>
    mark.kind === 'group' ? [...(mark.id === undefined ? [] : [mark]), ...nodesIn(mark.marks)] : [],
  )

/** What is drawn with an extent: texts, boxes and discs. */
function extents(picture: Picture): readonly Placed[] {
  return flat(picture.marks).flatMap((mark): readonly Placed[] => {
    if (mark.kind === 'text') return [placed(mark)]
    if (mark.kind === 'rect') return [{ ...mark, says: mark.as }]
    if (mark.kind === 'circle')
      return [
        { x: mark.x - mark.r, y: mark.y - mark.r, width: mark.r * 2, height: mark.r * 2, says: mark.as },
      ]
    return mark.kind === 'reach' ? [{ ...mark.box, says: `reach of ${mark.of}` }] : []
  })
}

/** Texts that lie on each other, across the edge of a box, or on a disc of another; and what leaves the picture. */
function faults(picture: Picture): readonly string[] {
  const marks = flat(picture.marks)
  const texts = marks.flatMap((mark) => (mark.kind === 'text' ? [placed(mark)] : []))
  const boxes = marks.flatMap((mark) => (mark.kind === 'rect' ? [mark] : []))
  const discs = marks.flatMap((mark) =>
    mark.kind === 'circle' && mark.as.startsWith('line-disc')
      ? [{ x: mark.x - mark.r, y: mark.y - mark.r, width: mark.r * 2, height: mark.r * 2 }]
      : [],
  )
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height }
  return [
    ...extents(picture).flatMap((one) => (isIn(one, whole) ? [] : [`${one.says} leaves the picture`])),
    ...texts.flatMap((one, at) => [
      ...texts.slice(at + 1).flatMap((other) => (meet(one, other) ? [`${one.says} | ${other.says}`] : [])),
      ...boxes.flatMap((box) => (meet(one, box) && !isIn(one, box) ? [`${one.says} crosses ${box.as}`] : [])),
      ...discs.flatMap((disc) => (meet(one, disc) && !isIn(one, disc) ? [`${one.says} lies on a disc`] : [])),
    ]),
    ...discs.flatMap((one, at) =>
      discs.slice(at + 1).some((other) => meet(one, other)) ? ['discs meet'] : [],
    ),
  ]
}

describe('no text lies on another, crosses a box or leaves the picture, wide and on a phone, at any step of', () => {
  test.each(Object.entries(runs))('%s', (_, run) => {
    for (const view of viewsOf(run))
      for (const phone of [false, true]) expect(faults(layoutLine(view, phone))).toEqual([])
  })

  test.each(situations.map(({ id }) => id))('the situation %s, as usual and in the worst case', (id) => {
    for (const changes of stories)
      for (const hits of [false, true])
        for (const view of viewsOf(runOf(changes, id, { hits })))
          for (const phone of [false, true]) expect(faults(layoutLine(view, phone))).toEqual([])
  })

  test('any script', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.nat(), fc.boolean(), (run, at, phone) => {
        expect(faults(layoutLine(viewOf(run, at % run.steps.length), phone))).toEqual([])
      }),
      { numRuns: sweep(300) },
    )
  })
})

const textsOf = (view: LineView, phone: boolean) =>
  flat(layoutLine(view, phone).marks).flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))

/** Whether a stretch from one point to the next goes through the inside of a box. */
function goesThrough(points: readonly (readonly [number, number])[], box: Box): boolean {
  return points.slice(1).some(([x, y], at) => {
    const [fromX, fromY] = points[at] ?? [x, y]
    const stretch = {
      x: Math.min(x, fromX),
      y: Math.min(y, fromY),
      width: Math.max(0.02, Math.abs(x - fromX)),
      height: Math.max(0.02, Math.abs(y - fromY)),
    }
    return meet(stretch, { x: box.x + 0.1, y: box.y + 0.1, width: box.width - 0.2, height: box.height - 0.2 })
  })
}

describe('in any run', () => {
  test('a way around the cache never crosses the cache’s box, and no way crosses a box', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.boolean(), (run, phone) => {
        const view = viewOf(run, 0)
        const { lanes, boxes } = geometryOf(view, phone)
        const through = view.lanes.flatMap(({ id }) =>
          Object.entries(boxes).flatMap(([name, box]) =>
            name !== 'end' && goesThrough(lanes[id] ?? [], box) ? [`${id} through ${name}`] : [],
          ),
        )
        expect(through).toEqual([])
      }),
    )
  })

  test('each step is a node that says what happens in it, after a node for each party', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.nat(), fc.boolean(), (run, at, phone) => {
        const view = viewOf(run, at % run.steps.length)
        const nodes = nodesIn(layoutLine(view, phone).marks)
        expect(nodes.map(({ id }) => id)).toEqual([
          'alias-vmm',
          'alias-guest',
          'alias-linear',
          ...run.steps.map((_, number) => `step-${number}`),
        ])
        expect(nodes.filter(({ label, box }) => !label?.endsWith('.') || !box)).toEqual([])
        expect(nodes.filter(({ box }) => !box || box.width < 24 || box.height < 24)).toEqual([])
      }),
    )
  })

  test('one disc is the present one', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.nat(), (run, at) => {
        const { marks } = layoutLine(viewOf(run, at % run.steps.length), false)
        const present = flat(marks).filter(
          (mark) => mark.kind === 'circle' && mark.as.startsWith('line-disc now'),
        )
        expect(present).toHaveLength(1)
      }),
    )
  })

  test('the picture keeps its size from step to step, and a phone has room for it', () => {
    fc.assert(
      fc.property(anyOwnRun, (run) => {
        const sizesOf = (phone: boolean) =>
          new Set(
            viewsOf(run)
              .map((view) => layoutLine(view, phone))
              .map(({ width, height }) => `${width} ${height}`),
          )
        expect(sizesOf(false).size).toBe(1)
        expect(sizesOf(true).size).toBe(1)
        expect(layoutLine(viewOf(run, 0), true).width).toBeLessThanOrEqual(346)
      }),
      { numRuns: 40 },
    )
  })

  test('the plate that travels begins at the start of its way, and only one does', () => {
    fc.assert(
      fc.property(anyOwnRun, fc.nat(), fc.boolean(), (run, at, phone) => {
        const view = viewOf(run, at % run.steps.length)
        const travelling = JSON.stringify(layoutLine(view, phone).marks).split('line-travels').length - 1
        const moves = travelOf(view, phone)
        expect(travelling).toBe(view.flow ? 1 : 0)
        expect(moves?.length ?? 0).toBe(view.flow ? stops : 0)
        if (!moves || !view.flow) return
        const { plates, lanes } = geometryOf(view, phone)
        const ends = (lanes[view.flow.way[0] ?? 'fill'] ?? []).map(
          ([x, y]) => `${Math.round(x)} ${Math.round(y)}`,
        )
        const [restX, restY] = plates[view.flow.to]
        const [x, y] = moves[0] ?? [0, 0]
        expect([ends[0], ends.at(-1)]).toContain(`${Math.round(restX + x)} ${Math.round(restY + y)}`)
      }),
    )
  })
})

test('a value that should not have been read lies on a black plate, and no other does', () => {
  const black = (view: Parameters<typeof layoutLine>[0]) =>
    flat(layoutLine(view, false).marks).filter(
      ({ kind, ...mark }) => kind === 'rect' && 'as' in mark && mark.as === 'line-plate bad',
    )
  expect(viewsOf(runs.leak).map((view) => black(view).length)).toEqual([0, 0, 0, 1])
  expect(viewsOf(runs.safe).flatMap(black)).toEqual([])
})

test.each([false, true])(
  'an access goes around the cache in words too, unless a copy answers it (phone: %s)',
  (phone) => {
    const says = (run: LineRun) => textsOf(viewOf(run, last(run)), phone)
    expect(says(runs.leak)).toContain('around the cache')
    expect(says(runs.hits)).toContain('from the cache')
    expect(says(runs.hits)).not.toContain('around the cache')
  },
)

test.each([false, true])(
  'what the cache answers stands between the guest and the cache (phone: %s)',
  (phone) => {
    const { steps } = runs.hits
    const view = viewOf(runs.hits, steps.length - 1)
    const { discs, boxes } = geometryOf(view, phone)
    const [, y] = discs[view.now] ?? [0, 0]
    expect(y).toBeGreaterThan(boxes.guest.y + boxes.guest.height)
    expect(y).toBeLessThan(boxes.cache.y)
  },
)

test('on a phone, too, it is the Point of Coherency that the cache is above', () => {
  expect(textsOf(viewOf(runs.leak, 0), true)).toContain('above the Point of Coherency')
})

test('on a phone the picture of a leak is no taller than it must be', () => {
  expect(layoutLine(viewOf(runs.leak, 0), true).height).toBeLessThanOrEqual(600)
})

test('a lane along which values go both ways has a head at both ends', () => {
  const heads = (view: LineView) => {
    const at = geometryOf(view, false).lanes['guest-around'] ?? []
    const ends = at.map(([, y]) => y)
    const drawn = flat(layoutLine(view, false).marks).flatMap((mark) =>
      mark.kind === 'path' && mark.as.startsWith('head ') ? [mark] : [],
    )
    return ends.map((y) =>
      drawn
        .filter(({ d }) => d.includes(`L${at[0]?.[0]},`))
        .filter(({ d }) => Math.abs(Number(/L[\d.]+,([\d.]+)L/.exec(d)?.[1]) - y) < 4)
        .map(({ as }) =>
          as.includes('thin') ? 'thin' : as.includes('other') ? 'other' : as.includes('now') ? 'now' : 'done',
        )
        .join(),
    )
  }
  expect(viewsOf(runs['lost-write']).map(heads)).toEqual([
    ['thin', 'thin'],
    ['thin', 'thin'],
    ['thin', 'thin'],
    ['other', 'now'],
    ['other', 'done'],
    ['now', 'other'],
  ])
})

test('a fill that an access brings is named with the access', () => {
  for (const phone of [false, true]) {
    const says = textsOf(viewOf(runs['guest-to-vmm'], 0), phone).join(' ')
    expect(says).toContain('filled in step 2')
  }
})

test('a value of one letter is its letter alone', () => {
  const values = (value: string) => {
    const { marks } = plateMark([0, 0], { letter: value.charAt(0), value }, { bad: false, travels: false })
    return marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))
  }
  expect(values('b')).toEqual(['b'])
  expect(values('beta')).toEqual(['b', 'beta'])
  expect(plateWidth({ letter: 'b', value: 'b' })).toBe(17)
})

test('in small the aliases are crossed where something wrong may be read, and only there', () => {
  const crossed = ({ marks }: Picture) => JSON.stringify(marks).includes('token-fault')
  expect(crossed(glyphOf({ policy: 'before' }))).toBe(true)
  expect(crossed(glyphOf(vmaKinds.anon.settings))).toBe(false)
})
