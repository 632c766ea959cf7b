import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { timeline } from '../../src/content/timeline.ts'
import { appUrl, axeViolations, openPage, type PageOptions } from './harness.ts'

async function openTimeline(options: PageOptions = {}, fragment = '#/policies'): Promise<Page> {
  const page = await openPage({ width: 1440, height: 900, ...options })
  await page.goto(appUrl(fragment))
  await page.locator('.timeline-picture').waitFor()
  return page
}

const versions = timeline.filter(({ kind }) => kind === 'version')

const card = (page: Page) => page.locator('.event-card')

function mailOf({ cite }: (typeof timeline)[number]): string {
  const cited = citations[cite]
  return cited.kind === 'mail' ? `https://lore.kernel.org/all/${cited.messageId}/` : ''
}

describe('the timeline', () => {
  test('has every version from v1 to v10, and each opens what it changed and its message-id', async () => {
    const page = await openTimeline()
    expect(versions.map(({ id }) => id)).toEqual([
      'v1',
      'v2',
      'v3',
      'v4',
      'v5',
      'v6',
      'v7',
      'v8',
      'v9',
      'v10',
    ])
    for (const version of versions) {
      await page.locator(`[data-node="${version.id}"]`).click()
      await expect.poll(() => card(page).innerText()).toContain(version.what)
      expect(
        await card(page)
          .getByRole('link', { name: /Ankit Agrawal/ })
          .getAttribute('href'),
      ).toBe(mailOf(version))
      await expect.poll(() => page.url()).toContain(`pick=${version.id}`)
    }
  })

  test('is walked by arrow keys, and a point opens by Enter', async () => {
    const page = await openTimeline()
    await page.locator('[data-node="v3"]').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page).innerText()).toContain('linux-7.3')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page).innerText()).toContain('v1 2023-09-07')
  })

  test('leads from a point to the scenario under its policy', async () => {
    const page = await openTimeline({}, '#/policies?v=2&fwb=0&pick=seed')
    await card(page).getByRole('link', { name: 'optin' }).click()
    await expect.poll(() => page.url()).toMatch(/#\/explore\?v=2&fwb=0&policy=optin$/)
  })

  test('has an equal table of every event with its source', async () => {
    const page = await openTimeline()
    await page.getByText('The timeline as a table').click()
    await expect.poll(() => page.locator('.event-table tbody tr').count()).toBe(timeline.length)
  })

  test.each(['light', 'dark'] as const)(
    'has no accessibility problem in %s, with a point open',
    async (colorScheme) => {
      const page = await openTimeline({ colorScheme }, '#/policies?v=2&pick=v5')
      await page.getByText('The timeline as a table').click()
      expect(await axeViolations(page)).toEqual([])
    },
  )

  test.each([390, 700, 1000])('fits a screen of %d px', async (width) => {
    const page = await openTimeline({ width, height: 844 }, '#/policies?v=2&pick=v5')
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
    expect(await axeViolations(page)).toEqual([])
  })
})
