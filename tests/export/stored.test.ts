import { describe, expect, test } from 'vitest'
import { compare } from '../../src/explain/compare/comparison.ts'
import { inOneSentence } from '../../src/explain/policies/in-one-sentence.ts'
import { sideBySide } from '../../src/explain/policies/side-by-side.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { asJson } from '../../src/export/json.ts'
import { scenarioSvg } from '../../src/export/svg.ts'
import { asText } from '../../src/export/text.ts'
import { comparisonText } from '../../src/export/text/comparison.ts'
import { policiesText } from '../../src/export/text/policies.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { complaints, exportsPrefix, mailFile, orphansOfExports } from '../diagrams/golden.ts'
import { compact } from './compact.ts'
import { outline } from './outline.ts'
import { stories } from './stories.ts'
import { everyElement, parseXml } from './xml.ts'

const link = 'https://example.org/stagecraft/#/explore?v=2&title=stored'
const css = '.paper{}'
const outcomes = Object.entries(stories).map(
  ([name, changes]) => [name, resolve({ ...defaults, ...changes })] as const,
)

function outcomeOf(name: string) {
  const found = outcomes.find(([one]) => one === name)
  if (!found) throw new RangeError(`there is no story ${name}`)
  return found[1]
}

/** Stories under each other, each under its name. */
const listed = (written: readonly (readonly [name: string, text: string])[]) =>
  written.map(([name, text]) => `---- ${name}\n${text}`).join('\n')

/** Stories of which the JSON is stored, each with the parts that no other one shows; the whole where none is named. */
const partsOfJson: Readonly<Record<string, readonly string[]>> = {
  'a peer that refuses': ['peer', 'stage2', 'result', 'par'],
  'a peer that maps it otherwise': ['peer', 'coherency', 'verdict', 'consequences'],
  'hits, where the VMM cannot help': ['kvm', 'coherency'],
  'a write that the guest’s tables deny': ['format', 'version', 'address', 'scenario', 'walk', 'coherency'],
  'hardware sets the access flag': ['walk'],
  'reserved encodings by hand': ['open', 'answers', 'stage1', 'stage2', 'result', 'par'],
  'a fetch from Device by stage 2': ['fault', 'answers', 'open'],
  'TxSZ beyond its maximum': ['walk', 'peer'],
  'a posted patch that keeps a lock, where the slot is logged later': [],
}

function partsOf(name: string, json: string): unknown {
  const whole = JSON.parse(json)
  const parts = partsOfJson[name] ?? []
  return parts.length === 0 ? whole : Object.fromEntries(parts.map((part) => [part, whole[part]]))
}

/** Stories of which the picture is stored whole, and not only what it is made of. */
const filesOfPictures: Readonly<Record<string, string>> = {
  refused: 'refused.svg',
  'TxSZ beyond its maximum': 'txsz.svg',
}

/** Stories of which it is stored what their pictures are made of. */
const outlined: readonly string[] = [
  'accepted',
  'refused',
  'Device, which leaks',
  'an abort in the guest',
  'by hand',
  'a write that the guest’s tables deny',
  'an IPA that stage 2 does not hold',
  'a proposal, with a title and a note',
  'any guest, without FWB',
  'reserved encodings by hand',
  'a fetch from Device by stage 2',
  'bits that are RES0',
  'neither stage',
  'TxSZ beyond its maximum',
]

/** The most characters that a line of text in a picture of a scenario has, by its class. */
const widest: Readonly<Record<string, number>> = { label: 96, 'result-name': 82, heading: 200 }

const policiesOf: Readonly<Record<string, Partial<Scenario>>> = {
  'the memory of a GPU': {},
  'a host without FWB': { fwb: false },
  'a fetch without DIC': { dic: false, acc: 'x' },
  'with the proposed flag': { slot: 'bit3' },
  'an address without a slot': { addr: 0x10000000 },
  'a slot that is not aligned': { gpa: 0x80000800 },
  'Device memory': { vma: 'pfnmap+io+uncached+shared', pgprot: 'nc', acc: 'x' },
}

const pairs = [
  ['Device, which leaks', 'accepted'],
  ['accepted', 'accepted'],
  ['refused', 'refused at the fault'],
  ['accepted', 'by hand'],
  ['a peer that refuses', 'a peer that maps it otherwise'],
  ['a write that the guest’s tables deny', 'a proposal, with a title and a note'],
  ['reserved encodings by hand', 'reserved MemAttr under FWB'],
  ['tags denied', 'a fetch from Device by stage 2'],
  ['cleaned, with a weaker guest', 'any guest, without FWB'],
  ['TxSZ beyond its maximum', 'stage 2 alone'],
] as const

function policies(changes: Partial<Scenario>): string {
  const all = sideBySide({ ...defaults, ...changes }, null)
  return policiesText(all, inOneSentence(all.rows, all.hosts[all.here] ?? defaults), link)
}

const written: Readonly<Record<string, () => string>> = {
  [mailFile]: () => listed(outcomes.map(([name, outcome]) => [name, asText(outcome, link)])),
  [`${exportsPrefix}comparisons.txt`]: () =>
    listed(pairs.map(([a, b]) => [`${a} / ${b}`, comparisonText(compare(outcomeOf(a), outcomeOf(b)), link)])),
  [`${exportsPrefix}policies.txt`]: () =>
    listed(Object.entries(policiesOf).map(([name, changes]) => [name, policies(changes)])),
  [`${exportsPrefix}outlines.txt`]: () =>
    listed(outlined.map((name) => [name, outline(scenarioSvg(outcomeOf(name), css, { link }))])),
  [`${exportsPrefix}json.txt`]: () =>
    listed(
      Object.keys(partsOfJson).map((name) => [name, compact(partsOf(name, asJson(outcomeOf(name), link)))]),
    ),
  ...Object.fromEntries(
    Object.entries(filesOfPictures).map(([name, file]) => [
      exportsPrefix + file,
      () => scenarioSvg(outcomeOf(name), css, { link }),
    ]),
  ),
}

describe('exports are as they were stored:', () => {
  test.each(Object.keys(written))('%s', (file) => {
    expect(complaints(file, written[file]?.() ?? '').join('\n')).toBe('')
  })

  test('every stored export is written by a test', () => {
    expect(orphansOfExports(Object.keys(written))).toEqual([])
  })
})

test.each(outcomes)('JSON is laid out with two blanks a level and ends with its line: %s', (_, outcome) => {
  const json = asJson(outcome, link)
  expect(json).toBe(`${JSON.stringify(JSON.parse(json), null, 2)}\n`)
})

test('no line of a block of text in a picture is longer than its class may be', () => {
  const blocks = outcomes
    .map(([, outcome]) => parseXml(scenarioSvg(outcome, css, { link })))
    .flatMap(({ children }) => children)
    .filter(({ name, children }) => name === 'g' && children.every((child) => child.name === 'text'))
  const texts = blocks.flatMap(({ children }) => children)
  expect(
    texts.filter(({ attributes, text }) => [...text].length > (widest[attributes['class'] ?? ''] ?? 112)),
  ).toEqual([])
})

test('the lines of title, note and link end where their limits are', () => {
  const words = 'x '.repeat(100).trim()
  const outcome = resolve({ ...defaults, title: words.slice(0, 119), note: words })
  const texts = everyElement(parseXml(scenarioSvg(outcome, css, { link: 'x'.repeat(300) })))
    .filter(({ name, text }) => name === 'text' && /^x[x ]+$/.test(text))
    .map(({ text }) => text.length)
  expect(texts).toEqual([95, 23, 111, 87, 112, 112, 76])
})

test('the labels of a difference that need several lines are set in', () => {
  const found = compare(outcomeOf('Device, which leaks'), outcomeOf('accepted'))
  const rules = found.rules.map((rule) => ({ ...rule, rows: Array(5).fill(rule.rows).flat() }))
  const lines = comparisonText({ ...found, rules }, link).split('\n')
  const decided = lines.slice(lines.indexOf('Decided by:') + 1)
  const label = decided.findIndex((line) => /^ {2}\S.*,$/.test(line))
  expect(label).toBeGreaterThanOrEqual(0)
  expect(decided[label + 1]).toMatch(/^ {4}\S/)
})
