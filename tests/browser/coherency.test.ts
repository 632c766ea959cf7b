import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, axeViolations, loadedPage, movedPage, type Outlook } from './harness.ts'

const openAct = (query: string, outlook: Outlook = {}) =>
  movedPage(`#/explore?v=2${query}`, '#act-coherency', { width: 1440, height: 900, ...outlook })

/** The page's present link, as it opens for somebody else. */
const reopened = (page: Page) =>
  loadedPage(new URL(page.url()).hash, '#act-coherency', { width: 1440, height: 900 })

const act = (page: Page) => page.locator('[aria-labelledby="act-coherency"]')

/** Each situation with its verdict: `leak unsafe`. */
const situations = (page: Page) =>
  page
    .locator('.situation')
    .evaluateAll((all) =>
      all.map((one) =>
        ['.situation-id', '.coherent']
          .map((part) => one.querySelector(part)?.textContent?.trim() ?? '')
          .join(' '),
      ),
    )

const says = (page: Page) => page.locator('.situation-says').innerText()
const stepSays = (page: Page) => act(page).locator('.step-says').innerText()
const choose = (page: Page, id: string) => page.locator('.situation', { hasText: id }).first().click()
const now = (page: Page) => page.locator('.run tr[aria-current]').innerText()
const words = (text: string) => text.split(/\s+/).join(' ')

/** What the run's table says: a line a row. */
const run = async (page: Page) =>
  (await page.locator('.run tbody tr').allInnerTexts()).map((row) => words(row).trim())

const before = '&policy=before'
const anonNc = '&vma=none&pgprot=normal&pfn=map-memory&fwb=0&mair=0x44'
const dmabufWc = '&vma=pfnmap%2Bio%2Bshared&pgprot=nc&pfn=map-memory'

test('nvgrace usemem under before leaks: the replay shows the secret read from memory behind the dirty zeros', async () => {
  const page = await openAct(before)
  await expect.poll(() => situations(page)).toContain('leak unsafe')
  expect(await says(page)).toContain('the guest may read what the previous tenant left')
  expect(await stepSays(page)).toBe('step 3 of 3')
  expect(await run(page)).toEqual([
    '0 – memory holds secret absent secret',
    '1 VMM writes zero, Normal Write-Back dirty zero secret',
    '2 KVM maps the page; no maintenance dirty zero secret',
    '3 guest reads, Device-nGnRE dirty zero secret secret , which is wrong',
  ])
  const picture = page.locator('.line-picture')
  expect(await picture.innerText()).toContain('The guest reads secret')
  expect(await picture.innerText()).toContain('zero is still dirty')
  for (const step of [2, 1, 0]) {
    await act(page).getByRole('button', { name: 'Back', exact: true }).click()
    await expect.poll(() => stepSays(page)).toBe(`step ${step} of 3`)
  }
  expect(await picture.innerText()).not.toContain('The guest reads secret')
  expect(words(await now(page))).toContain('memory holds secret')
})

test('under linux-7.3 the same memory is safe in every situation', async () => {
  const page = await openAct('')
  await expect
    .poll(() => situations(page))
    .toEqual([
      'leak safe',
      'lost-write safe',
      'guest-to-vmm safe',
      'vmm-to-guest safe',
      'dirty-civac safe',
      'your own ',
    ])
  expect(await says(page)).toContain('Safe: the guest reads the VMM’s zeros')
})

test('without FWB the slot is refused, and the act says that the question does not arise', async () => {
  const page = await openAct('&fwb=0')
  await expect.poll(() => act(page).innerText()).toContain('the question of coherency does not arise')
  expect(await act(page).innerText()).toContain('-EINVAL')
  expect(await page.locator('.situation').count()).toBe(0)
})

test('anonymous RAM without FWB, mapped Non-cacheable by the guest: one DC CIVAC repairs guest-to-vmm by one click', async () => {
  const page = await openAct(anonNc)
  await expect.poll(() => situations(page)).toContain('guest-to-vmm unsafe')
  await choose(page, 'guest-to-vmm')
  await expect.poll(() => says(page)).toContain('the VMM may read the old data')
  const repair = page.locator('.repair')
  expect(await repair.locator('li').allInnerTexts()).toHaveLength(1)
  expect(await repair.innerText()).toContain(
    'DC CIVAC (clean and invalidate) by the VMM before its second read is enough',
  )
  await repair.getByRole('button', { name: /^Insert it and replay/ }).click()
  await expect.poll(() => says(page)).toContain('Safe with DC CIVAC by the VMM before its second read')
  expect(await page.locator('.run-outcomes legend').innerText()).toBe('Permitted outcomes: 1, good: 1')
  expect(page.url()).toContain('sit=guest-to-vmm&fix=civac-before-4')
  const told = await says(page)
  await reopened(page)
  await expect.poll(() => says(page)).toBe(told)
  await repair.getByRole('button', { name: 'Take it out and replay' }).click()
  await expect.poll(() => says(page)).toContain('Unsafe')
})

test('a write-combine dma-buf on a host with FWB: the guest may read old data, and the act says why KVM does not help', async () => {
  const page = await openAct(dmabufWc)
  await choose(page, 'vmm-to-guest')
  await expect.poll(() => says(page)).toContain('Unsafe: the guest may read the old data')
  expect(await page.locator('.repair').innerText()).toContain(
    'KVM cleans nothing as it maps the page, and it would not help if it did',
  )
  await choose(page, 'leak')
  await expect
    .poll(() => page.locator('.repair').innerText())
    .toContain('KVM does not ask how the host maps the page')
})

test('a repair stands at the same access of the VMM when KVM begins to maintain', async () => {
  const page = await openAct(`${anonNc}&sit=vmm-to-guest&fix=cvac-after-3`)
  await expect.poll(() => says(page)).toContain('Safe with DC CVAC by the VMM after its write')
  await openAct(`${before}&sit=vmm-to-guest&fix=cvac-after-3`)
  await expect.poll(() => says(page)).toContain('with DC CVAC by the VMM after its write')
})

test('what happens by itself is said to do so, in the picture and in the table', async () => {
  const page = await openAct(`${before}&sit=lost-write`)
  await expect.poll(() => run(page).then((rows) => rows.join('\n'))).toContain('by itself')
  expect(await page.locator('.line-picture').innerText()).toContain('by itself')
})

test('the replay is gone through by keys: arrows, Home and End on the slider, Enter on a disc', async () => {
  const page = await openAct(before)
  const slider = act(page).locator('input[name="moment"]')
  await slider.focus()
  await page.keyboard.press('Home')
  await expect.poll(() => stepSays(page)).toBe('step 0 of 3')
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => stepSays(page)).toBe('step 1 of 3')
  await page.keyboard.press('End')
  await expect.poll(() => stepSays(page)).toBe('step 3 of 3')
  await page.locator('.line-picture [data-node="step-2"]').focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => stepSays(page)).toBe('step 2 of 3')
  await expect.poll(() => page.url()).toContain('pick=step-2')
})

test('playing goes on by itself, and any key stops it', async () => {
  const page = await openAct(`${before}&pick=step-0`)
  await act(page).getByRole('button', { name: 'Play', exact: true }).click()
  await expect.poll(() => stepSays(page)).toBe('step 1 of 3')
  await page.keyboard.press('Shift')
  await expect.poll(() => act(page).getByRole('button', { name: 'Play', exact: true }).count()).toBe(1)
  const at = await stepSays(page)
  await page.waitForTimeout(900)
  expect(await stepSays(page)).toBe(at)
})

test('Stop stops the replay, by mouse and by keyboard', async () => {
  const page = await openAct(`${before}&pick=step-0`)
  for (const press of ['mouse', 'keyboard'] as const) {
    await act(page).getByRole('button', { name: 'Play', exact: true }).click()
    const stop = act(page).getByRole('button', { name: 'Stop', exact: true })
    await (press === 'mouse' ? stop.click() : stop.press('Enter'))
    await expect.poll(() => act(page).getByRole('button', { name: 'Play', exact: true }).count()).toBe(1)
    const at = await stepSays(page)
    await page.waitForTimeout(900)
    expect(await stepSays(page)).toBe(at)
  }
})

test('a repair is replayed from its start, in view, and the focus stays within the act', async () => {
  const page = await openAct(before)
  const focused = () =>
    page.evaluate(() => document.activeElement?.closest('[aria-labelledby="act-coherency"]') !== null)
  await page.getByRole('button', { name: 'Insert DC CVAC and replay' }).click()
  await expect.poll(() => says(page)).toContain('Safe with DC CVAC')
  await expect.poll(() => stepSays(page)).toMatch(/of 4$/)
  expect(await focused()).toBe(true)
  const bar = await page.locator('.replay-bar').boundingBox()
  expect(bar?.y).toBeLessThan(400)
  await expect.poll(() => stepSays(page)).toBe('step 4 of 4')
  await page.getByRole('button', { name: 'Edit it as a script of your own' }).click()
  await appears(page, '.own')
  expect(await focused()).toBe(true)
})

test('a script in the link is shown also where the link names no situation', async () => {
  const page = await openAct(`${before}&own=a+vmm-w-b+guest-r`)
  await appears(page, '.own')
  expect(await page.locator('.own-step').count()).toBe(2)
})

test('another outcome is replayed by choosing it, and the link keeps it', async () => {
  const page = await openAct(before)
  await page.locator('.run-outcomes label', { hasText: 'good' }).last().click()
  await expect.poll(() => page.url()).toContain('run=zero')
  expect((await run(page)).at(-1)).toContain('zero')
  const told = await run(page)
  await reopened(page)
  await expect.poll(() => run(page)).toEqual(told)
})

test('a script of one’s own starts from the situation, is edited, undone, and kept in the link', async () => {
  const page = await openAct(before)
  await act(page).getByRole('button', { name: 'Edit it as a script of your own' }).click()
  await appears(page, '.own')
  expect(await page.locator('.own-step').count()).toBe(2)
  await page.getByRole('button', { name: 'Add a step' }).click()
  await expect.poll(() => page.locator('.own-step').count()).toBe(3)
  const url = page.url()
  expect(url).toContain('sit=own')
  expect(url).toContain('own=')
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('.own-step').count()).toBe(2)
  await loadedPage(new URL(url).hash, '.own')
  await expect.poll(() => page.locator('.own-step').count()).toBe(3)
})

test('the focus goes to the step that a repair adds to a script of one’s own', async () => {
  const page = await openAct(`${before}&sit=own&own=a+vmm-w-b+guest-r`)
  await page.locator('.own-repairs button').first().focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.own-step').count()).toBe(3)
  await expect.poll(() => page.locator(':focus').getAttribute('aria-label')).toBe('Step 2, who')
})

test('all repairs of a script of one’s own can be reached by keyboard, the fifth being next', async () => {
  const page = await openAct(`${before}&sit=own&own=a+vmm-w-b+vmm-r+vmm-r+guest-r`)
  const all = page.getByRole('button', { name: /^Show all \d+ repairs$/ }).first()
  await all.focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() =>
      page
        .locator('.own-repairs ul')
        .first()
        .locator('li')
        .nth(4)
        .evaluate((one) => one.matches(':focus')),
    )
    .toBe(true)
  await page.keyboard.press('Tab')
  expect(await page.locator(':focus').innerText()).toContain('Insert it and replay')
})

test('a link that asks for a situation opens at act 5, which is then the present one', async () => {
  const page = await openAct(`${before}&sit=lost-write`)
  await expect
    .poll(() => page.locator('#act-coherency').evaluate((head) => head.getBoundingClientRect().top))
    .toBeLessThan(200)
  expect(await page.locator('.strip [data-current]').textContent()).toContain('Coherency')
})

test('the worst case of hits stands beside its badge, and makes more outcomes', async () => {
  const page = await openAct(before)
  const count = async () => Number(/\d+/.exec(await page.locator('.run-outcomes legend').innerText())?.[0])
  await choose(page, 'guest-to-vmm')
  const least = await count()
  const worst = page.locator('.worst')
  expect(await worst.locator('.badge').innerText()).toBe('assumption')
  await worst.getByRole('checkbox').first().check()
  await expect.poll(() => page.url()).toContain('hits=1')
  expect(await count()).toBeGreaterThanOrEqual(least)
})

test('a link with a wrong situation, repair and outcome says so of each, and shows what it can', async () => {
  const page = await openAct(`${before}&sit=leek&fix=civac-before-2&run=guest`)
  await expect.poll(() => page.locator('.notice').innerText()).toContain('leek')
  await expect.poll(() => page.locator('.situation-missing').allInnerTexts()).toHaveLength(2)
  expect(await situations(page)).toContain('leak unsafe')
})

test('what user space must do stands for this scenario, here and on the peer, and KVM’s own maintenance beside it', async () => {
  const page = await openAct(`${anonNc}&peer=1`)
  const duties = page.locator('.duties')
  await expect.poll(() => duties.innerText()).toContain('DC CIVAC before each read')
  expect(await duties.locator('thead').first().innerText()).toContain('on the peer')
  expect(await duties.innerText()).toContain('a stage-2 leaf is installed')
})

test('each mismatch is named with what the architecture then permits', async () => {
  const page = await openAct(before)
  const told = page.locator('.mismatches')
  await expect.poll(() => told.locator('dt').allInnerTexts()).toHaveLength(3)
  expect(await told.innerText()).toContain('Mismatched memory attributes')
  expect(await told.innerText()).toContain('A read may miss the latest write')
})

test('nothing moves where motion is not wanted', async () => {
  const page = await openAct(`${before}&pick=step-0`, { reducedMotion: 'reduce' })
  await appears(page, '.line-picture')
  await act(page).getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(() => stepSays(page)).toBe('step 1 of 3')
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0)
})

test('on a phone the act reads from top to bottom without sideways scroll', async () => {
  const page = await openAct(before, { width: 390, height: 844 })
  await expect.poll(() => situations(page)).toContain('leak unsafe')
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})

test.for([
  { colorScheme: 'light', width: 1440, query: before },
  { colorScheme: 'dark', width: 1440, query: `${before}&pick=step-2` },
  { colorScheme: 'dark', width: 390, query: `${anonNc}&sit=dirty-civac&peer=1` },
  { colorScheme: 'light', width: 390, query: `${before}&sit=own&hits=1&anyguest=1` },
  { colorScheme: 'dark', width: 1440, query: `${before}&sit=own` },
] as const)('axe finds nothing in $query, $colorScheme, $width px', async ({ query, colorScheme, width }) => {
  const page = await openAct(query, { colorScheme, width, height: 900 })
  await appears(page, query.includes('sit=own') ? '.own' : '.run')
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (width < 640) await page.setViewportSize({ width, height })
  expect(await axeViolations(page)).toEqual([])
})
