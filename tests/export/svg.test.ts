import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { layoutGate, narrow } from '../../src/diagrams/gate/layout.ts'
import { group, path, rect, text, type Picture } from '../../src/diagrams/marks.ts'
import { accessAnswer } from '../../src/explain/access.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { asSvg, resolveCss, scenarioSvg } from '../../src/export/svg.ts'
import { root } from '../../scripts/tool.mjs'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { walkScenario } from '../scenario/arbitrary.ts'
import { nasty, nastyScenario } from './nasty.ts'
import { everyElement, parseXml } from './xml.ts'
import { sweep } from '../sweep.ts'

const css = '.picture > .a { fill: #123456; content: "<&"; }'
const link = 'https://example.org/#/explore?v=2&mair=0x44'
const meta = { title: 'Title', description: 'Description', link }

/** Elements that a picture may have; none of them can act or fetch. */
const drawn = [
  'svg',
  'title',
  'desc',
  'metadata',
  'style',
  'defs',
  'pattern',
  'g',
  'path',
  'rect',
  'circle',
  'text',
]
const styled = [
  'class',
  'x',
  'y',
  'width',
  'height',
  'rx',
  'd',
  'cx',
  'cy',
  'r',
  'fill',
  'text-anchor',
  'transform',
]
const whole = ['xmlns', 'viewBox', 'id', 'patternUnits', 'patternTransform']

describe('a scenario as SVG', () => {
  test('is well-formed, and holds nothing that acts or fetches, whatever the title and the note say', () => {
    fc.assert(
      fc.property(nastyScenario, (scenario) => {
        const elements = everyElement(parseXml(scenarioSvg(resolve(scenario), css, { link })))
        expect(elements.map(({ name }) => name).filter((name) => !drawn.includes(name))).toEqual([])
        const attributes = elements.flatMap((element) => Object.entries(element.attributes))
        expect(attributes.filter(([name]) => !styled.includes(name) && !whole.includes(name))).toEqual([])
        expect(attributes.filter(([, value]) => /url\((?!#)/.test(value))).toEqual([])
      }),
      { numRuns: sweep(300) },
    )
  })

  test('shows the title, the note and the link as text', () => {
    for (const words of nasty.filter((one) => one.length < 90 && /^[\x20-\x7e]+$/.test(one))) {
      const svg = parseXml(scenarioSvg(resolve({ ...defaults, title: words, note: words }), css, { link }))
      const texts = everyElement(svg)
        .filter(({ name }) => name === 'text')
        .map((element) => element.text)
      expect(texts.filter((one) => one === words)).toHaveLength(2)
      expect(texts.at(-1)).toBe(link)
      expect(svg.children.find(({ name }) => name === 'title')?.text).toBe(words)
    }
  })

  test('shows the gate and the registers where there is an access, and else how KVM ended the story', () => {
    const texts = (changes: Partial<Scenario>) =>
      everyElement(parseXml(scenarioSvg(resolve({ ...defaults, ...changes }), css, { link })))
        .filter(({ name }) => name === 'text')
        .map((element) => element.text)
    const words = (changes: Partial<Scenario>) => texts(changes).join(' ')
    expect(words({})).toContain('Stage 2 leaf 0x')
    expect(words({})).toContain('PAR_EL1')
    expect(words({ s2: 'hand' })).toContain('Stage 2 leaf, bits 11:0')
    for (const ended of [{ fwb: false }, { acc: 'x', policy: 'before' }] as const) {
      expect(words(ended)).toContain(plain(resolve({ ...defaults, ...ended }).verdict))
      expect(words(ended)).not.toMatch(/Stage 2 leaf|PAR_EL1/)
      expect(texts(ended).at(-1)).toBe(link)
    }
  })

  const elementsOf = (scenario: Scenario) =>
    everyElement(parseXml(scenarioSvg(resolve(scenario), css, { link })))
  const wordsOf = (changes: Partial<Scenario>) =>
    elementsOf({ ...defaults, ...changes })
      .filter(({ name }) => name === 'text')
      .map((element) => element.text)

  test('shows each read of the walk with its word, and the permissions', () => {
    const words = wordsOf({})
    for (const { value } of resolve(defaults).walk?.reads ?? [])
      expect(words).toContain(value.toString(16).padStart(16, '0'))
    expect(words).toEqual(expect.arrayContaining(['Walk', 'Stage 1, level 3', 'Permissions', 'PSTATE']))
  })

  test('shows where a walk ends in a fault, with its registers, its rule and what was not made', () => {
    const words = wordsOf({ ap: 0b10, acc: 'w' })
    expect(words.join(' ')).toContain('Permission fault, stage 1 level 3. The guest’s kernel takes it at EL1')
    expect(words.join(' ')).toContain('ESR_EL1 0x000000009600004f')
    expect(words.join(' ')).toContain('Rule s1-no-write.')
    expect(words.filter((one) => one === 'not made')).toHaveLength(4)
  })

  test('shows what a walk took of what is left open, and no walk where both stages are off', () => {
    const tiny = wordsOf({ txsz: 60, va: '0xffffffffffffff00' }).join(' ')
    expect(tiny).toContain('IMPLEMENTATION DEFINED: TxSZ is taken as its maximum')
    expect(wordsOf({ s2: 'hand', m: false, vm: false })).not.toContain('Walk')
  })

  test('holds the walk of any tables, well-formed', () => {
    fc.assert(
      fc.property(walkScenario, (scenario) => {
        const names = elementsOf(scenario).map(({ name }) => name)
        expect(names.filter((name) => !drawn.includes(name))).toEqual([])
      }),
      { numRuns: sweep(200) },
    )
  })

  test('has a style for each class of the walk, the permissions and the line, in the sheets that the page exports', () => {
    const sheets = ['diagram.css', join('walk', 'walk.css'), join('aliases', 'aliases.css')]
      .map((name) => readFileSync(join(root, 'src', 'diagrams', name), 'utf8'))
      .join('\n')
    const classes = [
      {},
      { ap: 0b10, acc: 'w' },
      { s2: 'hand', vm: false },
      { leaf: '2' },
      { policy: 'before' },
    ] as const
    const used = classes
      .flatMap((changes) => elementsOf({ ...defaults, ...changes }))
      .flatMap(({ attributes }) => (attributes['class'] ?? '').split(' '))
      .filter((name) =>
        /^(walk|line-(?!stays|party|travels)|permission|right|gate-(title|bits)|token)/.test(name),
      )
    expect([...new Set(used)].filter((name) => !sheets.includes(`.${name}`))).toEqual([])
  })

  test('says the verdict in its description, and the link in its metadata', () => {
    const outcome = resolve(defaults)
    const { children } = parseXml(scenarioSvg(outcome, css, { link }))
    const textOf = (name: string) => children.find((child) => child.name === name)?.text
    expect(textOf('title')).toBe('Stagecraft')
    expect(textOf('desc')).toBe(plain(outcome.verdict))
    expect(textOf('metadata')).toBe(link)
    expect(textOf('style')).toBe(css)
  })

  test('is the same text each time', () => {
    fc.assert(
      fc.property(nastyScenario, (scenario) => {
        const svg = () => scenarioSvg(resolve({ ...scenario }), css, { link })
        expect(svg()).toBe(svg())
      }),
      { numRuns: 50 },
    )
  })
})

describe('a picture as SVG', () => {
  const picture: Picture = {
    width: 10,
    height: 20,
    title: 'Small',
    marks: [
      path('M0,0H1', 'flow'),
      group([rect({ x: 1, y: 2.004, width: 3, height: 4 }, 'edge-NC', { rx: 2, pattern: 'NC' })], {
        id: 'type',
        label: 'Type',
        act: 'pick',
        as: 'node idle',
        box: { x: 0, y: 0, width: 1, height: 1 },
      }),
      group([text(1, 2, 'a < b & "c"', 'mono', 'middle')]),
    ],
  }

  test('is written mark by mark, without what only the page needs', () => {
    expect(asSvg(picture, '.a{}', meta))
      .toBe(`<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="10" height="20" viewBox="0 0 10 20">
  <title>Title</title>
  <desc>Description</desc>
  <metadata>https://example.org/#/explore?v=2&amp;mair=0x44</metadata>
  <style>.a{}</style>
  <defs>
    <pattern id="pattern-WT" width="5" height="5" patternUnits="userSpaceOnUse">
      <circle class="ink-WT" cx="1.25" cy="1.25" r="1.25"/>
      <circle class="ink-WT" cx="3.75" cy="3.75" r="1.25"/>
    </pattern>
    <pattern id="pattern-NC" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path class="stripe-NC" d="M0,2.5H5"/>
    </pattern>
    <pattern id="pattern-Device" width="4.6" height="4.6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path class="stripe-Device" d="M0,2.3H4.6M2.3,0V4.6"/>
    </pattern>
    <pattern id="pattern-reserved" width="6" height="6" patternUnits="userSpaceOnUse">
      <path class="stripe-reserved" d="M0,4.5L1.5,1.5L4.5,4.5L6,1.5"/>
    </pattern>
    <pattern id="pattern-res0" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path class="stripe-res0" d="M0,2H4"/>
    </pattern>
  </defs>
  <rect class="paper" width="10" height="20" fill="#ffffff"/>
  <path class="flow" d="M0,0H1"/>
  <g class="idle">
    <rect class="edge-NC" x="1" y="2" width="3" height="4" rx="2" fill="url(#pattern-NC)"/>
  </g>
  <text class="mono" x="1" y="2" text-anchor="middle">a &lt; b &amp; &quot;c&quot;</text>
</svg>
`)
  })

  test('has the size of its layout', () => {
    const gate = layoutGate(accessAnswer(defaults), narrow)
    const { attributes } = parseXml(asSvg(gate, css, meta))
    expect(attributes).toMatchObject({
      width: String(gate.width),
      viewBox: `0 0 ${gate.width} ${gate.height}`,
    })
  })
})

describe('the style of a picture', () => {
  const tokens = { '--paper': 'light-dark(#ffffff, #101317)', '--ink': '#14171c', '--edge': ' var(--ink) ' }

  test('has its tokens resolved, those for paper, and no comments', () => {
    expect(resolveCss('/* x */ .a { fill: var(--paper); stroke: var( --edge ) }', tokens)).toBe(
      '.a { fill: #ffffff; stroke: #14171c }',
    )
    expect(resolveCss('.a { fill: var(--other, red) }', tokens)).toBe('.a { fill: red }')
  })

  test('cannot name a token that there is not, nor one that names itself', () => {
    expect(() => resolveCss('.a { fill: var(--other) }', tokens)).toThrow(
      new RangeError('tokens: there is no --other'),
    )
    expect(() => resolveCss('var(--a)', { '--a': 'var(--a)' })).toThrow(RangeError)
  })
})

describe('the reader of these tests', () => {
  test.each([
    '<a><b></a></b>',
    '<a x="1" x="2"/>',
    '<a>&nbsp;</a>',
    '<a>&</a>',
    '<a/><b/>',
    'x<a/>',
    '<a',
    '<a><!--x--></a>',
    '<a>\u0000</a>',
    '<a x=1/>',
  ])('refuses %j', (text) => {
    expect(() => parseXml(text)).toThrow(SyntaxError)
  })
})
