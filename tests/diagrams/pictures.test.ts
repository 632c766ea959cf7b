import { describe, expect, test } from 'vitest'
import { layoutGate, narrow, wide } from '../../src/diagrams/gate/layout.ts'
import type { Picture } from '../../src/diagrams/marks.ts'
import { layoutRuler } from '../../src/diagrams/ruler/layout.ts'
import { registers } from '../../src/explain/registers.ts'
import { resolve } from '../explain/by-hand.ts'
import { fold } from '../../src/export/fold.ts'
import { svgFile } from '../../src/export/svg/file.ts'
import { linesBlock, stack } from '../../src/export/svg/stack.ts'
import { asSvg } from '../../src/export/svg.ts'
import { complaints, mailFile, orphans, sentencesFile, toldWholeFile, verdictsFile } from './golden.ts'
import { drawn, drawnNarrow } from './scenarios.ts'

/** The page's own style, from where the stored pictures lie: they show in a browser as the page draws them. */
const css = ['ui/styles/tokens', 'diagrams/diagram']
  .map((name) => `@import '../../src/${name}.css';`)
  .join(' ')

const description = 'A picture that the tests compare: see tests/diagrams/pictures.test.ts.'
const metaOf = (title: string) => ({ title, description, link: '' })

/** Numbers with two decimals at most, so that only what can be seen counts. */
const rounded = (svg: string) =>
  svg.replace(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (n) => String(Math.round(Number(n) * 100) / 100))

const svgOf = (picture: Picture) => rounded(asSvg(picture, css, metaOf(picture.title)))

type Access = ReturnType<typeof resolve>

/** All rulers of a scenario below each other, in rows of 32 bits or, for a phone, of 16. */
function rulersSvg(outcome: Access, perRow: 16 | 32): string {
  const unit = perRow === 32 ? 24 : 22
  const blocks = registers(outcome, outcome.kvm).flatMap((register) => [
    linesBlock(fold(`${register.title} ${register.value}`, perRow * 2.5), 'heading', 18, 16),
    { ...layoutRuler(register, { perRow, unit }), gap: 4 },
  ])
  const { content, height } = stack(blocks, 0)
  return rounded(svgFile({ width: perRow * unit, height }, content, css, metaOf('Registers')))
}

/** The stored pictures of a scenario, by the names of their files. */
function pictures(name: string, outcome: Access): Readonly<Record<string, string>> {
  const isNarrow = drawnNarrow.includes(name)
  return {
    [`${name}.svg`]: svgOf(layoutGate(outcome, wide)),
    [`${name}-registers.svg`]: rulersSvg(outcome, 32),
    ...(isNarrow && {
      [`${name}-narrow.svg`]: svgOf(layoutGate(outcome, narrow)),
      [`${name}-registers-narrow.svg`]: rulersSvg(outcome, 16),
    }),
  }
}

const all = drawn.map(([name, scenario]) => [name, pictures(name, resolve(scenario))] as const)

describe('the pictures are as they were stored:', () => {
  test.each(all)('%s', (_, files) => {
    expect(
      Object.entries(files)
        .flatMap(([file, svg]) => complaints(file, svg))
        .join('\n'),
    ).toBe('')
  })
})

test('every stored file is written by a test', () => {
  const written = all.flatMap(([, files]) => Object.keys(files))
  expect(orphans([...written, verdictsFile, mailFile, sentencesFile, toldWholeFile])).toEqual([])
})

test('a scenario is drawn under one name, and those for a phone are among them', () => {
  const names = drawn.map(([name]) => name)
  expect(new Set(names).size).toBe(names.length)
  expect(names).toEqual(expect.arrayContaining([...drawnNarrow]))
})
