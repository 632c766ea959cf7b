import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { timeline } from '../../src/content/timeline.ts'
import { axeViolations, movedPage, type Outlook } from './harness.ts'

const openTimeline = (outlook: Outlook = {}, fragment = '#/policies') =>
  movedPage(fragment, '.timeline .hit', { width: 1440, height: 900, ...outlook })

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

  test('is one stop of Tab, which follows the arrow keys, and Tab goes on to the note of the open point', async () => {
    const page = await openTimeline({}, '#/policies?v=2&pick=v5')
    const stops = () =>
      page.locator('.timeline .hit[tabindex="0"]').evaluateAll((all) => all.map((one) => one.dataset['node']))
    expect(await stops()).toEqual(['v5'])
    await page.locator('[data-node="v5"]').focus()
    await page.keyboard.press('ArrowRight')
    expect(await stops()).toEqual(['v6'])
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('.event-card') !== null)).toBe(true)
  })

  test('closes the note of a point by Enter again and by Escape, with the focus on the point', async () => {
    const page = await openTimeline()
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset['node'])
    await page.locator('[data-node="v7"]').focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page).count()).toBe(1)
    await page.keyboard.press('Enter')
    await expect.poll(() => card(page).count()).toBe(0)
    await expect.poll(() => page.url()).not.toContain('pick=')
    await page.keyboard.press('Enter')
    await card(page).getByRole('link').first().focus()
    await page.keyboard.press('Escape')
    await expect.poll(() => card(page).count()).toBe(0)
    expect(await focused()).toBe('v7')
  })

  test.each([1000, 1280, 1440])(
    'opens a point by a click on its dot, its line or its label, at %d px',
    async (width) => {
      const page = await openTimeline({ width })
      const shape = (id: string, selector: string) =>
        page.locator(`.timeline g.node:has([data-node="${id}"]) ${selector}`).boundingBox()
      for (const id of ['v3', 'plan', 'dic-hole', 'v4', 'flag-dropped', 'applied', 'linux-7-3']) {
        for (const selector of ['.point', '.stem', '.event']) {
          const box = await shape(id, selector)
          if (!box) throw new Error(`${id} has no ${selector}`)
          await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
          await expect.poll(() => page.url(), { message: `${id} ${selector}` }).toContain(`pick=${id}`)
          await page.keyboard.press('Escape')
          await expect.poll(() => card(page).count()).toBe(0)
        }
      }
      const small = await page
        .locator('.timeline .hit')
        .evaluateAll((all) =>
          all
            .map((one) => one.getBoundingClientRect())
            .filter(({ width: w, height: h }) => w < 23.99 || h < 23.99),
        )
      expect(small).toEqual([])
    },
  )

  test('shows the note below its row on a phone, in sight, and keeps the focus on the row', async () => {
    const page = await openTimeline({ width: 390, height: 844 })
    for (const id of ['v4', 'linux-7-3', 'v1']) {
      const row = page.locator(`[data-node="${id}"]`)
      await row.scrollIntoViewIfNeeded()
      await row.click()
      await expect.poll(() => page.url()).toContain(`pick=${id}`)
      await expect
        .poll(async () => {
          const [at, below] = [await row.boundingBox(), await card(page).boundingBox()]
          return at && below && below.y - at.y - at.height < 16 && below.y > at.y
        })
        .toBe(true)
      await expect
        .poll(async () => {
          const below = await card(page).boundingBox()
          return below !== null && below.y >= 0 && below.y + below.height <= 844
        })
        .toBe(true)
      expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset['node'])).toBe(id)
    }
  })

  test('brings the note into sight of a phone that an address opens', async () => {
    const page = await openTimeline({ width: 390, height: 844 }, '#/policies?v=2&pick=linux-7-3')
    await expect
      .poll(async () => {
        const box = await card(page).boundingBox()
        return box !== null && box.y >= 0 && box.y + box.height <= 844
      })
      .toBe(true)
  })

  test('says what its marks mean', async () => {
    const page = await openTimeline()
    expect(await page.locator('.timeline-legend li').allInnerTexts()).toEqual([
      'merged or released',
      'posted',
      'proposed',
      'rejected',
      'another mail',
    ])
    expect(await page.locator('.timeline-legend .point').count()).toBe(5)
  })

  test('leads from the mail that gives the flag up to why it was not merged', async () => {
    const page = await openTimeline({}, '#/policies?v=2&pick=flag-dropped')
    await card(page).getByRole('link', { name: 'Why the flag was not merged' }).click()
    await expect.poll(() => page.locator('.view-page h1').innerText()).toBe('Why the flag was not merged')
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

  test.each([320, 390, 700, 1000])('fits a screen of %d px', async (width) => {
    const page = await openTimeline({ width, height: 844 }, '#/policies?v=2&pick=v5')
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
    expect(await axeViolations(page)).toEqual([])
  })
})
