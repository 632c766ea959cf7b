import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { goldenAddresses } from '../scenario/golden-addresses.ts'
import { byId } from './by-id.ts'
import { complaintsAbout } from './difference.ts'
import { readList, textOf, type Entries } from './list.ts'
import { opened } from './opened.ts'
import { unexplainedIn } from './reasons.ts'
import { stateOf } from './state.ts'

const frozen = readList(textOf('addresses.tsv'))
const parse = (address: string) => parseAddress(address, presets)

test('every address means what it meant: what it opens, and its state', () => {
  const now: Entries = new Map(
    [...frozen.keys()].map((address) => [address, `${opened(address)}\t${stateOf(address)}`]),
  )
  expect(complaintsAbout('addresses.tsv', now)).toBe('')
})

test('every change of the addresses has its reason', () => {
  expect(unexplainedIn('addresses.tsv')).toBe('')
})

test('what is written for an address is read as the same', () => {
  for (const address of frozen.keys()) {
    const { dropped, ...read } = parse(address)
    const { dropped: again, ...reread } = parse(writeAddress(read, presets))
    expect(reread, address).toEqual(read)
    expect(again.filter(({ why }) => why !== 'newer')).toEqual([])
    expect(dropped.length, address).toBeGreaterThanOrEqual(again.length)
  }
})

test('no address is frozen twice', () => {
  expect(goldenAddresses.filter(({ address }) => frozen.has(address))).toEqual([])
})

describe('the address of each id in the list of ids', () => {
  const ids = [...readList(textOf('ids.txt')).keys()]
  const ofKind = (kind: string) =>
    ids.flatMap((line) => (line.startsWith(`${kind} `) ? [line.slice(kind.length + 1)] : []))
  const forms = byId.map((form) => [form.kind, form.address('ID'), form] as const)

  test.each(forms)(
    'of the kind %s, %s, opens it, holds it and is written again',
    (kind, _form, { address, opens, holds }) => {
      expect(ofKind(kind).length).toBeGreaterThan(0)
      const wrong = ofKind(kind).filter((id) => {
        const read = parse(address(id))
        const isHeld = holds === undefined || holds(read, id) === id
        const isWhole =
          read.dropped.length === 0 && isDeepStrictEqual(parse(writeAddress(read, presets)), read)
        return !isWhole || !isHeld || !opens.test(opened(address(id)))
      })
      expect(wrong).toEqual([])
    },
  )
})
