import { describe, expect, test } from 'vitest'
import { citations } from '../../../src/cite/citations.ts'
import { byItself } from '../../../src/coherency/by-itself.ts'
import { coherencyTables } from '../../../src/coherency/tables.ts'
import { presets } from '../../../src/content/presets.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'
import { coherencyAnswer, type CoherencyAnswer } from '../../../src/explain/coherency/answer.ts'
import type { StepTold } from '../../../src/explain/coherency/run-words.ts'
import { withPlan, type SituationAnswer } from '../../../src/explain/coherency/situation-answer.ts'
import { stepPage } from '../../../src/explain/coherency/step-words.ts'
import type { ToldPage } from '../../../src/explain/coherency/told-page.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { findRule } from '../../../src/explain/rules.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { baseScenario } from '../../../src/scenario/preset.ts'
import { asked, situationIn } from './asked.ts'

const anon = vmaKinds.anon.settings
const noFwb = { fwb: false } as const

/** The page of a moment in the run of a situation that goes wrong, or in its first. */
function pageOf(answer: CoherencyAnswer, id: string, at: number): ToldPage {
  const situation = situationIn(answer, id)
  return stepPage(answer, situation, (situation.bad ?? situation.outcomes[0])?.steps ?? [], at)
}

const sectionOf = ({ sections }: ToldPage, title: string) =>
  sections.find((one) => one.title === title)?.lines.map(({ says }) => plain(says))

const titlesOf = ({ sections }: ToldPage) => sections.map(({ title }) => title)

interface Run {
  readonly answer: CoherencyAnswer
  readonly situation: SituationAnswer
  readonly steps: readonly StepTold[]
}

/** Every run of every situation of the presets, in all the ways to ask, with and without the repairs. */
const runs: readonly Run[] = presets.flatMap((preset) => {
  const outcome = resolve(baseScenario(preset))
  return [false, true].flatMap((hits) =>
    [false, true].flatMap((anyGuest) => {
      const answer = coherencyAnswer(outcome, { hits, anyGuest })
      if (!answer.arises) return []
      return answer.situations.flatMap((situation) => {
        const repaired = (situation.plans ?? []).flatMap(({ plan }) => withPlan(situation, plan))
        return [...situation.outcomes, ...repaired].map(({ steps }) => ({ answer, situation, steps }))
      })
    }),
  )
})

describe('the leak of GPU memory before Linux 6.17', () => {
  const answer = asked({ policy: 'before' })
  const read = pageOf(answer, 'leak', 3)

  test('is read by the guest in step 3, around the cache', () => {
    expect(read.picked).toBe('step 3, the guest’s read')
    expect(read.title).toBe('A read that goes around the cache')
    expect(read.says.map(plain)).toEqual([
      'Memory is read: the read goes around the cache, whatever a copy there holds.',
      'The guest reads what the previous tenant left from memory, past the cache, which alone holds the VMM’s zeros.',
      'The VMM’s alias is Normal Write-Back and the guest’s is Device-nGnRE: with such mismatched attributes more than one value may be read. A read may miss the latest write, even the reader’s own; those who share the line may read different data; the state of the exclusives monitor may become UNKNOWN; and when the cache writes a line back later, that may overwrite newer bytes that were written through an alias that is not Write-Back.',
    ])
  })

  test('is told with why the alias is Device, why nobody cleaned, and what would close it', () => {
    expect(titlesOf(read)).toEqual([
      'Why the guest’s alias is Device-nGnRE',
      'Why nobody cleaned',
      'What would close it',
    ])
    expect(sectionOf(read, 'Why nobody cleaned')).toEqual([
      'DC CIVAC by KVM as it maps the page would be enough, and it does none: it cleans Normal Write-Back leaves only, and this one is Device-nGnRE; besides, it would have no address to clean by, as the linear map does not have this page.',
    ])
    expect(sectionOf(read, 'What would close it')?.[0]).toBe(
      'DC CVAC by the VMM after its write is enough: then the guest reads the VMM’s zeros.',
    )
  })

  test('cites the row and its topic, and links the row’s page', () => {
    expect(read.rules).toEqual(['coherency-read-memory'])
    expect(read.cite).toEqual(
      expect.arrayContaining([
        'device-cacheability',
        'mismatched-attributes',
        's2-fwb1',
        'linux-s2-map-leaf',
        'dc-cvac',
      ]),
    )
  })

  test('has KVM’s mapping as a step of its own, which changes nothing and says why once', () => {
    const kvm = pageOf(answer, 'leak', 2)
    expect(kvm.picked).toBe('step 2, KVM’s mapping')
    expect(kvm.title).toBe('KVM maps the page, without maintenance')
    expect(kvm.says.map(plain)).toEqual(['KVM installs the leaf of stage 2, and the line stays as it was.'])
    expect(kvm.rules).toEqual(['cmo-map'])
  })

  test('begins with the line as it was', () => {
    const before = pageOf(answer, 'leak', 0)
    expect([before.picked, before.title]).toEqual([
      'step 0, the line as it was',
      'The line before anyone acts',
    ])
    expect(before.rules).toEqual([])
  })

  test('tells the VMM’s write with the VMM’s alias', () => {
    const write = pageOf(answer, 'leak', 1)
    expect([write.picked, write.title]).toEqual([
      'step 1, the VMM’s write',
      'A write that stays in the cache',
    ])
    expect(titlesOf(write)[0]).toBe('Why the VMM’s alias is Normal Write-Back')
  })

  test('is not told as cleaned by nobody once the VMM cleans', () => {
    const leak = situationIn(answer, 'leak')
    const [plan] = leak.plans ?? []
    const steps = withPlan(leak, plan?.plan ?? [])[0]?.steps ?? []
    const at = steps.findIndex(({ what }) => what.includes('DC CVAC'))
    const clean = stepPage(answer, leak, steps, at)
    expect(clean.picked).toBe('step 2, the VMM’s DC CVAC')
    expect(titlesOf(clean)).toEqual(['Why KVM cleans nothing', 'What would close it'])
  })
})

test('an eviction is nobody’s doing, and says so', () => {
  const page = pageOf(asked({ policy: 'before' }), 'lost-write', 4)
  expect([page.picked, page.title]).toEqual([
    'step 4, by itself',
    'The dirty copy is written to memory and dropped',
  ])
  expect(page.says.map(plain)).toContain(
    'Nobody asks for it: the hardware may do it at any time, and need not.',
  )
})

test('a speculative fill names the mappings that permit it', () => {
  const page = pageOf(asked(vmaKinds['dmabuf-wc'].settings), 'leak', 1)
  expect(page.says.map(plain).slice(-2)).toEqual([
    'It needs a Normal Cacheable mapping of the line, anyone’s.',
    'Here the guest’s alias and the kernel’s linear map are such.',
  ])
})

test('where KVM cleans, its cleaning is told, and why it comes too early', () => {
  const page = pageOf(asked({ ...anon, ...noFwb, mair: 0x44 }), 'guest-to-vmm', 1)
  expect([page.title, page.rules]).toEqual([
    'KVM maps the page, with DC CIVAC',
    ['coherency-cleaninv-rest', 'cmo-map'],
  ])
  const [cleans, late] = sectionOf(page, 'What KVM cleans') ?? []
  expect(cleans).toMatch(/^KVM cleans and invalidates the page as it maps it/)
  expect(late).toMatch(/it comes once/)
})

test('where KVM could not help by cleaning, why it cleans nothing and that stand apart', () => {
  const page = pageOf(asked({ policy: 'before' }), 'guest-to-vmm', 4)
  expect(sectionOf(page, 'Why nobody cleaned')?.[0]).toMatch(
    /^KVM cleans nothing as it maps the page: it cleans Normal/,
  )
  expect(sectionOf(page, 'What would close it')?.at(-1)).toMatch(
    /would not help if it did: this goes wrong after it/,
  )
})

test('where the guest may choose, its alias is told as the choice that is worst', () => {
  const answer = asked({ ...anon, ...noFwb }, { anyGuest: true })
  const { safe, guest, bad } = situationIn(answer, 'vmm-to-guest')
  expect(safe).toBe(false)
  const at = bad?.steps.findLastIndex(({ who }) => who === 'guest') ?? 0
  const page = pageOf(answer, 'vmm-to-guest', at)
  const name = guest === 'NC' ? 'Non-cacheable' : guest
  expect(sectionOf(page, `Why the guest’s alias is ${name}`)).toEqual([
    'Whatever type the guest chooses, its alias here is Write-Back, Write-Through, Non-cacheable or Device.',
    `It is told for ${name}, the worst of them.`,
  ])
})

test('a wrong read of a choice of the guest tells what differing cacheability permits, though the guest’s own agrees', () => {
  const answer = asked({ ...anon, ...noFwb }, { anyGuest: true })
  const situation = situationIn(answer, 'guest-to-vmm')
  const at = (situation.bad?.steps ?? []).findIndex(({ read }) => read?.good === false)
  expect(answer.mismatches.find(({ id }) => id === 'cacheability')?.permits).toBe(null)
  expect(pageOf(answer, 'guest-to-vmm', at).says.map(plain).at(-1)).toMatch(
    /more than one value may be read\. A read may miss .*exclusives monitor/,
  )
})

test('a safe step has nothing to close and no wrong read', () => {
  const answer = asked({})
  const situation = situationIn(answer, 'leak')
  const steps = situation.outcomes[0]?.steps ?? []
  const at = steps.findIndex(({ who }) => who === 'guest')
  const page = stepPage(answer, situation, steps, at)
  expect(titlesOf(page)).toEqual(['Why the guest’s alias is Normal Write-Back'])
  expect(page.says).toHaveLength(1)
})

test('a moment that the run does not have is refused', () => {
  const answer = asked({})
  expect(() => pageOf(answer, 'leak', 99)).toThrow(RangeError)
})

describe('every moment of every run of the presets', () => {
  test('has a page of whole sentences with a title, its agent and known places', () => {
    expect(runs.length).toBeGreaterThan(100)
    for (const { answer, situation, steps } of runs)
      for (const at of steps.keys()) {
        const page = stepPage(answer, situation, steps, at)
        expect(page.picked).not.toContain('undefined')
        expect(page.title).toMatch(/^[A-Z].*\w$/)
        const sentences = [
          ...page.says,
          ...page.sections.flatMap(({ lines }) => lines.map(({ says }) => says)),
        ]
        for (const says of sentences) expect(plain(says)).toMatch(/^[A-Z].*\.$/)
        expect(new Set(sentences.map(plain)).size).toBe(sentences.length)
        expect(page.cite.length).toBeGreaterThan(0)
        for (const id of page.cite) expect(citations).toHaveProperty(id)
        for (const id of page.rules) expect(findRule(id), id).toBeDefined()
      }
  })

  test('tells a wrong read of exactly the steps that read something wrong', () => {
    for (const { answer, situation, steps } of runs)
      for (const [at, step] of steps.entries()) {
        const told = stepPage(answer, situation, steps, at).says.map(plain).join(' ')
        expect(told.includes('mismatched attributes more than one')).toBe(step.read?.good === false)
      }
  })
})

test('every row that an agent may take has a noun and a heading of its own', () => {
  const answer = asked({ policy: 'before' })
  const leak = situationIn(answer, 'leak')
  const [first, write] = leak.bad?.steps ?? []
  if (!first || !write) throw new Error('the leak has no run')
  const ofAgents = coherencyTables.filter((table) => table !== byItself).flatMap(({ rules }) => rules)
  const pages = ofAgents.map((rule) => stepPage(answer, leak, [first, { ...write, rule }], 1))
  for (const { picked } of pages) expect(picked).toMatch(/^step 1, the VMM’s (read|write|DC CVAC|DC CIVAC)$/)
  for (const { title } of pages) expect(title).toMatch(/^A .*\w$/)
  expect(new Set(pages.map(({ title }) => title)).size).toBe(14)
})
