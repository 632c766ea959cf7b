import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, loadedPage, openPage } from './harness.ts'

const byHand = '#/explore?v=1'
const laptop = { width: 1440, height: 900 }

/** The page once all that follows an edit is drawn, without what only tells of the edit. */
async function drawn(page: Page): Promise<readonly string[]> {
  await page.waitForFunction(() => document.querySelector('.story svg') !== null)
  await page.waitForTimeout(400)
  return page.evaluate(() => {
    const lines: string[] = []
    const state = (one: Element) => {
      if (one instanceof HTMLInputElement) return ` ${one.checked} ${one.value}`
      return one instanceof HTMLSelectElement ? ` ${one.value}` : ''
    }
    // Attributes that only tell of the edit, and those that a form field keeps from when it was made.
    const passing = ['data-changed', 'selected', 'checked', 'value']
    const write = (one: Element, depth: number) => {
      if (one.matches('.was')) return
      const kept = [...one.attributes].filter(({ name }) => !passing.includes(name))
      const attributes = kept.map(({ name, value }) => `${name}=${value}`).sort()
      const own = one.childElementCount === 0 ? one.textContent : ''
      lines.push(`${' '.repeat(depth)}${one.tagName} ${attributes.join(' ')}${state(one)} ${own}`)
      for (const child of one.children) write(child, depth + 1)
    }
    for (const part of document.querySelectorAll('h1, .consequences, .story, #controls, #inspector'))
      write(part, 0)
    return lines
  })
}

/** The same page in a fresh profile, at the address that the edited one shows. */
async function afresh(page: Page): Promise<Page> {
  const other = await openPage(laptop)
  await other.goto(page.url())
  return other
}

/** What a page draws and another does not; on a busy machine either may come late. */
async function differing(page: Page, other: Page): Promise<readonly string[]> {
  const [here, there] = [await drawn(page), await drawn(other)]
  return here.length === there.length ? here.filter((line, at) => line !== there[at]) : there
}

test('after a burst of edits everything on the page agrees with a fresh page of its address', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  const choices = ['fwb', 'c', 'sh', 's2sh', 'fnxs', 'cd', 'vm', 'hcrfwb', 'm', 'acc']
  for (const name of [...choices, ...choices.toReversed(), 'fwb', 'sh']) {
    await page.locator(`input[name="${name}"]:checked`).focus()
    await page.keyboard.press('ArrowRight')
  }
  await page.locator('select[name="mair"]').focus()
  for (let n = 0; n < 12; n++) await page.keyboard.press(n % 5 === 4 ? 'ArrowUp' : 'ArrowDown')
  await page.locator('select[name="memattr"]').focus()
  for (let n = 0; n < 9; n++) await page.keyboard.press('ArrowDown')
  const other = await afresh(page)
  await expect.poll(() => differing(page, other)).toEqual([])
})

test('undo and redo in bursts end as a fresh page of the address', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  for (const name of ['fwb', 'sh', 'c', 'vm', 'cd']) {
    await page.locator(`input[name="${name}"]:checked`).focus()
    await page.keyboard.press('ArrowRight')
  }
  await page.locator('.brand').focus()
  for (const key of ['z', 'z', 'z', 'z', 'Shift+z', 'Shift+z', 'z'])
    await page.keyboard.press(`Control+${key}`)
  const other = await afresh(page)
  await expect.poll(() => differing(page, other)).toEqual([])
})

test('a preset right after an edit leaves the edit behind it in the history', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('input[name="cd"][value="1"]')?.click()
    const presets = document.querySelector<HTMLSelectElement>('.presets select')
    if (!presets) return
    presets.value = 'ram-nofwb'
    presets.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await expect.poll(() => page.url()).toContain('p=ram-nofwb')
  await page.goBack()
  await expect.poll(() => page.url()).toContain('cd=1')
  const other = await afresh(page)
  await expect.poll(() => differing(page, other)).toEqual([])
})

test('a reload right after an edit keeps the edit', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  await page.evaluate(() => {
    document.querySelector<HTMLInputElement>('input[name="cd"][value="1"]')?.click()
    location.reload()
  })
  await expect.poll(() => page.url()).toContain('cd=1')
  await expect.poll(() => page.locator('input[name="cd"][value="1"]').isChecked()).toBe(true)
})

test('no control reaches beyond the settings column, also where it says what it was', async () => {
  const page = await loadedPage(
    '#/explore?s2=hand&open=cpu+access+s1+s2+hcr+features+choices+about',
    '#controls select[name="mair"]',
  )
  for (const [name, value] of [
    ['mair', '4'],
    ['memattr', '0b1111'],
  ] as const) {
    await page.locator(`select[name="${name}"]`).selectOption(value)
    await appears(page, '.was')
    const beyond = await page.evaluate(() => {
      const edge = document.querySelector('#controls')?.getBoundingClientRect().right ?? 0
      const all = document.querySelectorAll('#controls select, #controls input, #controls .segments')
      return [...all]
        .filter((one) => one.getBoundingClientRect().right > edge - 12)
        .map((one) => one.outerHTML)
    })
    expect(beyond).toEqual([])
  }
})
