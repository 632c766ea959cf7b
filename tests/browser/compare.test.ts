import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, appUrl, axeViolations, loadedPage, movedPage, openPage, type Outlook } from './harness.ts'

const beforeAndNow = '#/compare?v=2&policy=before&b.policy=linux-7.3'
const changed =
  'Linux 6.9 to 6.16 maps this memslot Device-nGnRE, where Linux 7.3 maps it Normal Write-Back: Linux 6.9 to 6.16 because the PFN is not in memblock, this kernel never reads pgprot, and the VMA is not VM_ALLOW_ANY_UNCACHED; Linux 7.3 because the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.'
const exchanged =
  /^Linux 7\.3 maps this memslot Normal Write-Back, where Linux 6\.9 to 6\.16 maps it Device-nGnRE: /

const laptop = { width: 1440, height: 900 }

const openCompare = (fragment = beforeAndNow, outlook: Outlook = {}) =>
  movedPage(fragment, '.compare', { ...laptop, ...outlook })

/** The page's present link, as it opens for somebody else. */
const reopened = (page: Page) => loadedPage(new URL(page.url()).hash, '.compare', laptop)

const says = (page: Page) => page.locator('.view-page h1').innerText()
const act = (page: Page, id: string) => page.locator(`[data-act="${id}"]`)
const rows = (page: Page, id: string) =>
  act(page, id)
    .locator('tr[data-row]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-row')))
const row = (page: Page, id: string) => page.locator(`tr[data-row="${id}"]`).innerText()
const control = (page: Page, name: string) => page.locator(`.compare-settings [name="${name}"]`)

test('A and B of the kernels before and now say in one sentence what changed, and only what differs is shown', async () => {
  const page = await openCompare()
  await expect.poll(() => says(page)).toBe(changed)
  expect(await rows(page, 'memslot')).toEqual(['capability-vm', 'capability-kvm'])
  expect(await rows(page, 'fault')).toEqual([
    'leaf-type',
    'leaf-memattr',
    'leaf-xn',
    'leaf-descriptor',
    'hazard',
  ])
  expect(await row(page, 'leaf-type')).toMatch(/differs:\sStage 2 type\s+Device-nGnRE\s.*Normal Write-Back/s)
  expect(await act(page, 'walk').innerText()).toContain('Nothing differs here.')
  await page.getByRole('checkbox', { name: 'Show what is equal' }).check()
  expect(await rows(page, 'walk')).toEqual(['walk-reads', 'walk-fault', 'walk-pa'])
  expect(await row(page, 'memslot-exit')).not.toContain('differs')
})

test('each difference names the rule or check that made it, with its page', async () => {
  const page = await openCompare()
  const rules = await page.locator('.compare-rules').innerText()
  expect(rules).toContain('Cacheable memory that KVM cannot maintain needs FWB and DIC')
  expect(rules).toContain('Linux 7.3, arch/arm64/kvm/mmu.c: kvm_s2_fault_pin_pfn()')
  await page.locator('tr[data-row="leaf-type"] a', { hasText: 'prot-device-before' }).click()
  await appears(page, '.rule-view h1')
  await page.goBack()
  await expect.poll(() => says(page)).toBe(changed)
})

test('swapping exchanges A and B, and Back and Forward lead there and back', async () => {
  const page = await openCompare()
  await page.getByRole('button', { name: 'Swap A and B' }).click()
  await expect.poll(() => says(page)).toMatch(exchanged)
  await expect.poll(() => page.url()).toContain('#/compare?v=2&b.policy=before')
  await expect.poll(() => control(page, 'a-policy').inputValue()).toBe('linux-7.3')
  await page.goBack()
  await expect.poll(() => says(page)).toBe(changed)
  await page.goForward()
  await expect.poll(() => says(page)).toMatch(exchanged)
  await page.reload()
  await expect.poll(() => says(page)).toMatch(exchanged)
})

test('either side is edited by itself, and the link of that opens the same in a fresh profile', async () => {
  const page = await openCompare()
  await page.locator('select[name="add-difference"]').selectOption('dic')
  await control(page, 'b-dic').selectOption('0')
  await expect.poll(() => says(page)).toContain(', where in B Linux 7.3 refuses it with -EINVAL: A because ')
  await control(page, 'a-policy').selectOption('v3')
  await expect.poll(() => page.url()).toContain('policy=v3&b.dic=0&b.policy=linux-7.3')
  const here = await page.locator('.view-page').innerText()
  await reopened(page)
  await expect.poll(() => page.locator('.view-page').innerText()).toBe(here)
})

test('a number is typed, and what it cannot be is told beside it', async () => {
  const page = await openCompare()
  await page.locator('select[name="add-difference"]').selectOption('addr')
  await control(page, 'b-addr').fill('0x1g')
  await control(page, 'b-addr').press('Enter')
  await expect.poll(() => page.locator('#b-addr-wrong').innerText()).toContain('cannot be 0x1g')
  await control(page, 'b-addr').fill('0x1000')
  await control(page, 'b-addr').press('Enter')
  await expect.poll(() => says(page)).toContain('exits to the VMM as KVM_EXIT_MMIO')
  await expect.poll(() => page.url()).toContain('b.addr=0x1000')
})

test('opened without B it compares with another kernel and says so, and an edit of A leaves that B alone', async () => {
  const page = await openCompare('#/compare')
  await expect.poll(() => page.locator('.compare-note').first().innerText()).toContain('B is not chosen yet')
  await expect.poll(() => says(page)).toMatch(exchanged)
  await page.locator('select[name="add-difference"]').selectOption('fwb')
  await control(page, 'a-fwb').selectOption('0')
  await expect.poll(() => control(page, 'b-fwb').inputValue()).toBe('1')
  await expect.poll(() => page.url()).toContain('fwb=0&b.fwb=1&b.policy=before')
  await expect.poll(() => page.locator('.compare-note', { hasText: 'B is not chosen yet' }).count()).toBe(0)
})

test('equal scenarios answer alike, and the link of that shows the same in a fresh profile', async () => {
  const page = await openCompare()
  await control(page, 'b-policy').selectOption('before')
  await expect.poll(() => says(page)).toMatch(/^Both answer alike: KVM maps this memslot Device-nGnRE/)
  await expect.poll(() => page.locator('.compare-note').first().innerText()).toContain('the same scenario')
  await expect.poll(() => page.url()).toMatch(/#\/compare\?v=2&policy=before&b=a$/)
  const here = await page.locator('.view-page').innerText()
  await reopened(page)
  await expect.poll(() => page.locator('.view-page').innerText()).toBe(here)
  await control(page, 'a-policy').selectOption('linux-7.3')
  await expect.poll(() => page.url()).toMatch(/#\/compare\?v=2&b.policy=before$/)
})

test('a value that B cannot have is told, with A’s in its place', async () => {
  const page = await openCompare('#/compare?v=2&fwb=0&b.fwb=2&b.policy=before')
  await expect.poll(() => page.locator('.notice').innerText()).toMatch(/used 0, A’s/)
  await expect.poll(() => says(page)).toContain('Linux 6.9 to 6.16')
})

test('each side opens in Explore, and a claim that led here is linked back to', async () => {
  const page = await openCompare(`${beforeAndNow}&from=claim-s1a`)
  const href = (name: string) => page.getByRole('link', { name }).getAttribute('href')
  expect(await href('Open A in Explore')).toBe('#/explore?v=2&policy=before')
  expect(await href('Open B in Explore')).toBe('#/explore?v=2')
  expect(await href('Back to it')).toContain('#/claims/s1a')
  await page.getByRole('link', { name: 'Open A in Explore' }).click()
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('Linux 6.9 to 6.16 accepts')
  await page.goBack()
  await expect.poll(() => says(page)).toBe(changed)
})

test('the comparison is copied as text for mail', async () => {
  const page = await openPage(laptop)
  await page.goto(appUrl(beforeAndNow))
  await appears(page, '.compare')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy as mail text' }).click()
  await page.locator('.toast', { hasText: 'Comparison copied.' }).waitFor()
  const mail = await page.evaluate(() => navigator.clipboard.readText())
  expect(mail).toContain('B differs in:\n  KVM policy: A Linux 6.9 to 6.16, B Linux 7.3')
  expect(mail.replaceAll('\n', '')).toContain('/compare?v=2&policy=before&b.policy=linux-7.3')
  expect(mail.split('\n').filter((line) => !/^[\x20-\x7e]{0,72}$/.test(line))).toEqual([])
})

test('the keyboard changes a side, shows what is equal and swaps', async () => {
  const page = await openCompare()
  await control(page, 'b-policy').focus()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => control(page, 'b-policy').inputValue()).toBe('linux-6.17')
  await page.getByRole('checkbox', { name: 'Show what is equal' }).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => rows(page, 'walk')).toContain('walk-pa')
  await page.getByRole('button', { name: 'Swap A and B' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => control(page, 'a-policy').inputValue()).toBe('linux-6.17')
})

const refused = '#/compare?v=2&b.fwb=0&b.vma=none&b.addr=0x1000'

test.for(['light', 'dark'] as const)('has no accessibility problem in %s', async (colorScheme) => {
  const page = await openCompare(refused, { colorScheme })
  await page.getByRole('checkbox', { name: 'Show what is equal' }).check()
  await page.locator('select[name="add-difference"]').selectOption('memattr')
  expect(await axeViolations(page)).toEqual([])
})

test.for([beforeAndNow, refused, '#/compare?v=2&peer=1&b.peer=0&b.ap=0b10&b.acc=w'])(
  'a phone shows %s without scrolling sideways',
  async (fragment) => {
    const page = await openCompare(fragment, { width: 390, height: 844 })
    await page.getByRole('checkbox', { name: 'Show what is equal' }).check()
    const wide = () =>
      page.evaluate(() =>
        [document.documentElement, document.querySelector('.view-page')].map((one) =>
          one ? one.scrollWidth - one.clientWidth : NaN,
        ),
      )
    expect(await wide()).toEqual([0, 0])
    expect(await axeViolations(page)).toEqual([])
  },
)

test('on a phone A and B have half the screen each, and no word is broken within', async () => {
  const page = await openCompare('#/compare?v=2&policy=before&b.vma=none&b.slot=bit3&b.pgprot=device_ngnre', {
    width: 390,
    height: 844,
  })
  await page.getByRole('checkbox', { name: 'Show what is equal' }).check()
  const box = (name: string) => control(page, name).boundingBox()
  const [a, b] = [await box('a-policy'), await box('b-policy')]
  expect(a?.y).toBe(b?.y)
  expect(a?.width).toBeGreaterThan(140)
  expect(b?.width).toBeGreaterThan(140)
  // A run of letters and digits that is on two lines has two boxes.
  const broken = await page.locator('.compare :is(th, td)').evaluateAll((cells) =>
    cells.flatMap((cell) => {
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (texts.nextNode()) {
        const node = texts.currentNode as Text
        for (const { 0: word, index } of node.data.matchAll(/[A-Za-z0-9]+/g)) {
          if (node.parentElement?.closest('option, .visually-hidden, thead')) continue
          const range = document.createRange()
          range.setStart(node, index)
          range.setEnd(node, index + word.length)
          if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
            found.push(word)
        }
      }
      return found
    }),
  )
  expect(broken).toEqual([])
})
