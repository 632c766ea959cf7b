import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, appUrl, axeViolations, loadedPage, movedPage, openPage } from './harness.ts'

const laptop = { width: 1440, height: 900 }

/** What is there once a view is. */
const shown = (fragment: string) =>
  fragment.startsWith('#/rule/') ? '.rule-view [aria-current]' : '.story svg'

const views = [
  '',
  '#/explore?v=2&p=nvgrace-usemem-none&open=memslot-steps',
  '#/explore?v=2&p=vfio-bar&acc=x&open=fault-steps',
  '#/explore?v=1',
  '#/explore?v=1&acc=x&mair=0x04&fetchdev=fault',
  '#/explore?v=1&mair=0x10&bad=1&pick=memattr&p=nope',
  '#/rule/fwb-force-wb',
  '#/rule/memslot-cacheable-pfnmap',
  '#/rule/coherency-read-hit',
]

test.for(
  views.flatMap(
    (fragment) =>
      [
        { fragment, colorScheme: 'light', width: 1440, height: 900 },
        { fragment, colorScheme: 'dark', width: 1440, height: 900 },
        { fragment, colorScheme: 'dark', width: 390, height: 844 },
      ] as const,
  ),
)('axe finds nothing in $fragment, $colorScheme, $width px', async ({ fragment, ...options }) => {
  // The pre-rendered story is there only where the page is loaded.
  const page = await (fragment === '' ? loadedPage : movedPage)(fragment, shown(fragment), options)
  await page.locator('text=Loading.').waitFor({ state: 'detached' })
  await openAll(page)
  // As tall as its content, so that the bar at the foot of a phone lies over nothing.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (options.width < 640) await page.setViewportSize({ width: options.width, height })
  expect(await axeViolations(page)).toEqual([])
})

test('axe finds nothing in the projector theme', async () => {
  const page = await loadedPage('', 'main', { width: 1920, height: 1080 })
  await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'projector'))
  expect(await axeViolations(page)).toEqual([])
})

const openAll = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))

/** Walks the page with Tab from its top until it is there again, and names everything that had the focus. */
async function tabbed(page: Page): Promise<ReadonlySet<string>> {
  const walked = await page.evaluateHandle(() => {
    const seen: string[] = []
    const walk = { seen, ended: false }
    let first: Element | null = null
    const look = ({ target: here }: Event) => {
      if (!(here instanceof Element)) return
      walk.ended ||= here === first
      first ??= here
      const ring = getComputedStyle(here)
      const shown =
        ring.outlineStyle !== 'none' ||
        (here instanceof SVGElement && ring.stroke !== 'none') ||
        (here.nextElementSibling && getComputedStyle(here.nextElementSibling).outlineStyle !== 'none')
      const id = here.getAttribute('data-node') ?? here.getAttribute('name') ?? here.textContent
      seen.push(`${id}${shown ? '' : ' without a visible focus'}`)
    }
    // Before React, which holds back what meets a part that is not alive yet.
    addEventListener('focusin', look, { capture: true })
    return walk
  })
  for (let stop = 0; stop < 600; stop++) {
    await page.keyboard.press('Tab')
    if (stop % 20 === 19 && (await walked.evaluate(({ ended }) => ended))) break
  }
  return new Set(await walked.evaluate(({ seen }) => seen))
}

test('every control and every diagram node is reached by Tab, with a visible focus', async () => {
  const page = await loadedPage('', 'main', laptop)
  await openAll(page)
  const seen = await tabbed(page)
  expect([...seen].filter((name) => name.endsWith('without a visible focus'))).toEqual([])
  const wanted = await page.evaluate(() => {
    const controls = [
      ...document.querySelectorAll<HTMLInputElement>('.controls :is(input, select, textarea)'),
    ]
    const nodes = [...document.querySelectorAll('[data-node]')].map((one) => one.getAttribute('data-node'))
    return [
      ...controls.filter((one) => !one.disabled).map((one) => one.name),
      ...nodes,
      'Copy link',
      'Copy as',
    ]
  })
  expect(wanted.filter((name) => name !== null && !seen.has(name))).toEqual([])
})

test('the link is copied by keyboard alone', async () => {
  const page = await openPage(laptop)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(appUrl('#/explore?v=2&s2=hand&cd=1'))
  await appears(page, 'main')
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab')
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Copy link') break
  }
  await page.keyboard.press('Enter')
  await page.locator('.toast', { hasText: 'Link copied.' }).waitFor()
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(page.url())
})

test('Escape leads from a diagram back to the control used last', async () => {
  const page = await movedPage('#/explore?v=1', '[data-node="type"]', laptop)
  await page.locator('[name="memattr"]').focus()
  await page.locator('[data-node="type"]').focus()
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('memattr')
})

test('on a phone the settings are a sheet, and picking an element opens its explanation', async () => {
  const page = await loadedPage('#/explore?v=1', 'main', { width: 390, height: 844 })
  await expect.poll(() => page.locator('.controls').isVisible()).toBe(false)
  await page.getByRole('button', { name: /^Settings/ }).click()
  await page.locator('[data-setting="cd"] input[value="1"]').check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect.poll(() => page.locator('h1').innerText()).toContain('Non-cacheable')
  await page.locator('[data-node="type"]').click()
  await expect.poll(() => page.locator('.inspector').isVisible()).toBe(true)
  await page.getByRole('button', { name: 'Close' }).click()
  await expect.poll(() => page.locator('.inspector').isVisible()).toBe(false)
})

const widths = [1440, 1100, 800, 390, 320].flatMap((width) => [
  { width, fragment: '#/explore?v=1&mair=0x4f&fwb=0&memattr=14' },
  { width, fragment: '#/explore?v=2&p=swapped-in-none&open=memslot-steps+fault-steps' },
])

test.for(widths)(
  'nothing makes the page scroll sideways at $width px, $fragment',
  async ({ width, fragment }) => {
    const page = await movedPage(fragment, '.story svg', { width, height: 800 })
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
      .toBeLessThanOrEqual(width)
  },
)

test('the default story stands in the page before any script runs, with no style attribute', async () => {
  const page = await openPage({ javaScript: false })
  await page.goto(appUrl())
  await expect
    .poll(() => page.locator('h1').innerText())
    .toContain('Linux 7.3 accepts this memslot and maps it Normal Write-Back')
  await expect.poll(() => page.locator('.checks-picture').first().isVisible()).toBe(true)
  await expect.poll(() => page.locator('.gate-picture').isVisible()).toBe(true)
  await expect.poll(() => page.locator('[style]').count()).toBe(0)
})
