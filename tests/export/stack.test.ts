import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesBlock, stack } from '../../src/export/svg/stack.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { scenarioSvg } from '../../src/export/svg.ts'
import { nastyScenario } from './nasty.ts'
import { sweep } from '../sweep.ts'
import { parseXml, type Element } from './xml.ts'

const downOf = ({ attributes: { transform = '' } }: Element) =>
  Number(/^translate\([\d.]+,([\d.]+)\)$/.exec(transform)?.[1] ?? NaN)

test('blocks stand below each other with their gaps, the first without one, and those without marks nowhere', () => {
  const block = (lines: number, gap: number) => linesBlock(Array<string>(lines).fill('x'), 'a', 10, gap)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat({ max: 4 }), fc.nat({ max: 9 })), { maxLength: 8 }),
      fc.nat({ max: 30 }),
      (given, margin) => {
        const { content, height } = stack(
          given.map(([lines, gap]) => block(lines, gap)),
          margin,
        )
        const drawn = given.filter(([lines]) => lines > 0)
        const starts = content.flatMap(
          (line) => /^<g transform="translate\((\d+),(\d+)\)">$/.exec(line) ?? [],
        )
        const sum = (upTo: number) =>
          drawn.slice(0, upTo).reduce((y, [lines], at) => y + lines * 10 + (drawn[at + 1]?.[1] ?? 0), margin)
        expect(starts.filter((_, at) => at % 3 === 1).map(Number)).toEqual(drawn.map(() => margin))
        expect(starts.filter((_, at) => at % 3 === 2).map(Number)).toEqual(drawn.map((_, at) => sum(at)))
        expect(height).toBe(sum(drawn.length) + margin)
      },
    ),
    { numRuns: sweep(500) },
  )
})

test('a line of a block of text has its foot at three quarters of its height', () => {
  expect(linesBlock(['a', 'b'], 'as', 16, 5)).toMatchObject({
    height: 32,
    gap: 5,
    marks: [
      { text: 'a', x: 0, y: 12, as: 'as' },
      { text: 'b', x: 0, y: 28, as: 'as' },
    ],
  })
})

test('of any scenario no block of text reaches into the one below it, and the height holds the last', () => {
  fc.assert(
    fc.property(nastyScenario, (scenario) => {
      const svg = parseXml(scenarioSvg(resolve(scenario), '', { link: 'https://example.org/' }))
      const height = Number(svg.attributes['height'])
      const blocks = svg.children.filter(({ name }) => name === 'g')
      const ends = [...blocks.slice(1).map(downOf), height - 24]
      expect(downOf(blocks[0] ?? svg)).toBe(24)
      const feet = blocks.map((block) => {
        const ofText = block.children.filter(({ name }) => name === 'text')
        return downOf(block) + Math.max(0, ...ofText.map(({ attributes }) => Number(attributes['y'])))
      })
      expect(feet.filter((foot, at) => foot >= (ends[at] ?? 0))).toEqual([])
    }),
    { numRuns: sweep(200) },
  )
})
