import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, appUrl, openPage } from './harness.ts'

const wide = { width: 1440, height: 900 }

/** Lets a script of the page come only when the function that this gives is called. */
async function hold(page: Page, name: RegExp): Promise<() => void> {
  let release = () => undefined as void
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(name, async (route) => {
    await held
    await route.continue()
  })
  return () => release()
}

const fulfil = (page: Page, name: RegExp) =>
  page.route(name, (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: 'throw 0' }))

const verdict = (page: Page) => page.locator('.verdict h1').innerText()

test('on a phone the diagrams of the untouched page are those of a phone', async () => {
  const page = await openPage({ width: 390, height: 844 })
  await page.goto(appUrl())
  await expect
    .poll(() => page.locator('.checks-picture').first().getAttribute('viewBox'))
    .toMatch(/^0 0 354 /)
})

test('an edit that waits for its answer is marked, and then answered', async () => {
  const page = await openPage(wide)
  const release = await hold(page, /parts-/)
  await page.goto(appUrl())
  await page.locator('[data-setting="fwb"] input[value="0"]').check()
  await expect.poll(() => page.locator('html[data-waiting]').count()).toBe(1)
  release()
  await expect.poll(() => verdict(page)).toContain('refuses this memslot')
  await expect.poll(() => page.locator('html[data-waiting]').count()).toBe(0)
  await expect.poll(() => page.locator('.change').innerText()).toContain('FEAT_S2FWB 1 → 0.')
})

test('an address that comes before the code is there is followed, and an edit after it is kept out of its way', async () => {
  const page = await openPage(wide)
  const release = await hold(page, /parts-/)
  await page.goto(appUrl())
  await appears(page, '[data-region="controls"]')
  await page.evaluate(() => {
    location.hash = '#/explore?v=2&fwb=0'
  })
  await page.locator('[data-setting="page"] input[value="64k"]').check()
  release()
  await expect.poll(() => verdict(page)).toContain('refuses this memslot')
  await expect.poll(() => page.url()).toContain('fwb=0')
})

test('what was lit before the code came is not lit behind it', async () => {
  const page = await openPage(wide)
  await page.goto(appUrl())
  await page.locator('.presets select').selectOption('vfio-bar')
  await expect.poll(() => verdict(page)).toContain('Non-cacheable')
  const pressed = () =>
    page
      .locator('.act [aria-pressed="true"]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-node')))
  await expect.poll(pressed).toEqual(['prot-nc'])
})

test('a page whose answering code cannot be loaded keeps its picture and says so', async () => {
  const page = await openPage(wide)
  await fulfil(page, /parts-/)
  await page.goto(appUrl())
  await page.mouse.move(300, 300)
  await appears(page, '[role="alert"]')
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('could not be loaded')
  await expect.poll(() => verdict(page)).toContain('maps it Normal Write-Back')
})

test('a linked page whose code cannot be loaded says so in place of a story', async () => {
  const page = await openPage(wide)
  await fulfil(page, /parts-/)
  await page.goto(appUrl('#/explore?v=2&fwb=0'))
  await appears(page, '[role="alert"]')
  await expect.poll(() => page.getByRole('alert').isVisible()).toBe(true)
  await expect.poll(() => page.locator('h1').count()).toBe(0)
})

test.for([
  { name: /RuleView-/, fragment: '#/rule/fault-mte', says: 'This rule’s page could not be loaded' },
  { name: /HelpText-/, fragment: '#/explore?v=2&pick=fwb', says: 'The help could not be loaded' },
])('a part on demand that cannot be loaded, $name, costs only itself', async ({ name, fragment, says }) => {
  const page = await openPage(wide)
  await fulfil(page, name)
  await page.goto(appUrl(fragment))
  await expect.poll(() => page.getByRole('alert').first().innerText()).toContain(says)
  await expect.poll(() => page.locator('.brand').isVisible()).toBe(true)
})
