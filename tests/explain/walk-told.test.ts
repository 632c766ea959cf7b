import { expect, test } from 'vitest'
import { walkAnswer } from '../../src/explain/walk/answer.ts'
import { walkDiffers } from '../../src/explain/walk/differs.ts'
import { faultRegisters } from '../../src/explain/walk/fault-registers.ts'
import { firstPick } from '../../src/explain/first-pick.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { reasonsOf, takerOf } from '../../src/explain/walk/taker.ts'
import { permissionChain } from '../../src/explain/walk/permissions.ts'
import { joinWords, mostWords, wordsAt } from '../../src/scenario/kinds/words-by-address.ts'
import { emptyAddress } from '../../src/scenario/address/address.ts'
import { isScenario } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { createScenarioStore } from '../../src/scenario/store.ts'
import { putWord, takeBack } from '../../src/ui/hand-words.ts'
import { defaults } from './by-hand.ts'

const walkOf = (changes: Partial<Scenario>) => walkAnswer({ ...defaults, ...changes }, null)
const parOf = (changes: Partial<Scenario>) =>
  faultRegisters(walkOf(changes)).find(({ name }) => name === 'PAR_EL1')

test('PAR_EL1 is what AT puts there, which looks at no PSTATE.PAN', () => {
  expect(walkOf({ ap: 0b01 }).fault?.kind).toBe('Permission')
  const par = parOf({ ap: 0b01 })
  expect(par?.by).toBe('AT S12E1R')
  expect(BigInt(par?.value ?? '1') & 1n).toBe(0n)
})

test('PAR_EL1 is that of the instruction for the access: write, EL0, and none for a fetch', () => {
  expect(parOf({ acc: 'w', af: false })?.by).toBe('AT S12E1W')
  expect(parOf({ el: '0' })?.by).toBe('AT S12E0R')
  expect(parOf({ el: 'u' })?.by).toBe('AT S12E0R')
  expect(parOf({ acc: 'x', pxn: true })).toBeUndefined()
})

test('a Permission fault names what took the right', () => {
  expect(takerOf(walkOf({ ap: 0b01 }))).toMatch(/^It is lost at PSTATE: .*PAN/)
  expect(takerOf(walkOf({ acc: 'w', ap: 0b10 }))).toMatch(/^It is lost at L3 page: /)
  expect(takerOf(walkOf({ s2ap: 0b10 }))).toMatch(/^It is lost at Stage 2 leaf: /)
  expect(takerOf(walkOf({ af: false }))).toBeNull()
})

test('a right has the reasons of the rows that take it, and of no other', () => {
  const chain = permissionChain(walkOf({}))
  const read = chain?.lines.find(({ right }) => right === 'r0')
  if (!chain || !read) throw new Error('no chain')
  expect(reasonsOf(chain, read)).toHaveLength(1)
  expect(reasonsOf(chain, read).join()).not.toContain('UXN')
})

test('an IPA that is not the one of act 2, and a leaf that is not at its level, are told', () => {
  expect(walkDiffers(walkOf({}).setup)).toEqual([])
  expect(walkDiffers(walkOf({ va: '0xffff80008a3c5000' }).setup)[0]).toContain('IPA 0xa0103c5000')
  expect(walkDiffers(walkOf({ txsz: 40, va: '0x3c5a40', leaf: '1' }).setup)).toEqual([
    'Stage 1 starts at level 2, so that its leaf is there and not at level 1.',
  ])
})

test('with stage 1 off an address of an old link that nothing depended on walks as before', () => {
  expect(walkOf({ m: false, addr: 2 ** 50 + 0x1000 }).fault).toBeNull()
})

test('as many words as are allowed are a scenario at their longest, and one more changes nothing', () => {
  const far = 2 ** 52 - 8 * mostWords
  const words = Array.from({ length: mostWords }, (_, at) => ({
    address: far + at * 8,
    value: 2n ** 64n - 1n,
  }))
  const scenario = { ...defaults, desc: joinWords(words) }
  expect(isScenario(scenario)).toBe(true)
  const store = createScenarioStore(() => [], { ...emptyAddress, scenario })
  putWord(store, { address: 0x1000, value: 0n })
  expect(wordsAt(store.getState().scenario.desc)).toHaveLength(mostWords)
  takeBack(store, far)
  putWord(store, { address: 0x1000, value: 0n })
  expect(wordsAt(store.getState().scenario.desc)[0]?.address).toBe(0x1000)
})

test('the read that faulted counts as picked where none is', () => {
  expect(firstPick(resolve({ ...defaults, af: false }))).toBe('read-20')
  expect(firstPick(resolve(defaults))).toBe('type')
})
