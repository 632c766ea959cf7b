import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { first } from '../../src/arch/rule.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { asWalked } from '../../src/explain/walk/as-walked.ts'
import { faultShort, takenBy } from '../../src/explain/walk/fault-words.ts'
import { walkInShort } from '../../src/explain/walk/in-short.ts'
import { alternatives, toInputs } from '../../src/scenario/inputs.ts'
import { isByHand } from '../../src/scenario/scenario.ts'
import { everySetting, type Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario } from '../scenario/arbitrary.ts'
import { anyTables, handWalk, walkOf } from './walk-scenarios.ts'
import { sweep } from '../sweep.ts'

const isMade = (scenario: Scenario) => isByHand(scenario) || kvmAnswer(scenario).leaf !== null

/** A scenario and another that differs in one setting. */
const pair = fc
  .tuple(fc.oneof(anyTables, kvmScenario), fc.constantFrom(...everySetting), fc.nat())
  .map(([scenario, { key }, n]): readonly Scenario[] => {
    const others = alternatives(key, scenario)
    return others.length === 0
      ? [scenario]
      : [scenario, { ...scenario, [key]: others[n % others.length] }, scenario]
  })

test('the walk in short has the fault and the attributes of the whole one, also after another', () => {
  fc.assert(
    fc.property(pair, (scenarios) => {
      for (const scenario of scenarios.filter(isMade)) {
        const walk = walkOf(scenario)
        const short = walkInShort(scenario)
        expect(short.fault).toEqual(walk.fault)
        expect(short.met).toEqual(asWalked(scenario, walk))
      }
    }),
    { numRuns: sweep(1200) },
  )
})

/** With DS, SH is the register's, Inner Shareable: here the settings say the same. */
const likeRegister = (scenario: Scenario): Scenario => ({ ...scenario, sh: 0b11, s2sh: 0b11, fetchdev: 'nc' })

test('the attributes that are told are those that the walk gives', () => {
  fc.assert(
    fc.property(anyTables, (tables) => {
      const scenario = likeRegister(tables)
      const walk = walkOf(scenario)
      const { final } = translateAttributes(toInputs(asWalked(scenario, walk)), first)
      expect(walk.fault === null ? final : null).toEqual(walk.translation.attributes)
    }),
    { numRuns: sweep(800) },
  )
})

test('a fault says where it is, and who takes it', () => {
  const words = (changes: Parameters<typeof handWalk>[0]) => {
    const { fault, syndrome } = handWalk(changes)
    return fault && syndrome && [faultShort(fault), takenBy(syndrome, fault)]
  }
  const [root] = handWalk({}).reads
  expect(words({ ap: 0b10, acc: 'w' })).toEqual([
    'Permission fault, stage 1 level 3',
    'The guest’s kernel takes it at EL1, and the hypervisor never sees it',
  ])
  expect(words({ s2ap: 0b00 })).toEqual([
    'Permission fault, stage 2 level 3',
    'The hypervisor takes it at EL2',
  ])
  expect(words({ desc: `0x${root?.pa.toString(16)}_0x0` })).toEqual([
    'Translation fault, stage 2 level 0',
    'The hypervisor takes it at EL2: stage 2 stopped the read of one of the guest’s tables',
  ])
  expect(words({})).toBeNull()
})
