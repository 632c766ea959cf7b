import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, appUrl, axeViolations, loadedPage, movedPage, openPage, type Outlook } from './harness.ts'

/** What each link answers and by which check, from the decision table and the mails; not from the engine. */
const links = [
  { right: 'device', check: 'fault-device-before', says: 'Device-nGnRE' },
  { right: 'normal', check: 'fault-cacheable-pfnmap', says: 'Normal Write-Back' },
  { right: 'leak', check: 'fault-degrade', says: 'a leak' },
  { right: 'kvm-run', check: 'fault-devmem-fwb', says: 'the VMM at the first access' },
  { right: '-EINVAL', check: 'memslot-optin-missing', says: '-EINVAL' },
  { right: 'device', check: 'fault-device-unless-cacheable', says: 'Device-nGnRE' },
  { right: 'without-address', check: 'prot-x-fetch', says: 'those of a page that it has no address for' },
  { right: '-EINVAL', check: 'memslot-unknown-flag', says: '-EINVAL' },
] as const

const laptop = { width: 1440, height: 900 }

/** Opens a step with nothing answered yet. */
const openStep = (step: number, outlook: Outlook = {}) =>
  loadedPage(`#/thread/${step}`, '.thread', { ...laptop, ...outlook })

const title = (page: Page) => page.locator('.view-page > h1').innerText()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const head = (page: Page) => page.locator('.thread-result > h2').innerText()

/** Goes on by Tab until something that matches has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let at = 0; at < 80; at++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`no Tab reaches ${selector}`)
}

/** Chooses by the arrow keys, as of any group of radio buttons, and answers by Enter on the button. */
async function answerByKeys(page: Page, isWanted: (value: string) => boolean): Promise<void> {
  await tabTo(page, '.thread-question input')
  await page.keyboard.press('Space')
  const value = () => page.locator('.thread-question input:checked').inputValue()
  for (let at = 0; !isWanted(await value()); at++) {
    if (at > 4) throw new Error('no such answer')
    await page.keyboard.press('ArrowDown')
  }
  await tabTo(page, '.thread-question button')
  await page.keyboard.press('Enter')
  await appears(page, '.thread-result')
}

const choose = async (page: Page, value: string) => {
  await page.locator(`.thread-question input[value="${value}"]`).check()
  await page.getByRole('button', { name: 'Answer', exact: true }).click()
  await appears(page, '.thread-result')
}

test('all eight links are worked by keyboard in one go, each answered wrongly, and each shows the check that decides', async () => {
  const page = await openStep(1)
  for (const [at, { right, check, says }] of links.entries()) {
    await expect.poll(() => title(page)).toMatch(new RegExp(`^${at + 1} of 8: `))
    // A link opens with the focus at the top; within the tour the head takes it.
    expect([at === 0, await focused(page)]).toContain(at === 0 || (await title(page)))
    expect(await page.locator('.thread-result, .thread-check, .thread-beside').count()).toBe(0)
    await answerByKeys(page, (value) => value !== right)
    expect(await head(page)).toBe(`Not so: the answer is “${says}”.`)
    expect(await focused(page)).toBe(await head(page))
    const decides = page.locator('.thread-check[data-check]')
    expect(await decides.getAttribute('data-check')).toBe(check)
    expect(await decides.innerText()).toMatch(/Condition[\s\S]*Exit[\s\S]*[Ss]tands? in[\s\S]*\(\)/)
    expect(await decides.locator('.cite-line').count()).toBeGreaterThan(1)
    expect(await decides.locator(`a[href^="#/rule/${check}"]`).count()).toBe(1)
    expect(await page.locator('.thread-result').innerText()).toContain('What follows')
    if (at === links.length - 1) break
    await tabTo(page, '.thread-next')
    await page.keyboard.press('Enter')
  }
  expect(await page.locator('.thread-steps').innerText()).toContain('8 of 8 answered, 0 right')
  expect(await page.locator('.thread-next').count()).toBe(0)
})

test('right answers say so, and the last link sums up why the flag was not merged', async () => {
  const page = await openStep(1)
  for (const [at, { right, check, says }] of links.entries()) {
    await expect.poll(() => title(page)).toMatch(new RegExp(`^${at + 1} of 8: `))
    expect(await page.locator('.thread-summary').count()).toBe(0)
    await choose(page, right)
    expect(await head(page)).toBe(`Right: “${says}”.`)
    expect(await page.locator('.thread-question li[data-right]').innerText()).toContain(says)
    expect(await page.locator('.thread-check[data-check]').getAttribute('data-check')).toBe(check)
    if (at < links.length - 1) await page.locator('.thread-next').click()
  }
  const summary = page.locator('.thread-summary')
  expect(await summary.locator('h2').innerText()).toBe('Why the flag was not merged')
  const claims = await summary
    .locator('a[href^="#/claims/"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')?.split('?')[0]))
  expect(claims).toEqual(['#/claims/s2', '#/claims/o4', '#/claims/o6'])
  expect(await summary.locator('a[href*="aEx-JlaYJsLAQx3J@linux.dev"]').count()).toBe(2)
  expect(await page.locator('.thread-steps').innerText()).toContain('8 of 8 answered, all right')
})

test('the seventh link shows that DIC decides what is maintained, here and beside it', async () => {
  const page = await openStep(7)
  await answerByKeys(page, (value) => value === 'without-address')
  const leads = page.locator('.thread-check:not([data-check])')
  expect(await leads.innerText()).toMatch(/Instruction caches\s+executable 1, DIC 0: invalidate to PoU/)
  const besides = await page.locator('.thread-beside li').allInnerTexts()
  expect(besides[0]).toContain('KVM maintains no cache for it.')
})

test('a check that nobody merged is said to be one that would stand in the kernel, and a merged one to stand there', async () => {
  const wordsOf = async (step: number) => {
    const page = await openStep(step)
    await answerByKeys(page, () => true)
    return page.locator('.thread-check[data-check]').innerText()
  }
  expect(await wordsOf(5)).toMatch(/Would stand in\s[\s\S]*Would stand in Linux/)
  expect(await wordsOf(1)).not.toContain('Would stand')
})

test('every link leads past the questions to why the flag was not merged', async () => {
  const page = await movedPage('#/thread/2', '.thread', { width: 390, height: 844 })
  const link = page.getByRole('link', { name: 'Why the flag was not merged' })
  expect((await link.boundingBox())?.height).toBeLessThan(30)
  await link.click()
  await expect.poll(() => title(page)).toBe('Why the flag was not merged')
  expect(await page.locator('.thread-question').count()).toBe(0)
  await page.getByRole('link', { name: 'The thread in 8 links' }).click()
  await expect.poll(() => title(page)).toMatch(/^1 of 8/)
})

test('the scenario is told in words, and nothing is marked as the default that is not', async () => {
  const page = await movedPage('#/thread/7', '.thread', laptop)
  const rows = await page.locator('.thread-scenario > div').allInnerTexts()
  expect(rows.map((row) => row.replaceAll(/\s+/g, ' ').trim())).toEqual([
    'Kernel The plan of 16 April proposed interpreted: The plan is a list of things to do, not code.',
    'Host CPU FEAT_S2FWB, no CTR_EL0.DIC',
    'Memory GPU memory, nvgrace usemem as by default',
    'Memslot no flags as by default',
    'Access the guest fetches instructions',
  ])
})

test('without a choice nothing is answered, and a step can be asked again', async () => {
  const page = await openStep(2)
  const button = page.getByRole('button', { name: 'Answer', exact: true })
  await button.click()
  expect(await page.locator('.thread-result').count()).toBe(0)
  await choose(page, 'nc')
  await page.getByRole('button', { name: 'Ask it again' }).press('Enter')
  expect(await page.locator('.thread-result').count()).toBe(0)
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('answer')
})

test('answers are kept in the tab over a reload, Back and Forward lead through the steps, and another tab has none', async () => {
  const page = await openPage(laptop)
  await page.goto(appUrl('#/thread/3'))
  await appears(page, '.thread')
  await choose(page, 'none')
  await page.locator('.thread-next').click()
  await expect.poll(() => title(page)).toMatch(/^4 of 8/)
  await page.goBack()
  await expect.poll(() => title(page)).toMatch(/^3 of 8/)
  expect(await head(page)).toBe('Not so: the answer is “a leak”.')
  await page.goForward()
  await expect.poll(() => title(page)).toMatch(/^4 of 8/)
  expect(await page.locator('.thread-result').count()).toBe(0)
  await page.locator('.thread-steps a').nth(2).click()
  await expect.poll(() => page.locator('.thread-steps').innerText()).toContain('1 of 8 answered, 0 right')
  expect(await page.locator('.thread-steps').innerText()).toContain('Kept until this tab is closed')
  await page.reload()
  await appears(page, '.thread')
  expect(await title(page)).toMatch(/^3 of 8/)
  expect(await page.locator('.thread-steps').innerText()).toContain('1 of 8 answered, 0 right')
  expect(await head(page)).toBe('Not so: the answer is “a leak”.')
  const other = await page.context().newPage()
  await other.goto(appUrl('#/thread/3'))
  await appears(other, '.thread')
  expect(await other.locator('.thread-steps').innerText()).toContain('0 of 8 answered')
  expect(await other.locator('.thread-question input').count()).toBe(4)
  expect(await other.getByRole('button', { name: 'Start again' }).count()).toBe(0)
})

test.for([1, 3])(
  'starting again from link %i forgets all answers and leads to the first link',
  async (step) => {
    const page = await openStep(2)
    await choose(page, 'nc')
    await page
      .locator('.thread-steps a')
      .nth(step - 1)
      .click()
    await expect.poll(() => title(page)).toMatch(new RegExp(`^${step} of 8`))
    await choose(page, step === 1 ? 'device' : 'leak')
    await page.getByRole('button', { name: 'Start again' }).press('Enter')
    await expect.poll(() => title(page)).toMatch(/^1 of 8/)
    await expect.poll(() => focused(page)).toMatch(/^1 of 8/)
    expect(await page.locator('.thread-steps').innerText()).toContain('0 of 8 answered')
    expect(await page.locator('.thread-result').count()).toBe(0)
    await page.reload()
    await appears(page, '.thread')
    expect(await page.locator('.thread-steps').innerText()).toContain('0 of 8 answered')
  },
)

test.for([
  ['refuses to keep anything', 'refuse'],
  ['kept what is no answer', '{"v":1,"answers":{"bug":"leak"'],
] as const)('a browser that %s shows the tour all the same', async ([, kept]) => {
  const page = await openPage(laptop)
  await page.addInitScript((text) => {
    if (text !== 'refuse') return sessionStorage.setItem('thread-answers', text)
    const get = () => {
      throw new DOMException('Access is denied.', 'SecurityError')
    }
    Object.defineProperty(window, 'sessionStorage', { get })
  }, kept)
  await page.goto(appUrl('#/thread/1'))
  await appears(page, '.thread')
  expect(await page.locator('.thread-steps').innerText()).toContain('0 of 8 answered')
  await choose(page, 'device')
  expect(await page.locator('.thread-steps').innerText()).toContain(
    kept === 'refuse' ? 'a reload forgets them' : 'Kept until this tab is closed',
  )
})

test('the scenario opens in Explore with the same verdict, and its link says which step led there', async () => {
  const page = await openStep(4)
  await choose(page, 'kvm-run')
  const verdict = await page.locator('.thread-result .thread-says').first().innerText()
  await page.getByRole('link', { name: 'Open this scenario in Explore' }).click()
  await expect.poll(() => page.locator('.verdict h1').innerText()).toBe(verdict)
  expect(page.url()).toContain('from=thread-4')
  await page.goBack()
  await expect.poll(() => title(page)).toMatch(/^4 of 8/)
})

test('the third link replays the leak by keyboard: a picture and a table at one step, Back and Step', async () => {
  const page = await openStep(3)
  expect(await page.locator('.thread-replay').count()).toBe(0)
  await choose(page, 'safe')
  const replay = page.locator('.thread-replay')
  const current = () => replay.locator('.run tr[aria-current="step"]').innerText()
  expect(await replay.locator('.run tbody tr').count()).toBe(4)
  expect(await current()).toMatch(
    /guest\s+reads, Device-nGnRE\s+dirty zero\s+secret\s+secret\s*, which is wrong/,
  )
  expect(await replay.locator('.line-picture').count()).toBe(1)
  const back = replay.getByRole('button', { name: 'Back', exact: true })
  await back.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  expect(await current()).toMatch(/VMM\s+writes zero, Normal Write-Back\s+dirty zero\s+secret/)
  expect(await replay.locator('.step-says').innerText()).toBe('step 1 of 3')
  await replay.getByRole('button', { name: 'Step', exact: true }).focus()
  await page.keyboard.press('Enter')
  expect(await current()).toMatch(/KVM\s+maps the page; no maintenance/)
  await replay.getByRole('button', { name: 'Show step 0' }).focus()
  await page.keyboard.press('Enter')
  expect(await current()).toContain('memory holds secret')
  await replay.locator('[data-node="step-3"]').focus()
  await page.keyboard.press('Enter')
  expect(await current()).toContain('which is wrong')
  expect(new URL(page.url()).hash).toBe('#/thread/3')
})

test('only the link that asks about coherency replays a run', async () => {
  const page = await openStep(1)
  await choose(page, 'device')
  expect(await page.locator('.thread-replay').count()).toBe(0)
})

test('smaps is shown alike for GPU memory and registers', async () => {
  const page = await openStep(5)
  await choose(page, '0')
  const smaps = await page.locator('.thread-smaps code').allInnerTexts()
  expect(smaps).toHaveLength(4)
  expect(new Set(smaps).size).toBe(1)
  expect(smaps[0]).toContain('pf io')
})

const themes = ['light', 'dark', 'projector'] as const

test.each(themes)(
  'neither the question nor the answer has an accessibility problem, in %s',
  async (theme) => {
    const page = await openStep(5, { colorScheme: theme === 'dark' ? 'dark' : 'light' })
    await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
    expect(await axeViolations(page)).toEqual([])
    await choose(page, '0')
    expect(await axeViolations(page)).toEqual([])
    for (const [step, value] of [
      [3, 'leak'],
      [8, '0'],
    ] as const) {
      await page.goto(appUrl(`#/thread/${step}`))
      await expect.poll(() => title(page)).toMatch(new RegExp(`^${step} of 8`))
      await choose(page, value)
      expect(await axeViolations(page)).toEqual([])
    }
  },
)

test('on a phone every step is read without scrolling sideways, asked and answered', async () => {
  const page = await openStep(1, { width: 390, height: 844 })
  const wide = () =>
    page.evaluate(() =>
      Math.max(
        document.documentElement.scrollWidth,
        ...[...document.querySelectorAll('.thread *:not(.visually-hidden)')].map(
          (one) => one.getBoundingClientRect().right,
        ),
      ),
    )
  for (const [at, { right }] of links.entries()) {
    await expect.poll(() => title(page)).toMatch(new RegExp(`^${at + 1} of 8: `))
    expect(await wide()).toBeLessThanOrEqual(390)
    await choose(page, right)
    expect(await wide()).toBeLessThanOrEqual(390)
    if (at < links.length - 1) await page.locator('.thread-next').click()
  }
  expect(await axeViolations(page)).toEqual([])
})
