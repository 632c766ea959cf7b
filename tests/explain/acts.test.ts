import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actsOf } from '../../src/explain/acts.ts'
import { firstPick } from '../../src/explain/first-pick.ts'
import { findRow } from '../../src/explain/kvm/rows.ts'
import { isOwnAccess } from '../../src/explain/kvm/own-access.ts'
import { isNodeId } from './node-id.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { tokenOfStory } from '../../src/explain/token.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyStory, walkScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const strip = (changes: Partial<Scenario>) =>
  actsOf(resolve({ ...defaults, ...changes })).map(
    ({ number, name, state, says, codes }) =>
      `${number} ${name}, ${state}: ${says}${codes.map((code) => ` [${code}]`).join('')}`,
  )

/** The ends of a fault without a leaf in which nothing was refused. */
const handledKinds: readonly string[] = ['mmio_exit', 'instruction_skipped', 'access_flag_set']
const kindOf = ({ kvm }: Outcome) => (kvm?.stopped === 'fault' ? kvm.fault.kind : '')

const pick = (changes: Partial<Scenario>) => firstPick(resolve({ ...defaults, ...changes }))

describe('the acts', () => {
  test('of the default are all done', () => {
    expect(strip({})).toEqual([
      '1 Memslot, done: accepted, returns 0',
      '2 Fault, done: leaf with MemAttr 0b0110, RWX [WB]',
      '3 Walk, done: 24 reads',
      '4 Attributes, done: Normal Write-Back, ISH [WB]',
      '5 Coherency, done: coherent, no maintenance',
    ])
  })

  test('end with the one that refuses', () => {
    expect(strip({ fwb: false })).toEqual([
      '1 Memslot, refused: -EINVAL to the VMM [fault]',
      '2 Fault, not-reached: not reached',
      '3 Walk, not-reached: not reached',
      '4 Attributes, not-reached: not reached',
      '5 Coherency, not-reached: not reached',
    ])
    expect(strip({ fwb: false, swap: true })).toEqual([
      '1 Memslot, done: accepted, returns 0',
      '2 Fault, refused: -EFAULT from KVM_RUN [fault]',
      '3 Walk, not-reached: not reached',
      '4 Attributes, not-reached: not reached',
      '5 Coherency, not-reached: not reached',
    ])
    expect(strip({ acc: 'x', policy: 'before' })[1]).toBe('2 Fault, refused: an abort in the guest [fault]')
  })

  test('end with the fault too where it is handled without a leaf, and that is no fault of the story', () => {
    const noSlot = { addr: 0x1000 }
    const handled: readonly (readonly [Partial<Scenario>, string])[] = [
      [noSlot, 'KVM_EXIT_MMIO'],
      [{ ...noSlot, ins: 'cm' }, 'instruction skipped'],
      [{ fsc: 'access-flag' }, 'Access flag set'],
    ]
    for (const [changes, says] of handled) {
      expect(strip(changes)).toEqual([
        '1 Memslot, done: accepted, returns 0',
        `2 Fault, handled: ${says}`,
        '3 Walk, not-reached: not reached',
        '4 Attributes, not-reached: not reached',
        '5 Coherency, not-reached: not reached',
      ])
      expect(tokenOfStory(resolve({ ...defaults, ...changes }))).toEqual([])
    }
  })

  test('are not asked of KVM by hand', () => {
    expect(strip({ s2: 'hand' })).toEqual([
      '1 Memslot, not-asked: stage 2 is set by hand',
      '2 Fault, not-asked: stage 2 is set by hand',
      '3 Walk, done: 24 reads',
      '4 Attributes, done: Normal Write-Back, ISH [WB]',
      '5 Coherency, not-asked: stage 2 is set by hand',
    ])
  })

  test('of a fault at a stage end with it', () => {
    expect(strip({ s2: 'hand', acc: 'x', mair: 0x04, fetchdev: 'fault' })[3]).toBe(
      '4 Attributes, refused: Permission fault, stage 1 [fault]',
    )
  })

  test('of a fault of the walk end with it', () => {
    expect(strip({ af: false }).slice(2)).toEqual([
      '3 Walk, refused: Access flag fault, stage 1 level 3 [fault]',
      '4 Attributes, not-reached: not reached',
      '5 Coherency, not-reached: not reached',
    ])
  })

  test('end with what goes wrong with coherency, where it does', () => {
    expect(strip({ policy: 'before' }).at(-1)).toBe('5 Coherency, done: the guest may read a secret')
    expect(strip({ vma: 'none', pfn: 'map-memory', fwb: false, mair: 0x44 }).at(-1)).toBe(
      '5 Coherency, done: the VMM may read old data',
    )
  })

  test('tell of memory that nothing of user space maps that the question does not arise', () => {
    const noVma: Partial<Scenario> = { vma: 'none', pfn: 'map-memory', slot: 'gmem', map: 'none' }
    expect(actsOf(resolve({ ...defaults, ...noVma })).at(-1)).toMatchObject({
      state: 'not-reached',
      says: 'does not arise',
      why: 'nothing of user space maps the page: no VMA stands at the slot’s host address, so that the question of coherency does not arise',
    })
  })

  test('have that of coherency not reached where any before it ends the story', () => {
    fc.assert(
      fc.property(anyStory, (scenario) => {
        const outcome = resolve(scenario)
        const acts = actsOf(outcome)
        const last = acts[4]
        const ends = acts.slice(0, 4).some(({ state }) => state !== 'done' && state !== 'not-asked')
        fc.pre(outcome.kvm !== null)
        expect(`${last?.state}: ${last?.says}` === 'not-reached: not reached').toBe(
          ends || outcome.access === null,
        )
        expect(last?.state === 'done').toBe(outcome.coherency.arises)
        const asked = outcome.coherency.arises ? outcome.coherency.short : /^(?:not reached|does not arise)$/
        expect(last?.says).toMatch(asked)
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('are five, none is reached behind one that ends the story, and the token of that or of the attributes is the story’s', () => {
    fc.assert(
      fc.property(fc.oneof(anyStory, walkScenario), (scenario) => {
        const outcome = resolve(scenario)
        const acts = actsOf(outcome)
        expect(acts.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5])
        const reached = outcome.kvm ? acts : acts.slice(0, 4)
        const ended = reached.findIndex(({ state }) => state === 'refused' || state === 'handled')
        // A walk and cache maintenance meet the leaf, and have no attributes by stage 1 to tell.
        const end = ended < 0 && outcome.kvm && !isOwnAccess(outcome.kvm.inputs) ? 1 : ended
        const after = end < 0 ? [] : reached.slice(end + 1)
        expect(after.every(({ state, says }) => state === 'not-reached' && says === 'not reached')).toBe(true)
        expect(acts.filter(({ says }) => says === 'not reached')).toEqual(after)
        // Nothing ended the story, and still nobody has to ask: no mapping of user space.
        const notAsked = acts.filter(({ state, says }) => state === 'not-reached' && says !== 'not reached')
        const asks = end >= 0 || outcome.coherency.arises || !outcome.kvm
        expect(notAsked).toEqual(asks ? [] : acts.slice(4))
        for (const { says } of acts) expect(says).toMatch(/^(?!.*(undefined|null)).+[^.]$/)
        for (const { why } of acts) expect(why ?? 'none').toMatch(/^(?:KVM|[^A-Z]).*[^.]$/)
        // Where nothing ends the story it is that of the attributes: coherency has none.
        expect(tokenOfStory(outcome)).toEqual(acts[end < 0 ? 3 : end]?.codes)
        expect(acts[3]?.state === 'not-reached').toBe(outcome.access === null)
        for (const { why, state } of acts) expect(why === null).toBe(state !== 'not-reached')
        for (const { id, state, codes } of acts) {
          expect(codes.includes('fault')).toBe(state === 'refused')
          expect(codes.length > 0).toBe(
            state === 'done' ? id === 'fault' || id === 'attributes' : state === 'refused',
          )
          expect(state === 'handled').toBe(id === 'fault' && handledKinds.includes(kindOf(outcome)))
        }
      }),
      { numRuns: sweep(3_000) },
    )
  })
})

describe('what counts as picked at first', () => {
  test('is the check that decided, or by hand the type', () => {
    expect(pick({})).toBe('memslot-cacheable-pfnmap')
    expect(pick({ fwb: false })).toBe('memslot-cacheable-pfnmap')
    expect(pick({ fwb: false, swap: true })).toBe('fault-cacheable-pfnmap')
    expect(pick({ swap: true })).toBe('fault-cacheable-pfnmap')
    expect(pick({ policy: 'before' })).toBe('prot-device-before')
    expect(pick({ vma: 'pfnmap+io+uncached', pgprot: 'nc' })).toBe('prot-nc')
    expect(pick({ addr: 0x1000 })).toBe('mmio-exit')
    expect(pick({ vma: 'none', pfn: 'map-memory' })).toBe('fault-not-map-memory')
    expect(pick({ vma: 'none', pfn: 'map-memory', policy: 'before' })).toBe('fault-device-before')
    expect(pick({ vma: 'none', pfn: 'map-memory', slot: 'gmem' })).toBe('gmem-map')
    expect(pick({ s2: 'hand' })).toBe('type')
  })

  test('can always be picked: it is a check of this kernel that was reached, or the type', () => {
    fc.assert(
      fc.property(anyStory, (scenario) => {
        const outcome = resolve(scenario)
        const id = firstPick(outcome)
        const row = (outcome.kvm && findRow(outcome.kvm, id)) ?? null
        expect(row ? row.state !== 'not-reached' : isNodeId(id)).toBe(true)
        expect(row !== null || outcome.walk !== null).toBe(true)
      }),
      { numRuns: sweep(2_000) },
    )
  })
})
