import { expect, test } from 'vitest'
import { appUrl, axeViolations, loadedPage, movedPage, openPage } from './harness.ts'

test('the default page shows the app', async () => {
  const page = await loadedPage('', '#root main')
  await expect.poll(() => page.title()).toContain('Stagecraft')
  expect(await axeViolations(page)).toEqual([])
})

test('the default story is read before any script runs', async () => {
  const page = await openPage({ javaScript: false })
  await page.goto(appUrl())
  await expect.poll(() => page.locator('#root main').innerText()).not.toBe('')
})

test('the default story says what the tool is and names its pages, before any script runs', async () => {
  const page = await openPage({ javaScript: false })
  await page.goto(appUrl())
  await expect.poll(() => page.locator('.what-it-is').innerText()).toMatch(/^Stagecraft .*\.$/)
  expect(await page.getByRole('navigation', { name: 'Views' }).getByRole('link').allInnerTexts()).toEqual([
    'Explore',
    'Policies',
    'Claims',
    'Thread',
    'Diagnose',
    'Compare A | B',
  ])
})

test('what the tool is stands there until a preset says what it shows', async () => {
  const page = await movedPage('#/explore?v=2&fwb=0', '.verdict h1')
  expect(await page.locator('.what-it-is').count()).toBe(1)
  await page.locator('.presets select').selectOption('vfio-bar')
  await expect.poll(() => page.locator('.what-it-is').count()).toBe(0)
})

test.each([
  [320, 'light'],
  [390, 'light'],
  [640, 'light'],
  [960, 'light'],
  [1280, 'light'],
  [1280, 'projector'],
  [1440, 'light'],
] as const)('the bar at the top fits a screen of %d px, in %s', async (width, theme) => {
  const page = await movedPage('#/explore?v=2&fwb=0', '.verdict h1', { width, height: 844 })
  await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  const shown = await page.locator('.bar :is(a, button, select):visible').evaluateAll((all) =>
    all.map((one) => {
      const { left, right, height } = one.getBoundingClientRect()
      return left >= 0 && right <= innerWidth + 0.5 && height >= 24 ? '' : one.textContent
    }),
  )
  expect(shown.filter((name) => name !== '')).toEqual([])
  // Where the columns are as high as the screen leaves, they count on the height of the bar.
  const bottom = await page.locator('.explore').evaluate((one) => one.getBoundingClientRect().bottom)
  expect(width < 1280 || bottom <= 845).toBe(true)
})

test.each([320, 390, 800, 1440])('an edited scenario is marked so, at %d px', async (width) => {
  const page = await movedPage('#/explore?v=2&p=vfio-bar', '.verdict h1', { width, height: 844 })
  const mark = page.locator('.presets').getByText('edited')
  await expect.poll(() => mark.count()).toBe(0)
  await page.goto(appUrl('#/explore?v=2&p=vfio-bar&fwb=0'))
  await expect.poll(() => mark.isVisible()).toBe(true)
  const box = await mark.boundingBox()
  expect(box && box.width > 20 && box.x >= 0 && box.x + box.width <= width).toBe(true)
  expect(await page.getByRole('combobox', { name: 'Scenario, edited' }).count()).toBe(1)
})

test('a page that there is not is named above Explore, with those that there are', async () => {
  const page = await loadedPage('#/nosuch?v=2&fwb=0', '.notice', { width: 390, height: 844 })
  await expect.poll(() => page.locator('.notice').innerText()).toContain('There is no page nosuch; there are')
  expect(await page.locator('.verdict h1').innerText()).toContain('refuses')
})

test('a link of the thread that there is not is named above the first, and the scenario is kept', async () => {
  const page = await loadedPage('#/thread/9?v=2&fwb=0', '.thread', { width: 390, height: 844 })
  await expect.poll(() => page.locator('.notice').innerText()).toContain('it has links 1 to 8')
  expect(await page.locator('.view-page h1').innerText()).toMatch(/^1 of 8/)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => page.locator('.notice').count()).toBe(0)
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1')
  expect(page.url()).toMatch(/#\/thread\/1\?v=2&fwb=0$/)
})

test('an address of its own shows the app too', async () => {
  const outlook = { width: 390, height: 844, colorScheme: 'dark' } as const
  const page = await loadedPage('#/explore?v=1&fwb=0', '#root main', outlook)
  await expect.poll(() => page.locator('html').getAttribute('data-linked')).toBeNull()
})
