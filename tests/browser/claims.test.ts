import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { claims } from '../../src/content/claims.ts'
import { policies } from '../../src/kvm/policies.ts'
import { appears, appUrl, axeViolations, movedPage, type Outlook } from './harness.ts'

const openView = (fragment: string, outlook: Outlook = {}) =>
  movedPage(fragment, '.view-page h1', { width: 1440, height: 900, ...outlook })

const title = (page: Page) => page.locator('.view-page h1').innerText()
const marks = (page: Page) => page.locator('.claim-mark b').allInnerTexts()
const counted = (page: Page) => page.locator('.count-table tbody tr').count()

/** Whether the page is wider than its window. */
const scrollsSideways = (page: Page) =>
  page.evaluate(() => {
    const view = document.querySelector('.view-page')
    return (
      document.documentElement.scrollWidth > innerWidth ||
      (view !== null && view.scrollWidth > view.clientWidth)
    )
  })

test('the list has every claim in three groups, each with who made it, what became of it and a link', async () => {
  const page = await openView('#/claims')
  expect(await page.locator('.claim-list').count()).toBe(3)
  const links = page.locator('.claim-list li > a')
  expect(await links.evaluateAll((all) => all.map((one) => one.getAttribute('href')))).toEqual(
    claims.map(({ id }) => `#/claims/${id}`),
  )
  const texts = await page.locator('.claim-list li').allInnerTexts()
  const wanting = claims.filter(
    ({ claim, who, became }, at) => ![claim, who, became].every((words) => texts[at]?.includes(words)),
  )
  expect(wanting).toEqual([])
})

describe.each(claims)('claim $code', ({ id, claim, demonstrations, ...of }) => {
  test('opens with one click and in Explore with another, and Back and Forward go the same way', async () => {
    const page = await openView('#/claims')
    await page.locator(`.claim-list a[href="#/claims/${id}"]`).click()
    await expect.poll(() => title(page)).toContain(claim)
    expect(await marks(page)).toEqual(
      demonstrations.map(({ departs }) => (departs === undefined ? 'As claimed' : 'Not as claimed')),
    )
    expect(await page.locator('.claim-who + .cite-line a').count()).toBe(1)
    const verdict = await page.locator('.claim-answer').first().innerText()
    await page.getByRole('link', { name: 'Open demonstration 1 in Explore' }).click()
    await expect.poll(() => page.locator('.verdict h1').innerText()).toBe(verdict.trim())
    expect(page.url()).toContain(`from=claim-${id}`)
    await page.goBack()
    await expect.poll(() => title(page)).toContain(of.code)
    expect(page.url()).toBe(appUrl(`#/claims/${id}`))
    await page.goBack()
    await expect.poll(() => title(page)).toBe('The claims of the thread')
    await page.goForward()
    await expect.poll(() => title(page)).toContain(claim)
  })
})

test('every scenario of a claim opens in Explore with the verdict that the claim shows', async () => {
  const page = await openView('#/claims/p1')
  const verdicts = await page.locator('.claim-answer').allInnerTexts()
  const links = page.getByRole('link', { name: /^Open demonstration \d in Explore$/ })
  expect(await links.count()).toBe(verdicts.length)
  for (const [at, verdict] of verdicts.entries()) {
    await links.nth(at).click()
    await expect.poll(() => page.locator('.verdict h1').innerText()).toBe(verdict.trim())
    await page.goBack()
    await expect.poll(() => title(page)).toContain('P1')
  }
})

test('a claim about migration says what becomes of the memory on the peer', async () => {
  const page = await openView('#/claims/s1d')
  const text = () => page.locator('.demonstrations').innerText()
  await expect.poll(text).toContain('the first access ends in -EINVAL from KVM_RUN')
  await expect.poll(text).toContain('refuses the memslot with -EINVAL')
  await expect.poll(() => page.locator('.claim-scope').innerText()).toContain('is not modelled')
})

test('two scenarios of a claim are compared by a link that holds both', async () => {
  const page = await openView('#/claims/s1a')
  const link = page.getByRole('link', { name: 'Compare 1 and 2' })
  expect(await link.getAttribute('href')).toBe('#/compare?v=2&policy=plan&from=claim-s1a&b.fwb=0')
})

test('a claim names the check that decided, and its rule page leads back to the scenario', async () => {
  const page = await openView('#/claims/s3a')
  await page.getByRole('link', { name: 'Cacheable PFNMAP needs FWB and DIC' }).click()
  await appears(page, '.rule-view h1')
  expect(page.url()).toContain('#/rule/memslot-cacheable-pfnmap')
  await page.getByRole('link', { name: 'Back to the story' }).click()
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('refuses this memslot')
})

test('a check that only a proposal has is cited by the mail beside the function where it would stand', async () => {
  const page = await openView('#/claims/O4')
  const decided = page.locator('.claim-decided').first()
  expect(await decided.locator('.cite-line').allInnerTexts()).toContainEqual(
    expect.stringContaining('Oliver Upton, 2025-04-22'),
  )
})

test('a migration is decided by a check of the peer, and a proposal wears what is read into it', async () => {
  const page = await openView('#/claims/s1d')
  const decided = page.locator('.claim-decided p:first-child')
  expect(await decided.allInnerTexts()).toEqual([
    'On the peer, decided by: cacheable_devmem needs FWB',
    'On the peer, decided by: MT_NORMAL PFNMAP needs FWB',
    'On the peer, decided by: Cacheable PFNMAP needs FWB and DIC',
  ])
  expect(await page.locator('.demonstrations .badge').allInnerTexts()).toEqual(['interpretation'])
  await decided.nth(2).getByRole('link').click()
  await appears(page, '.rule-view h1')
  expect(page.url()).toContain('fwb=0')
})

test.each([
  ['s3b', 4, 'leak', 'The guest may read what the previous tenant left'],
  ['o2', 3, 'guest-to-vmm', 'The VMM may read the old data'],
  ['o3', 3, 'guest-to-vmm', 'The VMM may read the old data'],
])(
  '%s ends in the verdict of act 5 on each demonstration, and leads there by keyboard',
  async (id, count, situation, says) => {
    const page = await openView(`#/claims/${id}`)
    const ends = page.locator('.claim-coherency li')
    expect(await ends.count()).toBe(count)
    expect(await ends.first().innerText()).toContain(says)
    expect(await page.locator('.claim-coherency ~ .demonstrations').count()).toBe(0)
    const verdict = await ends.first().locator('.claim-act').innerText()
    await page.getByRole('link', { name: /^Act 5 of demonstration 1/ }).focus()
    await page.keyboard.press('Enter')
    await appears(page, '#act-coherency')
    await expect.poll(() => page.locator('.situation[data-shown]').innerText()).toContain(situation)
    const told = async () => (await page.locator('.consequences, .verdict').allInnerTexts()).join(' ')
    await expect.poll(told).toContain(verdict.trim().replace(/\.$/, ''))
  },
)

test('a claim that is not about coherency has no verdict of act 5', async () => {
  const page = await openView('#/claims/p2')
  expect(await page.locator('.demonstrations').count()).toBe(1)
  expect(await page.locator('.claim-coherency').count()).toBe(0)
})

test('the claims that why the flag was not merged is about lead to it, without the tour', async () => {
  for (const id of ['s2', 'o4']) {
    const page = await openView(`#/claims/${id}`)
    await page.getByRole('link', { name: 'Why the flag was not merged' }).click()
    await expect.poll(() => title(page)).toBe('Why the flag was not merged')
    expect(new URL(page.url()).hash).toBe('#/thread/why')
    expect(await page.locator('.thread-summed li').count()).toBe(3)
    expect(await page.locator('.thread-summed li:not(:has(.cite-line a))').count()).toBe(0)
  }
  const other = await openView('#/claims/p3')
  expect(await other.getByRole('link', { name: 'Why the flag was not merged' }).count()).toBe(0)
})

test('the claims lead to their neighbours and back to the list, by keyboard too', async () => {
  const page = await openView('#/claims/s1b')
  const neighbours = page.getByRole('navigation', { name: 'Claims' })
  await neighbours.getByRole('link', { name: 'Next: S1c' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => title(page)).toContain('S1c')
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  await neighbours.getByRole('link', { name: 'Previous: S1b' }).click()
  await expect.poll(() => title(page)).toContain('S1b')
  await neighbours.getByRole('link', { name: 'All claims' }).click()
  await expect.poll(() => title(page)).toBe('The claims of the thread')
})

test('the first claim has none before it and the last none after it', async () => {
  const links = (page: Page) => page.locator('.claim-neighbours a').allInnerTexts()
  expect(await links(await openView('#/claims/s1a'))).toEqual(['All claims', 'Next: S1b'])
  expect(await links(await openView('#/claims/o9'))).toEqual(['Previous: O8', 'All claims'])
})

test('a claim that there is not is said, with the list of those that there are', async () => {
  const page = await openView('#/claims/x9')
  expect(await title(page)).toBe('There is no claim x9')
  expect(await page.locator('.claim-intro').innerText()).toBe(
    `There are ${claims.map(({ code }) => code).join(', ')}.`,
  )
  expect(await page.locator('.claim-list li').count()).toBe(20)
})

test('a reload shows the same claim', async () => {
  const page = await openView('#/claims/o5')
  const before = await page.locator('.view-page').innerText()
  await page.reload()
  await appears(page, '.view-page h1')
  await expect.poll(() => page.locator('.view-page').innerText()).toBe(before)
})

test('O7 counts every policy over the whole space, and links each failure to its smallest counterexample', async () => {
  const page = await openView('#/claims/o7')
  await expect.poll(() => counted(page)).toBe(policies.length)
  const rows = await page
    .locator('.count-table tbody tr')
    .evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('td')].slice(0, 3).map(({ textContent }) => textContent)),
    )
  const ids = await page.locator('.count-table tbody th code').allInnerTexts()
  const of = (id: string) => rows[ids.indexOf(id)]
  expect(of('before')).toEqual(['1,152', '192', '960'])
  expect(of('optin-v6')).toEqual(['0', '0', '960'])
  expect(of('linux-7.3')).toEqual(['0', '0', '0'])
  const links = page.locator('.count-table a')
  expect(await links.count()).toBe(6)
  await page.getByRole('link', { name: 'KVM policy plan, pgprot normal_tagged' }).click()
  await expect
    .poll(() => page.locator('.verdict h1').innerText())
    .toMatch(/^The plan of 16 April accepts this memslot and maps it Device-nGnRE/)
  await page.goBack()
  await expect.poll(() => counted(page)).toBe(policies.length)
})

test.each([
  ['the list', '#/claims'],
  ['a claim', '#/claims/p2'],
  ['why the flag was not merged', '#/thread/why'],
  ['a claim with a count', '#/claims/o7'],
  ['a claim about migration', '#/claims/s1d'],
])('%s is accessible in light and dark, and is no wider than a phone', async (_, fragment) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await openView(fragment, { width: 390, height: 844, colorScheme })
    await page.waitForFunction(() => document.querySelector('.counting') === null)
    expect(await axeViolations(page)).toEqual([])
    expect(await scrollsSideways(page)).toBe(false)
  }
  const wide = await openView(fragment)
  await wide.waitForFunction(() => document.querySelector('.counting') === null)
  expect(await axeViolations(wide)).toEqual([])
})

test('no claim is wider than a phone', async () => {
  const page = await openView('#/claims', { width: 390, height: 844 })
  for (const { id, code } of claims) {
    await page.goto(appUrl(`#/claims/${id}`))
    await expect.poll(() => title(page)).toContain(code)
    expect(await scrollsSideways(page), id).toBe(false)
  }
})
