import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { departures } from '../../src/explain/fingerprint.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { emptyAddress, parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { fingerprintIn, frozenAnswer } from './answer.ts'
import { complaintsAbout } from './difference.ts'
import { readList, textOf, type Entries } from './list.ts'
import { idsMetIn } from './met.ts'
import { unexplainedIn } from './reasons.ts'
import { withoutVersion } from './state.ts'

const frozen = readList(textOf('fingerprints.tsv'))
const ids = readList(textOf('ids.txt'))
const parse = (address: string) => parseAddress(address, presets)
const addressOf = (preset: string) =>
  writeAddress({ ...emptyAddress, ...parse(`#/explore?p=${preset}`) }, presets)

/** Addresses of presets first: one that is new stands behind the others. */
const ofPresets = presets.map(({ id }) => addressOf(id))
const drawn = [...frozen.keys()].filter((address) => !/[?&]p=/.test(address))

const outcomes: ReadonlyMap<string, Outcome> = new Map(
  [...ofPresets, ...drawn].map((address) => [address, resolve(parse(address).scenario)]),
)
const now: Entries = new Map([...outcomes].map(([address, outcome]) => [address, frozenAnswer(outcome)]))

/** The parts of an answer that are others, each with the rule that decides it now. */
function departed(address: string, was: string): string {
  const outcome = outcomes.get(address)
  const parts = outcome ? departures(outcome, fingerprintIn(was)) : []
  return parts
    .map(({ part, rule }) => `    ${part} is another${rule === null ? '' : `, now by ${rule}`}`)
    .join('\n')
}

const met = new Set([...outcomes.values()].flatMap(idsMetIn))

describe('the answers of every preset and of a thousand scenarios', () => {
  test('are those of the list', () => {
    expect(complaintsAbout('fingerprints.tsv', now, departed)).toBe('')
  })

  test('have a reason for every change', () => {
    expect(unexplainedIn('fingerprints.tsv')).toBe('')
  })

  test('are of a thousand addresses that were drawn once', () => {
    expect(drawn.length).toBeGreaterThanOrEqual(1000)
  })

  test('name only rules, checks, exits and other ids of the list of ids', () => {
    expect([...met].filter((id) => !ids.has(id))).toEqual([])
  })

  test('end in every way, under every policy, with every situation, and with words of every kind', () => {
    const wanted =
      /^(exit|policy|act|act-state|check-state|walk-fault|descriptor|read-purpose|actor|mismatch|use) /
    const missing = [...ids.keys()].filter((id) => wanted.test(id) && !met.has(id))
    // No scenario makes an access that is not aligned.
    expect(missing).toEqual(['walk-fault Alignment'])
  })
})

describe('each of their addresses', () => {
  const read = [...outcomes.keys()].map((address) => ({ address, parsed: parse(address) }))

  test('is read whole', () => {
    const lost = read.flatMap(({ address, parsed }) =>
      parsed.dropped.map(({ says }) => `${address}: ${says}`),
    )
    expect(lost).toEqual([])
  })

  test('is written again as it was, but for its version', () => {
    const other = read.filter(
      ({ address, parsed }) => withoutVersion(writeAddress(parsed, presets)) !== withoutVersion(address),
    )
    expect(other.map(({ address }) => address)).toEqual([])
  })
})
