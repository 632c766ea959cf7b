import { describe, expect, test } from 'vitest'
import { caseOf, type Deed, type Mix, type Situation } from '../../../src/coherency/situation.ts'
import { situationNamed } from '../../../src/coherency/situations.ts'
import { whoCanHelp } from '../../../src/explain/coherency/help.ts'
import { tellOutcomes } from '../../../src/explain/coherency/situation-words.ts'
import { shortVerdict } from '../../../src/explain/coherency/verdict.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { asked } from './asked.ts'

/** What a situation can be told that is none of those of today: each read has to give what was written last. */
function situationOf(...deeds: readonly Deed[]): Situation {
  const reads = deeds.flatMap((deed, at) => (deed.do === 'read' ? [at] : []))
  const last = (at: number) => deeds.slice(0, at).findLast((deed) => deed.do === 'write')
  const good = reads.map((at) => {
    const wrote = last(at)
    return wrote?.do === 'write' ? wrote.value : 'secret'
  })
  return { ...situationNamed('leak'), id: 'made-up', deeds, good }
}

const read = (by: 'vmm' | 'guest'): Deed => ({ by, do: 'read' })
const write = (by: 'vmm' | 'guest', value: string): Deed => ({ by, do: 'write', value })
const clean: Deed = { by: 'vmm', do: 'clean' }
const map: Deed = { by: 'kvm', do: 'map' }

const mixOf = (host: Mix['host'], guest: Mix['guest'], linearAlias = false): Mix => ({
  host,
  guest,
  maintains: false,
  linearAlias,
  hits: false,
})

/** Why the good outcome of a situation is good. */
function whyGood(situation: Situation, mix: Mix): string {
  const none = { cleans: false, words: 'maps the page', says: [], cite: [] }
  const types = { vmm: mix.host, guest: mix.guest }
  const told = tellOutcomes({ situation, case: caseOf(situation, mix), types, kvm: none })
  const good = told.find((one) => one.good)
  return plain(good?.says ?? []).split(': ')[1] ?? ''
}

describe('a read is good', () => {
  test('as a copy that hid what it should give was dropped', () => {
    const situation = situationOf(write('vmm', 'zero'), clean, write('guest', 'guest'), read('vmm'))
    expect(whyGood(situation, mixOf('WB', 'NC'))).toBe('an older copy was dropped from the cache in time.')
  })

  test('as memory and the copy hold it alike', () => {
    const situation = situationOf(write('vmm', 'zero'), read('guest'), read('vmm'))
    expect(whyGood(situation, mixOf('NC', 'WB'))).toBe('memory holds it too.')
  })

  test('as it goes past an older copy', () => {
    const situation = situationOf(read('vmm'), write('guest', 'guest'), read('guest'))
    expect(whyGood(situation, { ...mixOf('WB', 'NC'), hits: true })).toBe(
      'it reads memory, past an older copy in the cache.',
    )
  })
})

const helpers = (situation: Situation, mix: Mix) =>
  whoCanHelp(situation, mix).map(({ who, says }) => `${who}: ${plain(says)}`)

describe('where no maintenance by the VMM is enough, help may come', () => {
  test('from KVM as it maps the page', () => {
    const situation = situationOf(write('guest', 'guest'), map, read('guest'))
    expect(helpers(situation, { ...mixOf('NC', 'Device', true), hits: true })).toContain(
      'kvm: DC CIVAC by KVM as it maps the page would be enough.',
    )
  })

  test('from both together, where neither is enough alone', () => {
    const situation = situationOf(write('vmm', 'zero'), read('vmm'), write('guest', 'guest'), read('guest'))
    const mix = { ...mixOf('NC', 'NC', true), hits: true }
    expect(helpers(situation, mix).filter((one) => one.startsWith('both'))).toEqual([
      'both: DC CIVAC by the VMM after its write and DC CIVAC by the guest after its write would be enough together.',
    ])
    expect(helpers(situation, mix).some((one) => one.startsWith('guest:'))).toBe(false)
  })
})

test('each situation has a verdict in few words, were it the only one that is unsafe', () => {
  const { situations } = asked({ policy: 'before' })
  const short = (id: string) =>
    shortVerdict(
      situations.filter(({ situation }) => situation.id === id),
      false,
    )
  expect(situations.map(({ situation: { id } }) => [id, short(id)])).toEqual([
    ['leak', 'the guest may read a secret'],
    ['lost-write', 'what the guest writes may be lost'],
    ['guest-to-vmm', 'the VMM may read old data'],
    ['vmm-to-guest', 'the guest may read old data'],
    ['dirty-civac', 'DC CIVAC may undo what the guest wrote'],
  ])
})
