import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeline } from '../../src/content/timeline.ts'
import type { TimelineItem } from '../../src/diagrams/timeline/item.ts'
import { tiersOf } from '../../src/diagrams/timeline/labels.ts'
import { layoutTimeline, layoutTimelineRows } from '../../src/diagrams/timeline/layout.ts'
import { group, type Box, type Group, type Mark, type Picture, type Reach } from '../../src/diagrams/marks.ts'
import { asSvg } from '../../src/export/svg.ts'
import { complaints, orphansOfTimeline, timelinePrefix } from './golden.ts'

const items: readonly TimelineItem[] = timeline.map((event) => ({
  ...event,
  label: `${event.date}, ${event.name}`,
  mark: event.kind === 'version' ? 'hollow' : 'filled',
}))

const css = ['ui/styles/tokens', 'diagrams/diagram', 'diagrams/timeline/timeline']
  .map((name) => `@import '../../src/${name}.css';`)
  .join(' ')

const svgOf = (picture: Picture) =>
  asSvg(picture, css, { title: picture.title, description: 'See tests/diagrams/timeline.test.ts.', link: '' })

const nodesOf = ({ marks }: Picture) =>
  marks.filter(
    (mark): mark is Group & { id: string; box: Box } => mark.kind === 'group' && mark.id !== undefined,
  )

/** The rows of a narrow screen as one picture. */
function stacked(width: number): Picture {
  const rows = layoutTimelineRows(items, width)
  const [{ height, title } = { height: 0, title: '' }] = rows
  const marks = rows.map((row, at) => group(row.marks, { down: at * height }))
  return { width, height: height * rows.length, title, marks }
}

/** The rooms that act as nodes do. */
const reachesOf = ({ marks }: Picture) => marks.filter((mark: Mark): mark is Reach => mark.kind === 'reach')

const meet = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** Pairs of nodes whose boxes meet. */
const meeting = (picture: Picture) =>
  nodesOf(picture).flatMap((one, at, all) =>
    all.slice(at + 1).flatMap((other) => (meet(one.box, other.box) ? [`${one.id} ${other.id}`] : [])),
  )

const outside = (picture: Picture) =>
  nodesOf(picture).filter(
    ({ box }) =>
      box.x < 0 || box.y < 0 || box.x + box.width > picture.width || box.y + box.height > picture.height,
  )

describe('the picture of the timeline', () => {
  const pictures: readonly (readonly [name: string, picture: Picture])[] = [
    [`${timelinePrefix}.svg`, layoutTimeline(items, 1392)],
    [`${timelinePrefix}-medium.svg`, layoutTimeline(items, 912)],
    [`${timelinePrefix}-narrow.svg`, stacked(284)],
  ]

  test('is stored by this test alone', () => {
    expect(orphansOfTimeline(pictures.map(([name]) => name))).toEqual([])
  })

  test.each(pictures)('is as it was stored: %s', (name, picture) => {
    expect(complaints(name, svgOf(picture)).join('\n')).toBe('')
  })

  test('has every event in the order of time, and none touches another or leaves it, at any width', () => {
    for (let width = 860; width <= 1600; width += 7) {
      const picture = layoutTimeline(items, width)
      expect(
        nodesOf(picture)
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual(items.map(({ id }) => id).toSorted())
      expect(meeting(picture), `${width}`).toEqual([])
      expect(outside(picture), `${width}`).toEqual([])
    }
    for (const width of [284, 354, 620]) {
      const rows = layoutTimelineRows(items, width)
      expect(rows.flatMap(nodesOf).map(({ id }) => id)).toEqual(items.map(({ id }) => id))
      expect(rows.flatMap((row) => [...meeting(row), ...outside(row)])).toEqual([])
    }
  })

  test('has for each point a label of 24 px each way, and room around the dot and the line that leads to it', () => {
    for (const width of [912, 1232, 1392]) {
      const picture = layoutTimeline(items, width)
      const reaches = reachesOf(picture)
      for (const { id, box } of nodesOf(picture)) {
        expect(Math.min(box.width, box.height), id).toBeGreaterThanOrEqual(24)
        const around = reaches.find(({ of }) => of === id)?.box
        expect(around && around.x <= box.x && around.x + around.width >= box.x, id).toBe(true)
        const ends = around && [around.y, around.y + around.height]
        expect(
          ends?.some((end) => end === box.y || end === box.y + box.height),
          id,
        ).toBe(true)
      }
      // Neighbours end where the others begin.
      const less = ({ box: { x, y, width: w, height: h } }: Reach) => ({ x, y, width: w - 0.01, height: h })
      const pairs = reaches.flatMap((one, at) => reaches.slice(at + 1).map((other) => [one, other] as const))
      expect(
        pairs
          .filter(([one, other]) => meet(less(one), less(other)))
          .map(([one, other]) => `${one.of} ${other.of}`),
        `${width}`,
      ).toEqual([])
    }
  })

  test('lets no stem run through a label', () => {
    const labels = fc
      .array(fc.record({ x: fc.integer({ min: 0, max: 1000 }), width: fc.integer({ min: 5, max: 200 }) }), {
        maxLength: 20,
      })
      .map((drawn) => drawn.toSorted((a, b) => a.x - b.x))
    fc.assert(
      fc.property(labels, (placed) => {
        const tiers = tiersOf(placed)
        for (const [at, { x, width }] of placed.entries())
          for (const [of, other] of placed.entries())
            expect(of <= at || other.x >= x + width || (tiers[of] ?? 0) < (tiers[at] ?? 0)).toBe(true)
      }),
    )
  })
})
