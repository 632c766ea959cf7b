import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/tool.mjs'
import { presets } from '../../src/content/presets.ts'
import { properties } from '../../src/explain/answer.ts'
import { flips } from '../../src/explain/flips.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { parseAddress } from '../../src/scenario/address.ts'
import { complaints, toldWholeFile } from '../diagrams/golden.ts'
import { readList, textOf as frozenText } from '../frozen/list.ts'
import { defaults } from './by-hand.ts'
import { wholeParts, type WholePart } from './whole-parts.ts'

/** What JSON has no word for, in words of its own. A policy is its name here: its checks are told where they are asked. */
function plain(key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`
  if (value instanceof Map || value instanceof Set) return [...value]
  if (typeof value === 'function' || key === 'traces') return undefined
  return typeof value === 'object' && value !== null && 'graphs' in value && 'id' in value ? value.id : value
}

const textOf = (told: unknown): string => JSON.stringify(told, plain) ?? 'nothing'

const shortOf = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 6)

/** Every preset, and of the drawn stories one of six. */
const addresses = [...readList(frozenText('fingerprints.tsv')).keys()].filter(
  (address, at) => address.startsWith('#/explore?v=2&p=') || at % 6 === 0,
)

const flipsOf: WholePart = [
  'flips',
  ({ scenario }) => [...properties, 'kvm' as const].map((aspect) => flips(scenario, aspect)),
]

/** Of stories in a row, how many are asked for one answer where it takes long. */
const oneOf: Readonly<Record<string, number>> = { policies: 12, flips: 16, picks: 4, geometry: 4, compare: 2 }

const partsAt = (at: number): readonly WholePart[] =>
  [...wholeParts, flipsOf].filter(([name]) => at % (oneOf[name] ?? 1) === 0)

/** The text of each part of the story at an address; `before` is the story that a reader came from. */
function told(address: string, at: number, before: Outcome): readonly string[] {
  const of = resolve(parseAddress(address, presets).scenario)
  return partsAt(at).map(([name, tell]) => `${name} ${textOf(tell(of, before))}`)
}

/** A line for each address: the address, and six letters for each part. */
const lineOf = (address: string, parts: readonly string[]): string =>
  [address, ...parts.map((part) => `${part.slice(0, part.indexOf(' '))}:${shortOf(part)}`)].join('\t')

const before = resolve({ ...defaults, s2: 'kvm' })

const lineAt = (at: number): string => lineOf(addresses[at] ?? '', told(addresses[at] ?? '', at, before))

if (process.env['UPDATE'] === '1')
  complaints(toldWholeFile, `${addresses.map((_, at) => lineAt(at)).join('\n')}\n`)

const storedLines = readFileSync(join(root, 'tests', 'output', toldWholeFile), 'utf8')
  .trimEnd()
  .split('\n')

/** What is told otherwise than it was stored, of the first such part as it is told now. */
function difference(at: number): string {
  const now = lineAt(at).split('\t')
  const was = storedLines[at]?.split('\t') ?? []
  const part = now.findIndex((one, n) => one !== was[n])
  if (part < 0 && now.length === was.length) return ''
  const text = told(addresses[at] ?? '', at, before)[part - 1] ?? `${was.length} parts were stored`
  return `${addresses[at]} tells ${text.slice(0, 1_000)}\nIf that is meant, write it with: npm run test:update`
}

/** Few stories a test, so that the first that differs is found soon. */
const chunk = 9
const chunks = Array.from({ length: Math.ceil(addresses.length / chunk) }, (_, at) => at * chunk)

test('every story is stored', () => {
  expect(storedLines.length).toBe(addresses.length)
})

test.each(chunks)(
  'every word, value and order is as it was when it was last looked at, from story %d on',
  (from) => {
    const ats = addresses.map((_, at) => at).slice(from, from + chunk)
    expect(ats.map(difference).find((one) => one !== '')).toBe(undefined)
  },
)
