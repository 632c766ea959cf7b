import { describe, expect, test } from 'vitest'
import { circle, group, path, rect, text } from '../../src/diagrams/marks.ts'
import { resolveCss } from '../../src/export/svg.ts'
import { around, empty, holding } from '../../src/export/svg/element.ts'
import { escapeXml } from '../../src/export/svg/escape.ts'
import { writeMarks } from '../../src/export/svg/marks.ts'

describe('an element', () => {
  test('has its attributes in their order, but not those that are undefined or empty; 0 is a value', () => {
    expect(empty('rect', { x: 0, y: undefined, class: '', rx: 2, fill: 'a"b' })).toBe(
      '<rect x="0" rx="2" fill="a&quot;b"/>',
    )
    expect(empty('g', {})).toBe('<g/>')
  })

  test('has numbers with two decimals at most', () => {
    expect(empty('a', { x: 1.005, y: 2.004, r: 3.996, cx: 4.25, cy: -1.236 })).toBe(
      '<a x="1" y="2" r="4" cx="4.25" cy="-1.24"/>',
    )
  })

  test('holds text without markup, and others as lines that are set in', () => {
    expect(holding('text', { x: 1 }, '<&>"\'')).toBe('<text x="1">&lt;&amp;&gt;&quot;&apos;</text>')
    expect(around('g', { class: 'a' }, ['<b/>', '<c/>'])).toEqual([
      '<g class="a">',
      '  <b/>',
      '  <c/>',
      '</g>',
    ])
  })

  test('holds every character that XML allows and no other', () => {
    const allowed = '\t\n\r\u0020\ud7ff\ue000\ufffd\u{10000}\u{10ffff}'
    expect(escapeXml(allowed)).toBe(allowed)
    expect(escapeXml('a\u0000\u0008\u000b\u000c\u000e\u001f\ufffe\uffff\ud800b')).toBe('ab')
  })
})

describe('marks', () => {
  test('are written without the classes of what can be picked or edited', () => {
    expect(writeMarks([path('M0,0', 'node flow flip now editable'), path('M1,1', 'node')])).toEqual([
      '<path class="flow now" d="M0,0"/>',
      '<path d="M1,1"/>',
    ])
  })

  test('are written with all of their numbers', () => {
    expect(
      writeMarks([
        rect({ x: 1, y: 2, width: 3, height: 4 }, 'a'),
        rect({ x: 1, y: 2, width: 3, height: 4 }, 'a', { rx: 5, pattern: 'WT' }),
        circle(6, 7, 8, 'b'),
        text(9, 10, 'c', 'd'),
        text(9, 10, 'c', 'd', 'end'),
      ]),
    ).toEqual([
      '<rect class="a" x="1" y="2" width="3" height="4"/>',
      '<rect class="a" x="1" y="2" width="3" height="4" rx="5" fill="url(#pattern-WT)"/>',
      '<circle class="b" cx="6" cy="7" r="8"/>',
      '<text class="d" x="9" y="10">c</text>',
      '<text class="d" x="9" y="10" text-anchor="end">c</text>',
    ])
  })

  test('of a group stand in one where it has a class or moves, else as they are; what draws nothing is not written', () => {
    const inner = [path('M0,0', 'a')]
    const line = '<path class="a" d="M0,0"/>'
    expect(writeMarks([group(inner)])).toEqual([line])
    expect(writeMarks([group(inner, { as: 'node' })])).toEqual([line])
    expect(writeMarks([group(inner, { as: 'node b' })])).toEqual(['<g class="b">', `  ${line}`, '</g>'])
    expect(writeMarks([group(inner, { down: 0 })])).toEqual([
      '<g transform="translate(0,0)">',
      `  ${line}`,
      '</g>',
    ])
    expect(writeMarks([group(inner, { as: 'b', down: 12 })])).toEqual([
      '<g class="b" transform="translate(0,12)">',
      `  ${line}`,
      '</g>',
    ])
  })
})

describe('a style that stands alone', () => {
  const tokens = { '--a': 'var(--b)', '--b': '1px', '--c': 'light-dark( red , blue )', '--d': ' 2px ' }

  test('has every token replaced, through others, with its blanks dropped', () => {
    expect(resolveCss(' x { p: var(--a) var( --d ) var(--b,9px) } ', tokens)).toBe('x { p: 1px 2px 1px }')
  })

  test('takes what the sheet gives where there is no token, and of two schemes the light one', () => {
    expect(resolveCss('x { p: var(--no, 3px ); q: var(--c) }', tokens)).toBe('x { p: 3px; q: red }')
  })

  test('loses each comment, over several lines too, and nothing between two', () => {
    expect(resolveCss('/* a\nb */x{}/* c */y{}/**/', {})).toBe('x{}y{}')
  })
})
