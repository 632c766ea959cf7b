import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { appears, appUrl, axeViolations, loadedPage, movedPage, openPage, type Outlook } from './harness.ts'

const laptop = { width: 1440, height: 900 }

const openPolicies = (fragment = '#/policies', outlook: Outlook = {}) =>
  movedPage(fragment, '.policy-table', { ...laptop, ...outlook })

const head = (page: Page) => page.locator('.view-page > h1').innerText()

/** The row of a policy, its cells' texts. */
const row = async (page: Page, id: string) =>
  (await page.locator('tr', { has: page.locator(`th code:text-is("${id}")`) }).innerText()).replace(
    /\s+/g,
    ' ',
  )

const coded = [
  'before',
  'v3',
  'fallback-optin',
  'fallback',
  'plan',
  'optin',
  'block-v4',
  'optin-v6',
  'block',
  'linux-6.17',
  'linux-7.3',
]
const shownIds = (page: Page) => page.locator('.policy-table tbody th code').allInnerTexts()

describe('the page of all policies', () => {
  test('shows GPU memory on a host without FWB under all policies on one screen', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0&open=cpu+sketches')
    expect(await head(page)).toBe(
      'Without FWB, three of thirteen policies leak, one lets the VM die at its first access, and nine refuse, Linux 7.3 among them.',
    )
    expect(await shownIds(page)).toHaveLength(13)
    const boxes = await page
      .locator('.policy-table tbody th')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().bottom))
    expect(Math.max(...boxes)).toBeLessThanOrEqual(900)
    expect(await row(page, 'before')).toContain('0b0001 nGnRE')
    expect(await row(page, 'v3')).toContain('-EINVAL')
    expect(await row(page, 'linux-7.3')).toMatch(/-EINVAL then -EFAULT/)
  })

  test('folds the two sketches until they are asked for, and keeps that in the address', async () => {
    const page = await openPolicies()
    expect(await shownIds(page)).toEqual(coded)
    await page.getByRole('button', { name: 'Show two variants sketched in review' }).press('Enter')
    await expect.poll(() => shownIds(page)).toHaveLength(13)
    await expect.poll(() => page.url()).toContain('sketches')
    await page.reload()
    await appears(page, '.policy-table')
    expect(await shownIds(page)).toHaveLength(13)
  })

  test('opens the scenario under a policy by its row, and Back comes back', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0')
    await page.getByRole('link', { name: /^optin Cap/ }).click()
    await expect
      .poll(() => page.locator('.verdict h1').innerText())
      .toContain('The proposal of 22 April refuses')
    expect(page.url()).toMatch(/#\/explore\?v=2&fwb=0&policy=optin$/)
    await expect
      .poll(() => page.locator('.policy-line').innerText())
      .toMatch(/proposed.*in no release.*interpretation/s)
    await page.goBack()
    await expect.poll(() => head(page)).toContain('Without FWB')
  })

  test('marks what differs from a chosen policy, in words too, and keeps the choice in the address', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0')
    await page.getByLabel('Differences to').selectOption('before')
    await expect.poll(() => page.url()).toContain('than=before')
    await expect.poll(() => row(page, 'linux-7.3')).toContain('differs')
    expect(await row(page, 'before')).not.toContain('differs')
  })

  test('makes no entry in the history for a choice of what to compare with, as for any other control', async () => {
    // A history of its own: that of the shared page may be as long as a history gets.
    const page = await openPage(laptop)
    await page.goto(appUrl('#/policies?v=2&fwb=0'))
    await appears(page, '.policy-table')
    const before = await page.evaluate(() => history.length)
    const than = page.getByLabel('Differences to')
    await than.focus()
    for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.url()).toContain('than=')
    expect(await page.evaluate(() => history.length)).toBe(before)
    await than.selectOption('')
    await expect.poll(() => page.url()).not.toContain('than=')
  })

  test('marks what differs on every host, and all of it is in sight on a wide screen', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0&than=before')
    const marked = (id: string) =>
      page
        .locator('tr', { has: page.locator(`th code:text-is("${id}")`) })
        .locator('td')
        .evaluateAll((cells) => cells.map((one) => (one.hasAttribute('data-differs') ? '≠' : '=')).join(''))
    // Status, capability; memslot, fault, guest and maintenance here; memslot and fault on two other hosts.
    await expect.poll(() => marked('v3')).toMatch(/^===≠≠≠=≠=≠/)
    expect(await marked('block')).toMatch(/^==≠≠≠≠≠≠≠≠/)
    expect(await marked('fallback')).toMatch(/^=========≠/)
    expect(await marked('before')).not.toContain('≠')
    const hidden = await page
      .locator('.table-scroll')
      .first()
      .evaluate((one) => one.scrollWidth - one.clientWidth)
    expect(hidden).toBe(0)
  })

  test('answers its own controls at once, and undoes them', async () => {
    const page = await openPolicies()
    await page.locator('input[name="policies-dic"][value="0"]').check()
    await expect.poll(() => head(page)).toContain('With FWB but without DIC, three of thirteen policies leak')
    await page.locator('input[name="policies-bit3"][value="set"]').check()
    await expect.poll(() => row(page, 'optin')).toContain('a hole: a fetch needs an alias')
    await page.getByLabel('VMA', { exact: true }).selectOption('anon')
    await expect.poll(() => head(page)).toContain('refuse')
    for (const _ of [1, 2, 3]) await page.locator('body').press('Control+z')
    await expect.poll(() => head(page)).toContain('With FWB and DIC, two of thirteen policies leak')
    await expect.poll(() => page.url()).toMatch(/#\/policies$/)
  })

  test('tells of each policy its status, its source and how it was read', async () => {
    const page = await openPolicies()
    const notes = page.locator('.policy-note')
    expect(await notes.count()).toBe(13)
    expect(await notes.filter({ hasText: 'interpretation' }).count()).toBe(6)
    const v3 = notes.filter({ has: page.locator('#note-v3') })
    expect(await v3.innerText()).toContain('mmap_lock held')
    const mail = v3.getByRole('link', { name: /Ankit Agrawal, 2025-03-10/ }).first()
    expect(await mail.getAttribute('href')).toBe(
      'https://lore.kernel.org/all/20250310103008.3471-2-ankita@nvidia.com/',
    )
  })

  test('puts two policies beside each other by a link', async () => {
    const page = await openPolicies('#/policies?v=2&than=before')
    await page.getByRole('link', { name: /linux-7.3 beside before/ }).click()
    await expect.poll(() => page.url()).toMatch(/#\/compare\?v=2&policy=before&b.policy=linux-7.3$/)
  })

  test('shows a scenario by hand as KVM would decide it, and says so', async () => {
    const page = await openPolicies('#/policies?v=2&s2=hand')
    await expect.poll(() => page.locator('.view-page').innerText()).toContain('is set by hand')
    await page.getByRole('button', { name: 'Leave stage 2 to KVM' }).click()
    await expect.poll(() => page.url()).not.toContain('s2=hand')
  })

  test.each(['light', 'dark'] as const)('has no accessibility problem in %s', async (colorScheme) => {
    const page = await openPolicies('#/policies?v=2&fwb=0&than=before&open=sketches', { colorScheme })
    expect(await axeViolations(page)).toEqual([])
  })

  test('stands in one column on a phone, without scrolling sideways', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0', { width: 390, height: 844 })
    await appears(page, '.policy-table[data-narrow]')
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    const wide = await page
      .locator('.policy-table')
      .evaluate((table) => table.scrollWidth - (table.parentElement?.clientWidth ?? 0))
    expect(wide).toBeLessThanOrEqual(0)
    expect(await axeViolations(page)).toEqual([])
  })

  test('tells the other hosts on a phone too, lays policies beside each other, and breaks no errno', async () => {
    const page = await openPolicies('#/policies?v=2&fwb=0&than=before&open=sketches', {
      width: 390,
      height: 844,
    })
    const elsewhere = page.getByRole('list', { name: 'plan on the other hosts' }).getByRole('listitem')
    await expect
      .poll(async () => (await elsewhere.allInnerTexts()).map((one) => one.replaceAll(/\s+/g, ' ')))
      .toEqual([
        'FWB 1, DIC 0: memslot 0, ≠ differs: fault 0b0110 WB',
        'FWB 1, DIC 1: memslot 0, ≠ differs: fault 0b0110 WB',
      ])
    const broken = await page
      .locator('.policy-table code')
      .evaluateAll((all) =>
        all
          .filter((one) => (one.textContent ?? '').startsWith('-E') && one.getClientRects().length > 1)
          .map((one) => one.textContent),
      )
    expect(broken).toEqual([])
    await page.getByRole('link', { name: /linux-7.3 beside before/ }).click()
    await expect.poll(() => page.url()).toMatch(/#\/compare\?v=2&fwb=0&policy=before&.*b\.policy=linux-7\.3$/)
  })
})

describe('the room of the policies', () => {
  test('is reached from the story with the scenario, and the story from there', async () => {
    const page = await movedPage('#/explore?v=2&fwb=0', '.verdict h1', laptop)
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Policies' }).click()
    await expect.poll(() => page.url()).toMatch(/#\/policies\?v=2&fwb=0$/)
    await expect.poll(() => head(page)).toContain('Without FWB')
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Explore' }).click()
    await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('refuses')
  })

  test.each([1440, 390])('every page leads to every other by name, at %d px', async (width) => {
    const page = await openPolicies('#/policies', { width })
    const views = page.getByRole('navigation', { name: 'Views' })
    const compare = width < 640 ? 'Compare' : 'Compare A | B'
    const names = ['Explore', 'Policies', 'Claims', 'Thread', 'Diagnose', compare]
    expect(await views.getByRole('link').allInnerTexts()).toEqual(names)
    for (const name of [...names.slice(2), 'Policies', 'Explore']) {
      await views.getByRole('link', { name, exact: true }).click()
      await expect.poll(() => views.locator('[aria-current="page"]').allInnerTexts()).toEqual([name])
    }
  })
})

describe('a link with the fingerprint of its answer', () => {
  test('says nothing where the answer is the same, and what departs where it is not', async () => {
    const page = await loadedPage('#/explore?v=2&fwb=0', '.verdict h1', laptop)
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: (text: string) => Promise.resolve(void (document.title = text)) },
      })
    })
    await page.getByRole('button', { name: 'Copy as' }).click()
    await page.getByRole('button', { name: 'Copy link with the answer’s fingerprint' }).click()
    await expect.poll(() => page.title()).toMatch(/fwb=0&a=[0-9a-z]{6}$/)
    const link = await page.title()
    const { hash } = new URL(link)
    await loadedPage(hash, '.verdict h1', laptop)
    expect(await page.getByRole('status', { name: 'The answer of this link' }).count()).toBe(0)
    await loadedPage(hash.replace('fwb=0', 'dic=0&mte=1'), '.verdict h1', laptop)
    const notice = page.getByRole('status', { name: 'The answer of this link' })
    await expect.poll(() => notice.innerText()).toContain('the memslot, now decided by memslot-mte')
    await page.locator('[data-setting="fwb"] input[value="0"]').check()
    await expect.poll(() => notice.count()).toBe(0)
    await expect.poll(() => page.url()).not.toMatch(/[?&]a=/)
  })
})

describe('the peer host', () => {
  test('stands beside this one, with the one sentence that tells when it fails', async () => {
    const page = await movedPage('#/explore?v=2&peer=1&peerfwb=0&open=peer', '.peer', laptop)
    await expect
      .poll(() => page.locator('.peer').innerText())
      .toMatch(/On the peer, Linux 7\.3 with DIC refuses the memslot with -EINVAL/)
    expect(await page.locator('.peer').innerText()).toContain('-E2BIG from KVM_SET_ONE_REG')
    await page.locator('[data-setting="peerfwb"] input[value="1"]').check()
    await expect.poll(() => page.locator('.peer').innerText()).toContain('as here')
    expect(await axeViolations(page)).toEqual([])
  })
})
