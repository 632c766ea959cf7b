import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, loadedPage, movedPage } from './harness.ts'

const node = (page: Page, id: string) => page.locator(`.act [data-node="${id}"]`).first()
const lit = (page: Page) =>
  page
    .locator('.act .node[data-lit] > [data-node]')
    .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('data-node')))])
const litControls = (page: Page) =>
  page.locator('.control[data-lit]').evaluateAll((all) => all.map((one) => one.getAttribute('data-setting')))

const laptop = { width: 1440, height: 900 }

/** A story with stage 2 by hand: attributes alone. */
const byHand = '#/explore?v=1'
const openStory = (fragment = byHand) => movedPage(fragment, '.verdict h1', laptop)

test.for([
  { id: 'type', sources: ['mair', 'memattr', 'hcrfwb'], rule: 'Forces Write-Back' },
  { id: 'hints', sources: ['mair', 'memattr'], rule: "Stage 1's, kept" },
  { id: 'shareability', sources: ['sh', 's2sh'], rule: 'Inner Shareable if either stage says so' },
  { id: 'tags', sources: ['mair', 'memattr'], rule: 'Tagged needs stage 1 Tagged' },
  { id: 'xs-attr', sources: ['mair', 'fnxs'], rule: '0, because it is Write-Back' },
])('picking $id lights its sources at both stages and names its rule', async ({ id, sources, rule }) => {
  const page = await openStory()
  await node(page, id).click()
  await page.mouse.move(700, 10)
  await expect.poll(() => lit(page)).toEqual(expect.arrayContaining([id, ...sources]))
  await expect.poll(() => litControls(page)).toEqual(expect.arrayContaining(sources))
  await expect.poll(() => page.locator('.inspector h2').nth(1).innerText()).toBe(rule)
  await expect.poll(() => page.url()).toContain(`pick=${id}`)
})

test('the rules passed over before the deciding one are named, by keyboard too', async () => {
  const page = await openStory()
  await node(page, 'type').focus()
  await page.keyboard.press('Enter')
  await expect
    .poll(() => page.locator('.inspector .rules a').allInnerTexts())
    .toEqual([
      "Reserved, read as Linux's walker does",
      'Reserved, read as Device-nGnRnE',
      'Reserved, read as the pseudocode does, over Device',
      'Reserved, read as the pseudocode does',
      'The stronger Device type',
      "Stage 2's Device",
      "Stage 1's Device",
      'Capped at Non-cacheable',
    ])
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => lit(page)).toEqual(expect.arrayContaining(['hints', 'mair', 'memattr']))
  await expect.poll(() => page.locator('.inspector .picked').innerText()).toContain('allocation hints')
})

test('clearing FWB under a Device stage 1 turns the result to Device and says why in one line', async () => {
  const page = await openStory('#/explore?v=1&mair=0x04')
  await expect.poll(() => page.locator('h1').innerText()).toContain('Normal Write-Back')
  await page.locator('[data-setting="hcrfwb"] input[value="0"]').check()
  await expect.poll(() => page.locator('h1').innerText()).toMatch(/^The guest gets Device-nGnRE: /)
  await expect
    .poll(() => page.locator('.change').innerText())
    .toBe(
      'HCR_EL2.FWB 1 → 0. Normal Write-Back → Device-nGnRE, because stage 1 says Device-nGnRE, and a Normal stage 2 cannot relax it; also no allocation hints; XS 1.',
    )
  await expect.poll(() => page.locator('[data-setting="hcrfwb"] .was').innerText()).toBe('was 1')
})

test('a PE without FEAT_S2FWB has HCR_EL2.FWB RES0, and the page says so', async () => {
  const page = await openStory()
  await page.locator('[data-setting="fwb"] input[value="0"]').check()
  const control = page.locator('[data-setting="hcrfwb"]')
  await expect.poll(() => control.innerText()).toContain('RES0 without FEAT_S2FWB: reads as 0')
  await expect.poll(() => control.locator('input[value="0"]').isChecked()).toBe(true)
  await expect.poll(() => control.locator('input[value="1"]').isDisabled()).toBe(true)
  await expect.poll(() => page.locator('h1').innerText()).toContain('without FEAT_S2FWB')
})

test('a bit of the ruler flips by click and by Space', async () => {
  const page = await openStory()
  await page.locator('[data-node="mair.3"]').click()
  await expect.poll(() => page.locator('[data-setting="mair"] input').inputValue()).toBe('0xf7')
  await page.locator('[data-node="memattr.0"]').focus()
  await page.keyboard.press('Space')
  await expect.poll(() => page.url()).toContain('memattr=0b0111')
})

test('the MAIR byte is typed as a number or a name, and a wrong one is refused in a sentence', async () => {
  const page = await openStory()
  const field = page.locator('[data-setting="mair"] input')
  await field.fill('nc')
  await field.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('0x44')
  await field.fill('0x1ff')
  await field.press('Enter')
  await expect
    .poll(() => page.locator('[data-setting="mair"] [role="alert"]').innerText())
    .toBe(
      'The MAIR byte cannot be 0x1ff: it is 0 to 0xff, or one of wb, wt, nc, ngnrne, ngnre, ngre, gre, tagged.',
    )
  await expect.poll(() => page.url()).toContain('mair=0x44')
})

test('what would flip the answer is a button that does it', async () => {
  const page = await openStory()
  await page.locator('.flip', { hasText: 'CD' }).click()
  await expect.poll(() => page.locator('h1').innerText()).toContain('HCR_EL2.CD 1')
  await expect.poll(() => page.url()).toContain('cd=1')
})

test('undo and redo work by button and by key, and skip what is no edit', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  await page.locator('[data-setting="cd"] input[value="1"]').check()
  await node(page, 'xs-attr').click()
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.url()).not.toContain('cd=1')
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => page.url()).toContain('cd=1')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.url()).not.toContain('cd=1')
  await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true)
})

test('a preset is a history entry, an edit is not: Back leads to the story before', async () => {
  const page = await openStory()
  await page.locator('.presets select').selectOption('qemu-d6')
  await page.locator('[data-setting="sh"] input[value="0b10"]').check()
  await expect.poll(() => page.url()).toContain('p=qemu-d6&sh=0b10')
  await expect.poll(() => page.locator('.about').innerText()).toContain('QEMU 11.1.3 answers 0x08')
  await page.goBack()
  await expect.poll(() => page.locator('h1').innerText()).toContain('Normal Write-Back')
  await page.goForward()
  await expect.poll(() => page.url()).toContain('p=qemu-d6&sh=0b10')
  await page.reload()
  await expect.poll(() => page.locator('h1').innerText()).toContain('Device-nGnRnE')
})

test('every rule that the inspector names has a page of its own', async () => {
  const page = await openStory()
  await page.locator('.inspector .rules a').first().click()
  await appears(page, '.rule-view h1')
  await expect.poll(() => page.url()).toContain('#/rule/fwb-reserved-walker')
  await expect.poll(() => page.locator('.rule-view li[aria-current]').innerText()).toContain("Linux's walker")
  await page.goBack()
  await appears(page, '.verdict h1')
})

test.for([
  {
    id: 'coherency-evict',
    title: 'The dirty copy is written to memory and dropped',
    says: 'These rows do not exclude each other: each that applies may happen.',
    cite: 'Arm ARM: Mismatched memory attributes',
  },
  {
    id: 'coherency-code-data-fwb',
    title: 'Nothing: FWB implies IDC',
    says: 'Read from the top; the first row that applies decides.',
    cite: '__clean_dcache_guest_page()',
  },
  {
    id: 'cmo-map',
    title: 'When a stage-2 leaf is installed: DC CIVAC of Normal leaves without FWB',
    says: 'Each row is an occasion of its own.',
    cite: 'stage2_map_walker_try_leaf()',
  },
])('the rule $id of act 5 has a page of its own, with its table', async ({ id, title, says, cite }) => {
  const page = await movedPage(`#/rule/${id}`, '.rule-view [aria-current]')
  const view = page.locator('.rule-view')
  await expect.poll(() => view.locator('h1').innerText()).toContain(title)
  await expect.poll(() => view.locator('li[aria-current] a').getAttribute('href')).toContain(`#/rule/${id}`)
  await expect.poll(() => view.innerText()).toContain(says)
  await expect.poll(() => view.innerText()).toContain(cite)
})

test('a link to a rule that there is not says so', async () => {
  const page = await loadedPage('#/rule/no-such-rule', '.rule-view h1')
  await expect.poll(() => page.locator('.rule-view h1').innerText()).toBe('There is no rule no-such-rule')
})

test('help is fetched when it is asked for, and not before', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  const fetched = () =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /help-/.test(name)).length,
    )
  await expect.poll(() => fetched()).toBe(0)
  await page.getByRole('button', { name: 'Help on HCR_EL2.CD' }).click()
  const panel = page.locator('#help-panel:popover-open', { hasText: 'HCR_EL2.CD, bit 32' })
  await appears(page, '#help-panel:popover-open')
  await expect.poll(() => panel.innerText()).toContain('AArch64_S2Translate')
  await expect.poll(() => fetched()).toBe(1)
})

test('a theme is kept over a reload', async () => {
  const page = await loadedPage(byHand, '.verdict h1', laptop)
  await page.getByRole('button', { name: 'Theme' }).click()
  await page.getByLabel('Dark').check()
  await page.reload()
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
})
