import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appUrl, axeViolations, loadedPage, movedPage, openPage } from './harness.ts'

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

async function exported(page: Page) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const choose = async (name: string) => {
    await page.getByRole('button', { name: 'Copy as', exact: true }).click()
    await page.getByRole('button', { name }).click()
  }
  const copied = async (name: string) => {
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'))
    await choose(name)
    const read = () => page.evaluate(() => navigator.clipboard.readText())
    await expect.poll(read).not.toBe('nothing yet')
    await page.keyboard.press('Escape')
    return read()
  }
  const json = await copied('Copy as JSON')
  const mail = await copied('Copy as text, for mail')
  const saved = page.waitForEvent('download')
  await choose('Save as SVG')
  const svg = await text(await (await saved).createReadStream())
  return { json, mail, svg }
}

test('a link opened in a fresh profile gives the same JSON, text and SVG, byte for byte', async () => {
  const page = await openPage(desktop)
  await page.goto(appUrl('#/explore?v=1&p=qemu-d7'))
  await page.locator('[data-setting="sh"] input[value="0b10"]').check()
  await page.locator('[data-setting="fnxs"] input[value="1"]').check()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy link' }).click()
  await page.locator('.toast', { hasText: 'Link copied.' }).waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(page.url())
  const first = await exported(page)
  const other = await openPage({ ...phone, colorScheme: 'dark' })
  await other.goto(link)
  expect(await exported(other)).toEqual(first)
  expect(first.mail.split('\n').filter((line) => !/^[\x20-\x7e]{0,72}$/.test(line))).toEqual([])
  expect(first.json).toContain('"GRE"')
})

test('a broken address shows what it dropped, and keeps everything else', async () => {
  const fragment = '#/explore?v=1&mair=0xg4&memattr=0b0101&acc=z&fwb=1'
  const page = await loadedPage(fragment, '.notice', desktop)
  const notice = page.locator('.notice')
  await expect.poll(() => notice.innerText()).toContain('2 parts of this link were not used as written.')
  await expect.poll(() => notice.innerText()).toContain('is not a hexadecimal digit')
  await expect.poll(() => page.locator('h1').innerText()).toContain('MemAttr 0b0101')
  await expect.poll(() => page.url()).toContain('mair=0xg4')
  await notice.getByRole('button', { name: 'Dismiss' }).click()
  await expect.poll(() => notice.count()).toBe(0)
})

test('a near spelling in the notice is a link that puts it right', async () => {
  const page = await loadedPage('#/explore?v=1&fwb=0&mair=wv', '.notice a', desktop)
  const meant = page.locator('.notice').getByRole('link', { name: 'wt', exact: true })
  await page.locator('input[name="cd"]:checked').focus()
  await page.keyboard.press('ArrowRight')
  await meant.click()
  await expect.poll(() => page.url()).toContain('fwb=0&s2=hand&cd=1&open=cpu+access+s1+s2+hcr&mair=wt')
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('verdict')
  await expect.poll(() => page.locator('.notice').count()).toBe(0)
  await expect.poll(() => page.locator('input[name="mair-text"]').inputValue()).toBe('0xbb')
  await page.goBack()
  await expect.poll(() => page.url()).toMatch(/fwb=0&s2=hand&cd=1&open=cpu\+access\+s1\+s2\+hcr$/)
})

test('markup in a title or a note stays text', async () => {
  const title = Buffer.from('<img src=x onerror=alert(1)>').toString('base64url')
  const page = await loadedPage(`#/explore?v=1&title=${title}`, '.scenario-title')
  await expect.poll(() => page.locator('.scenario-title').innerText()).toBe('<img src=x onerror=alert(1)>')
  await expect.poll(() => page.title()).toContain('<img')
})

test('an address typed while the page is open leads it', async () => {
  const page = await loadedPage('', '.verdict h1')
  await page.evaluate(() => {
    location.hash = '#/explore?s2=hand&memattr=5'
  })
  await page.locator('h1', { hasText: 'Non-cacheable' }).waitFor()
  await expect.poll(() => page.locator('.change').isVisible()).toBe(false)
})

test('a linked page never shows another story first', async () => {
  const page = await openPage()
  await page.addInitScript(() => {
    const seen = new Set<string>()
    Object.assign(window, { seen })
    const look = () => {
      const heading = document.querySelector('h1')
      if (heading && getComputedStyle(heading).visibility === 'visible') seen.add(heading.innerText)
      requestAnimationFrame(look)
    }
    look()
  })
  await page.goto(appUrl('#/explore?v=1&mair=0x04&memattr=0b0111'))
  await page.locator('h1', { hasText: 'Device-nGnRE' }).waitFor()
  const seen = await page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen])
  expect(seen.filter((says) => !says.includes('Device-nGnRE'))).toEqual([])
})

/** A page whose browser refuses to copy. */
async function openRefusing(fragment: string, size: { width: number; height: number }): Promise<Page> {
  const page = await loadedPage(fragment, 'h1', size)
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))
  })
  return page
}

/** What of the page is selected in a field, to be copied by hand. */
const selected = (page: Page) =>
  page.evaluate(() => {
    const field = document.activeElement
    return field instanceof HTMLTextAreaElement && field.readOnly
      ? field.value.slice(field.selectionStart, field.selectionEnd)
      : null
  })

test.for([desktop, phone])(
  'a browser that refuses to copy has the link to be selected instead, clear of the buttons, at %j',
  async (size) => {
    const page = await openRefusing('#/explore?v=2&fwb=0', size)
    const button = page.getByRole('button', { name: 'Copy link', exact: true }).filter({ visible: true })
    await button.click()
    await expect.poll(() => selected(page)).toBe(page.url())
    expect(await page.getByRole('button', { name: 'Copied' }).count()).toBe(0)
    const covers = await button.evaluate((one) => {
      const [a, b] = [one, document.querySelector('.refused')].map((el) => el?.getBoundingClientRect())
      return a && b ? a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right : null
    })
    expect(covers).toBe(false)
    expect(await axeViolations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('.refused').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Copy link')
  },
)

test('an answer, a table and a comparison that are refused are there to be selected', async () => {
  const page = await openRefusing('#/explore?v=2&fwb=0', desktop)
  await page.getByRole('button', { name: 'Copy as', exact: true }).click()
  await page.getByRole('button', { name: 'Copy as text, for mail' }).click()
  await expect.poll(() => selected(page)).toContain('refuses this memslot with -EINVAL')
  for (const [fragment, says] of [
    ['#/policies?v=2&fwb=0', 'three of thirteen'],
    ['#/compare?v=2&b.fwb=0', 'B differs in:'],
  ] as const) {
    await openRefusing(fragment, desktop)
    await page.getByRole('button', { name: 'Copy as mail text' }).click()
    await expect.poll(() => selected(page)).toContain(says)
  }
})

test('on a phone no word about a copy covers a button', async () => {
  const page = await openPage(phone)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(appUrl('#/explore?v=2&fwb=0'))
  await page.locator('.phone-bar .primary').click()
  const toast = page.locator('.toast', { hasText: 'Link copied.' })
  await toast.waitFor()
  const [bar, box] = [await page.locator('.phone-bar').boundingBox(), await toast.boundingBox()]
  expect((box?.y ?? NaN) + (box?.height ?? NaN)).toBeLessThanOrEqual(bar?.y ?? NaN)
})

test('a note typed in one go is one undo step, and leaves the change line standing', async () => {
  const page = await loadedPage('#/explore?v=1&open=s1+about', '.verdict h1', desktop)
  await page.locator('[data-setting="sh"] input[value="0b10"]').check()
  await page.locator('[name="title"]').pressSequentially('hello world')
  await expect.poll(() => page.locator('.change').innerText()).toContain('Stage 1 SH')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.locator('[name="title"]').inputValue()).toBe('')
  await expect.poll(() => page.url()).toContain('sh=0b10')
})

const arrivals = [
  ['claim-s1a', 'Shown for claim S1a. Back to it', '#/claims/s1a'],
  ['claim-p1b', "Shown for claim P1'. Back to it", '#/claims/p1b'],
  ['thread-8', 'Shown for link 8 of the thread. Back to it', '#/thread/8'],
] as const

test.for(arrivals)('a link from %s leads back there', async ([from, says, to]) => {
  const page = await movedPage(`#/explore?v=2&fwb=0&from=${from}`, '.verdict h1', desktop)
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('refuses')
  const arrival = page.locator('.arrival')
  expect(await arrival.innerText()).toBe(says)
  expect(await arrival.getByRole('link').getAttribute('href')).toContain(to)
})

test.for(['claim-s9', 'claim-tostring', 'thread-9', 'thread-1e0', 'thread-0x1'])(
  'a link from %s, which is no place, offers no way back',
  async (from) => {
    const page = await movedPage(`#/explore?v=2&fwb=0&from=${from}`, '.verdict h1', desktop)
    await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('refuses')
    expect(await page.locator('.arrival').count()).toBe(0)
  },
)

test('the menu of Copy as opens below its button, on a phone too', async () => {
  for (const width of [390, 1000, 1440]) {
    const page = await loadedPage('#/explore', '.copy-as', { width, height: 844 })
    const button = page.getByRole('button', { name: 'Copy as', exact: true })
    await button.click()
    const [above, menu] = [await button.boundingBox(), await page.locator('#copy-as').boundingBox()]
    expect(above && menu && menu.y >= above.y + above.height, `${width}`).toBe(true)
  }
})

test('only the story is copied as text, JSON or SVG: the other pages show something else', async () => {
  for (const fragment of [
    '#/policies',
    '#/claims/o6',
    '#/thread/4',
    '#/diagnose',
    '#/compare',
    '#/rule/fault-mte',
  ]) {
    const page = await movedPage(fragment, '.view-page h1, .rule-view h2', desktop)
    expect(await page.getByRole('button', { name: 'Copy link' }).count(), fragment).toBe(1)
    expect(await page.locator('.copy-as').count(), fragment).toBe(0)
  }
  await movedPage('#/explore', '.copy-as', desktop)
})

test('the menu of scenarios stands where the scenario is shown, and not beside pages with scenarios of their own', async () => {
  const shows = async (fragment: string, count: number) => {
    const page = await movedPage(fragment, '.explore, .view-page h1', desktop)
    await expect.poll(() => page.locator('.presets').count()).toBe(count)
  }
  for (const fragment of ['#/explore', '#/policies', '#/compare']) await shows(fragment, 1)
  for (const fragment of ['#/claims/o6', '#/thread/4', '#/diagnose']) await shows(fragment, 0)
})

test.each(['#/explore?v=2&from=thread-7', '#/explore?v=2&fwb=9&nope=1'])(
  'what stands above the story takes its room from it: %s',
  async (fragment) => {
    const page = await movedPage(fragment, '.arrival, .notice', desktop)
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0)
  },
)
