import { describe, expect, test } from 'vitest'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'
import { coherencyAnswer, type CoherencyAnswer } from '../../../src/explain/coherency/answer.ts'
import { headSays } from '../../../src/explain/coherency/head-says.ts'
import { withPlan } from '../../../src/explain/coherency/situation-answer.ts'
import { countSays } from '../../../src/explain/coherency/mismatch.ts'
import { dutyCell, type Use } from '../../../src/explain/coherency/user-space.ts'
import { consequences } from '../../../src/explain/consequences.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { policies } from '../../../src/kvm/policies.ts'
import { defaults } from '../../../src/scenario/scenario.ts'
import type { Scenario } from '../../../src/scenario/schema.ts'
import { asked, situationIn, unsafeIn, usedFor } from './asked.ts'

const anon = vmaKinds.anon.settings
const dmabuf = vmaKinds['dmabuf-wc'].settings
const bar = vmaKinds['vfio-bar'].settings
const gmem = vmaKinds['guest-memfd'].settings
const noFwb = { fwb: false } as const
const nonCacheable = { mair: 0x44 } as const

/** What the page says where the question does not arise; fails where it does. */
function whyNot(changes: Partial<Scenario>): string {
  const told = coherencyAnswer(resolve({ ...defaults, ...changes }))
  if (told.arises) throw new Error('the question arises')
  return plain(told.says)
}

describe('GPU memory of nvgrace usemem', () => {
  test('under Linux 6.9 to 6.16 leaks: the guest reads the secret from memory, behind the dirty zeros', () => {
    const told = asked({ policy: 'before' })
    const leak = situationIn(told, 'leak')
    expect(leak.safe).toBe(false)
    const last = leak.bad?.steps.at(-1)
    expect(last).toMatchObject({
      who: 'guest',
      what: 'reads, Device-nGnRE',
      cache: 'dirty zero',
      memory: 'secret',
      read: { value: 'secret', good: false },
      rule: { id: 'coherency-read-memory' },
    })
    expect(leak.bad && plain(leak.bad.says)).toBe(
      'The guest reads what the previous tenant left from memory, past the cache, which alone holds the VMM’s zeros.',
    )
    expect(told.short).toBe('the guest may read a secret')
  })

  test('shows each step of the leak, KVM’s too, which maintains nothing', () => {
    const steps = situationIn(asked({ policy: 'before' }), 'leak').bad?.steps ?? []
    expect(steps.map(({ who, what, cache, memory }) => `${who}: ${what}; ${cache}; ${memory}`)).toEqual([
      'before: memory holds secret; absent; secret',
      'vmm: writes zero, Normal Write-Back; dirty zero; secret',
      'kvm: maps the page; no maintenance; dirty zero; secret',
      'guest: reads, Device-nGnRE; dirty zero; secret',
    ])
  })

  test('has no linear alias by which KVM could clean, and KVM cleans no Device leaf', () => {
    const { aliases } = asked({ policy: 'before' })
    expect([aliases.vmm.counts, aliases.guest.counts, aliases.linear.counts]).toEqual([
      ['WB'],
      ['Device'],
      [],
    ])
    expect(aliases.kvm.cleans).toBe(false)
    expect(plain(aliases.kvm.says)).toMatch(
      /Normal Write-Back leaves only, and this one is Device-nGnRE; besides, it would have no address/,
    )
  })

  test('is repaired by one DC CVAC after the VMM’s write, and then only zero is read', () => {
    const leak = situationIn(asked({ policy: 'before' }), 'leak')
    const [plan] = leak.plans ?? []
    expect(plan?.words).toBe('DC CVAC by the VMM after its write')
    const repaired = withPlan(leak, plan?.plan ?? [])
    expect(repaired.map(({ values }) => values)).toEqual([['zero']])
    expect(repaired[0]?.steps.map(({ who }) => who)).toEqual(['before', 'vmm', 'vmm', 'kvm', 'guest'])
  })

  test('is safe under Linux 7.3 with FWB and DIC', () => {
    const told = asked({})
    expect(told.safe).toBe(true)
    expect(unsafeIn(told)).toEqual([])
    expect(told.short).toBe('coherent, no maintenance')
    expect(told.situations.map(({ plans }) => plans)).toEqual([[], [], [], [], []])
  })

  test('is refused without FWB, so that the question does not arise', () => {
    expect(whyNot(noFwb)).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL, so that the question of coherency does not arise: the VMA is cacheable PFNMAP, and this host has no FEAT_S2FWB.',
    )
  })
})

describe('anonymous RAM without FWB, which the guest maps Non-cacheable,', () => {
  const told = asked({ ...anon, ...noFwb, ...nonCacheable })

  test('does not leak, as KVM cleans and invalidates as it maps', () => {
    expect(told.aliases.kvm.cleans).toBe(true)
    expect(unsafeIn(told)).toEqual(['guest-to-vmm', 'vmm-to-guest', 'dirty-civac'])
    expect(told.short).toBe('the VMM may read old data')
  })

  test('may be read stale by the VMM, which one DC CIVAC before the read repairs', () => {
    const situation = situationIn(told, 'guest-to-vmm')
    expect(situation.plans?.map(({ words }) => words)).toEqual(['DC CIVAC by the VMM before its second read'])
    expect(plain(situation.verdict)).toBe('Unsafe: the VMM may read the old data.')
    expect(situation.kvm && plain(situation.kvm)).toMatch(/^KVM’s own DC CIVAC does not help: it comes once/)
    expect(usedFor(told.userSpace.here.uses, 'read').asItIs.words).toBe('DC CIVAC before each read')
  })

  test('needs nothing where the guest maps it Write-Back, unless it may choose anything', () => {
    const calm = asked({ ...anon, ...noFwb })
    expect(calm.safe).toBe(true)
    const read = usedFor(calm.userSpace.here.uses, 'read')
    expect([read.asItIs.words, read.anyGuest.words]).toEqual(['nothing', 'DC CIVAC before each read'])
    expect(unsafeIn(asked({ ...anon, ...noFwb }, { anyGuest: true }))).toEqual(unsafeIn(told))
  })

  test('needs nothing on a peer with FWB, where the guest’s choice does not count', () => {
    const { peer } = asked({ ...anon, ...noFwb, ...nonCacheable, peer: true }).userSpace
    expect(peer?.uses.map(({ anyGuest }) => anyGuest.words)).toEqual(['nothing', 'nothing', 'nothing'])
  })
})

describe('a write-combine dma-buf on a host with FWB', () => {
  const told = asked(dmabuf)

  test('lets the guest read old data from a copy that speculation filled', () => {
    const leak = situationIn(told, 'leak')
    expect(leak.bad?.steps.map(({ who, spontaneous }) => [who, spontaneous])).toEqual([
      ['before', false],
      ['itself', true],
      ['vmm', false],
      ['kvm', false],
      ['guest', false],
    ])
    expect(leak.bad && plain(leak.bad.says)).toBe(
      'The guest reads what the previous tenant left from a copy in the cache, which hides that memory holds the VMM’s zeros.',
    )
    expect(plain(situationIn(told, 'vmm-to-guest').verdict)).toBe('Unsafe: the guest may read the old data.')
  })

  test('is not helped by KVM, which cleans nothing with FWB and does not ask how the host maps it', () => {
    const { kvm } = situationIn(told, 'leak')
    expect(kvm && plain(kvm)).toBe(
      'DC CIVAC by KVM as it maps the page would be enough, and it does none: with FEAT_S2FWB a Normal leaf forces Write-Back on the guest, and KVM does not ask how the host maps the page.',
    )
  })

  test('needs DC CIVAC after the VMM’s writes, also before the guest first sees the page', () => {
    const { asItIs } = usedFor(told.userSpace.here.uses, 'write')
    expect(asItIs.words).toBe('DC CIVAC after each write')
    expect(asItIs.says.map(plain)).toContain(
      'After the first write it has to be done before the guest first sees the page.',
    )
  })
})

describe('the question does not arise', () => {
  test.each([
    ['stage 2 is set by hand', { s2: 'hand' }, 'Stage 2 is set by hand, so that'],
    [
      'the fault ends in an exit to the VMM',
      { addr: 0x1000 },
      'The guest’s read exits to the VMM as KVM_EXIT_MMIO, so that',
    ],
    [
      'the walk faults',
      { af: false },
      'The guest’s access takes an Access flag fault at stage 1, level 3, so that',
    ],
    [
      'the fault is on a table of stage 1',
      { s1ptw: true },
      'for this access: the fault was on a table of the guest’s stage 1',
    ],
    [
      'nothing of user space maps the page',
      { ...gmem, map: 'none' },
      'Nothing of user space maps the page: no VMA stands',
    ],
  ] as const)('where %s', (_, changes, says) => {
    expect(whyNot(changes)).toContain(says)
  })
})

describe('the aliases', () => {
  test('of a guest_memfd are Write-Back whatever pgprot is set to, and the linear map has it', () => {
    const { aliases } = asked({ ...gmem, pgprot: 'nc', pfn: 'none' })
    expect([aliases.vmm.type, aliases.linear.type]).toEqual(['Normal Write-Back', 'Normal Write-Back'])
  })

  test('of a VMA have the type of its pgprot', () => {
    expect(asked(bar).aliases.vmm.type).toBe('Device-nGnRnE')
    expect(asked(dmabuf).aliases.vmm.type).toBe('Normal Non-cacheable')
  })

  test('of which inner and outer differ count as both, the worse being told, and say that this is a reading', () => {
    const { aliases, taken, ...rest } = asked({ ...anon, ...noFwb, mair: 0x4f })
    expect(aliases.guest.counts).toEqual(['WB', 'NC'])
    expect(aliases.guest.codes).toEqual(['NC', 'WB'])
    expect(aliases.guest.interpretation).not.toBe(null)
    expect(taken.map(({ badge }) => badge)).toContain('interpretation')
    expect(situationIn({ aliases, taken, ...rest }, 'guest-to-vmm').guest).toBe('NC')
  })

  test('are those of loads and stores where the access is a fetch', () => {
    const { aliases } = asked({ ...anon, ...noFwb, acc: 'x', c: false })
    expect(aliases.guest.type).toBe('Normal Non-cacheable')
    expect(plain(aliases.guest.says)).toMatch(
      /^The guest’s alias is for its loads and stores Normal Non-cacheable: /,
    )
  })

  test('of memory that was mapped before the permission fault were cleaned then', () => {
    expect(asked({ ...anon, ...noFwb, fsc: 'permission', acc: 'w' }).aliases.kvm.cleans).toBe(true)
  })
})

describe('a Normal leaf without FWB over a PFN that the linear map does not have', () => {
  const outside = { ...noFwb, ...nonCacheable, vma: 'io+shared', pgprot: 'normal', pfn: 'none' } as const
  const reached = policies.flatMap(({ id }) => {
    const told = coherencyAnswer(resolve({ ...defaults, ...outside, policy: id as Scenario['policy'] }))
    return told.arises && told.aliases.guest.counts.includes('NC') ? [{ id, told }] : []
  })

  test('is what VM_IO without VM_PFNMAP gets in Linux 7.3', () => {
    expect(reached.map(({ id }) => id)).toContain('linux-7.3')
  })

  test('is not cleaned, as KVM has no address to do it by, and the verdict says so', () => {
    for (const { told } of reached) {
      expect(told.aliases.kvm.cleans).toBe(false)
      expect(plain(told.aliases.kvm.says)).toMatch(
        /: it would, but only by an address in the linear map, which/,
      )
      expect(plain(told.says)).toMatch(/, and KVM has no kernel address to clean it by\.$/)
    }
  })
})

describe('a mismatch', () => {
  const differing = (changes: Partial<Scenario>) =>
    asked(changes)
      .mismatches.filter(({ differs }) => differs)
      .map(({ id }) => id)

  test('of nothing is named where all aliases are Write-Back and Inner Shareable', () => {
    expect(differing({})).toEqual([])
  })

  test('of all three is named where the host is Write-Back and the guest Device', () => {
    expect(differing({ policy: 'before' })).toEqual(['type', 'shareability', 'cacheability'])
  })

  test('of Device types alone permits no stale data, and is one nevertheless', () => {
    const told = asked({ ...bar, mair: 0x04 })
    expect(told.safe).toBe(true)
    expect(told.mismatches.map(({ differs }) => differs)).toEqual([true, false, false])
    expect(plain(told.mismatches[0]?.permits ?? [])).toMatch(
      /as no alias is cacheable, the architecture permits nothing else\.$/,
    )
  })

  test('of the shareability of cacheable aliases is not modelled, and is said to be so', () => {
    const told = asked({ ...anon, ...noFwb, sh: 0b10 })
    expect(told.mismatches.filter(({ differs }) => differs).map(({ id }) => id)).toEqual(['shareability'])
    expect(told.taken.map(({ badge }) => badge)).toContain('not modelled')
  })
})

describe('cacheable aliases of different shareability', () => {
  const outer = asked({ ...anon, ...nonCacheable })
  const takenOf = ({ taken }: CoherencyAnswer, badge: string) =>
    taken.filter((one) => one.badge === badge).map(({ says }) => plain(says))

  test('are coherent only as far as one domain reaches, and strip and verdict say so', () => {
    expect(outer.safe).toBe(true)
    expect(outer.aliases.guest.attributes).toMatchObject({ shareability: 'OSH' })
    expect(outer.short).toBe('coherent within one domain')
    expect(plain(outer.says)).toBe(
      'As far as one shareability domain reaches, without maintenance everyone reads what was written last: VMM and guest both access the memory as Normal Write-Back, but their shareability differs, and what that permits is not modelled.',
    )
  })

  test('are told so in the consequences and of a claim’s demonstration', () => {
    const outcome = resolve({ ...defaults, ...anon, ...nonCacheable })
    expect(consequences(outcome, outcome.coherency).map(plain).join(' ')).toContain(
      'As far as one shareability domain reaches',
    )
  })

  test('are said not to be modelled, safe or not, nor whether a repair is enough', () => {
    for (const told of [outer, asked({ ...dmabuf, ...nonCacheable })])
      expect(takenOf(told, 'not modelled')[0]).toMatch(
        /^The cacheable aliases differ in shareability, and the/,
      )
  })

  test('name the IMPLEMENTATION DEFINED choice by which they differ, and what it would be otherwise', () => {
    expect(takenOf(outer, 'IMPLEMENTATION DEFINED')).toEqual([
      'Which shareability stage 1 hands on is IMPLEMENTATION DEFINED: on this PE it is the effective one, so that the guest’s alias is Outer Shareable, and with the one in the leaf it would be Inner Shareable.',
    ])
    const raw = asked({ ...anon, ...nonCacheable, effsh: false })
    expect(raw.short).toBe('coherent, no maintenance')
    expect(takenOf(raw, 'IMPLEMENTATION DEFINED')[0]).toMatch(
      /it is the one in the leaf, so that the guest’s alias is Inner/,
    )
    expect(takenOf(asked(anon), 'IMPLEMENTATION DEFINED')).toEqual([])
    expect(takenOf(asked({ ...anon, sh: 0b10 }), 'IMPLEMENTATION DEFINED')).toEqual([])
  })

  test('are what any guest can make of them, so that its column is not modelled there', () => {
    const told = asked(anon)
    expect(told.short).toBe('coherent, no maintenance')
    expect(takenOf(told, 'not modelled')[0]).toMatch(
      /^What is told of any guest is told for one shareability domain/,
    )
    const any = asked(anon, { anyGuest: true })
    expect(any.short).toBe('coherent within one domain')
    expect(plain(any.says)).toMatch(
      /^As far as one shareability domain reaches.* their shareability may differ, and/,
    )
    expect(plain(any.guestMayGet)).toMatch(
      /^Whatever type the guest chooses, its alias here is Write-Back\.$/,
    )
  })

  test('are not what a guest can get where only the guest’s types are not cacheable', () => {
    expect(takenOf(asked({ ...bar, mair: 0x04 }), 'not modelled').join()).not.toMatch(/domain/)
  })

  test('may be those of the peer alone', () => {
    const told = asked({ ...anon, ...noFwb, ...nonCacheable, peer: true, peerfwb: true })
    expect(takenOf(told, 'not modelled').join('\n')).toMatch(
      /^On the peer the cacheable aliases differ in shareability/m,
    )
  })
})

describe('what an answer takes for granted', () => {
  const says = (told: CoherencyAnswer) => told.taken.map(({ badge, says: one }) => `${badge}: ${plain(one)}`)

  test('is always what the model leaves out', () => {
    for (const told of [asked({}), asked(anon), asked(dmabuf), asked(bar)])
      expect(says(told).at(-1)).toMatch(/^not modelled: The model .*exclusives monitor.*DMA/)
  })

  test('is with any guest that nothing hits the cache, where the guest may go around it', () => {
    const hit = /^assumption: An access that goes around the cache/
    expect(says(asked({ ...anon, ...noFwb, mair: 0xff })).filter((one) => hit.test(one))).toEqual([])
    expect(says(asked({ ...anon, ...noFwb, mair: 0xff }, { anyGuest: true }))[0]).toMatch(hit)
  })

  test('is that Write-Through updates the copy, wherever it meets Write-Back', () => {
    const through = /^assumption: A Write-Through access/
    const has = (told: CoherencyAnswer) => says(told).some((one) => through.test(one))
    expect(has(asked({ ...anon, ...noFwb, mair: 0xbb }))).toBe(true)
    expect(has(asked({ ...anon, ...noFwb }))).toBe(false)
    expect(has(asked({ ...anon, ...noFwb }, { anyGuest: true }))).toBe(true)
    expect(has(asked({ ...anon, ...noFwb, m: false, i: true }))).toBe(true)
  })

  test('is of registers that they are taken for memory', () => {
    const registers = /^not modelled: The line is taken for memory: registers/
    for (const kind of ['vfio-bar', 'vfio-platform', 'devmem-mmio'] as const)
      expect(
        says(asked({ ...vmaKinds[kind].settings, mair: 0x04 })).some((one) => registers.test(one)),
        kind,
      ).toBe(true)
    expect(says(asked(dmabuf)).some((one) => registers.test(one))).toBe(false)
  })
})

test('where the guest may choose anything, whether the aliases agree is told as the guest maps the line now', () => {
  expect(headSays(asked(anon))).toBe(
    'Three mappings (aliases) of one line of memory, with the same attributes',
  )
  expect(headSays(asked(anon, { anyGuest: true }))).toBe(
    'Three mappings (aliases) of one line of memory, with the same attributes as the guest maps it now',
  )
  expect(headSays(asked({ policy: 'before' }))).toBe(
    'Two mappings (aliases) of one line of memory, with attributes that differ',
  )
})

describe('code that user space wrote', () => {
  const words = (changes: Partial<Scenario>) =>
    usedFor(asked(changes).userSpace.here.uses, 'code').asItIs.words

  test('needs nothing with FWB and DIC, and IC IVAU without DIC', () => {
    expect(words(anon)).toBe('nothing')
    expect(words({ ...anon, dic: false })).toBe('IC IVAU')
  })

  test('needs DC CVAU with neither FWB nor IDC, and cleaning to PoC where the guest fetches around the cache', () => {
    expect(words({ ...anon, ...noFwb })).toBe('nothing')
    expect(words({ ...anon, ...noFwb, idc: false })).toBe('DC CVAU after each write')
    expect(words({ ...anon, idc: false })).toBe('nothing')
    expect(words({ ...anon, ...noFwb, idc: false, dic: false })).toBe(
      'DC CVAU after each write, then IC IVAU',
    )
    expect(words({ ...anon, ...noFwb, i: false })).toBe('DC CVAC or DC CIVAC after each write')
  })

  test('on the peer depends on its own features, and lights their controls', () => {
    const codeOf = (changes: Partial<Scenario>) => {
      const { here, peer } = asked({ ...anon, peer: true, ...changes }).userSpace
      const lit = (uses: readonly Use[] = []) =>
        usedFor(uses, 'code').asItIs.says.flatMap((words) => words.flatMap(({ setting }) => setting ?? []))
      const [on, there] = [here.uses, peer?.uses ?? []]
      return [usedFor(on, 'code').asItIs.words, lit(on), usedFor(there, 'code').asItIs.words, lit(there)]
    }
    expect(codeOf({ peerfwb: false, peeridc: false })).toEqual([
      'nothing',
      ['fwb', 'dic'],
      'DC CVAU after each write',
      ['peeridc', 'peerdic'],
    ])
    expect(codeOf({ ...noFwb, peerdic: false })).toEqual([
      'nothing',
      ['idc', 'dic'],
      'IC IVAU',
      ['peerfwb', 'peerdic'],
    ])
  })

  test('cannot be fetched from a leaf that is not Normal', () => {
    expect(words({ ...bar, mair: 0x04 })).toBe('nothing')
  })
})

describe('hits, the worst case,', () => {
  test('leaves no repair to the VMM where zeros may hide what the guest wrote, and says who can help', () => {
    const lost = situationIn(asked({ policy: 'before' }, { hits: true }), 'lost-write')
    expect(lost.plans).toBe(null)
    expect(lost.help.map(({ who }) => who)).toEqual(['guest', 'guest-type', 'host-type'])
    expect(lost.help.map(({ says }) => plain(says))).toContain(
      'DC CVAC by the guest before its write and DC CIVAC after its write would be enough.',
    )
  })

  test('is an assumption either way, where an alias goes around the cache', () => {
    for (const hits of [false, true])
      expect(asked({ policy: 'before' }, { hits }).taken[0]?.badge).toBe('assumption')
  })
})

describe('the words of a cell', () => {
  const cell = (changes: Partial<Scenario>, id: Use['id']) =>
    dutyCell(usedFor(asked(changes).userSpace.here.uses, id).asItIs)

  test('have the caution where DC CIVAC may undo what the guest wrote', () => {
    expect(cell({ policy: 'before' }, 'read')).toBe(
      'DC CIVAC before each read, after cleaning what the VMM wrote itself: see dirty-civac',
    )
  })

  test('say why code needs nothing', () => {
    expect(cell({}, 'code')).toBe('nothing: FWB implies IDC, and CTR_EL0.DIC is 1')
    expect(cell({ policy: 'before' }, 'code')).toBe('nothing: it is never executable')
  })
})

test('the number of attributes that differ is in words', () => {
  const count = (changes: Partial<Scenario>) => countSays(asked(changes).mismatches)
  expect(count({})).toBe('none: the aliases agree in all three attributes')
  expect(count({ policy: 'before' })).toBe('all three attributes differ')
  expect(count(dmabuf)).toBe('two of three attributes differ')
  expect(count({ ...bar, mair: 0x04 })).toBe('one of three attributes differs')
})

test('what can be repaired where one alias alone is cacheable does not speak of several', () => {
  const { mismatches } = asked({ policy: 'before' })
  expect(mismatches.map(({ permits }) => plain(permits ?? [])).join(' ')).toContain(
    'only one alias is cacheable',
  )
})

test('a good outcome beside bad ones says by what it came', () => {
  const good = (id: string) => {
    const found = situationIn(asked({ policy: 'before' }), id).outcomes.find((one) => one.good)
    return found && plain(found.says)
  }
  expect(good('leak')).toBe(
    'The guest reads the VMM’s zeros: what was dirty in the cache was written back to memory in time.',
  )
  expect(good('lost-write')).toBe(
    'The guest reads what it wrote: what is dirty in the cache was not written back by then.',
  )
  expect(good('guest-to-vmm')).toBe('The VMM reads what the guest wrote: no older copy was in the cache.')
})

test('what a situation is about holds where it is safe too', () => {
  for (const { situation } of asked({}).situations) expect(situation.says).toMatch(/^Shows whether /)
})
