import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeViolations, loadedPage, movedPage, type Outlook } from './harness.ts'

const laptop = { width: 1440, height: 900 }
const stepper = '[aria-labelledby="act-walk"] .stepper input'

const openWalk = (fragment = '#/explore?v=2', outlook: Outlook = {}) =>
  movedPage(fragment, stepper, { ...laptop, ...outlook })

/** What the cells of the walk say, by their numbers. */
const cells = (page: Page) =>
  page
    .locator('.walk-picture [data-node^="read-"]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''))

const stepSays = (page: Page) => page.locator('[aria-labelledby="act-walk"] .step-says').innerText()
const fault = (page: Page) => page.locator('.walk-fault').innerText()
const picked = (page: Page) => page.locator('.inspector [data-part] h2').innerText()

/** The bit of the descriptor that is shown. */
const bit = (page: Page, at: number) => page.locator(`.walk-register [data-node$=".${at}"]`)

/** The page's present link, as it opens for somebody else. */
const reopened = (page: Page) => loadedPage(new URL(page.url()).hash, stepper, laptop)

test('four levels under four levels are 24 reads, each stage 1 descriptor after its stage 2 walk', async () => {
  const page = await openWalk()
  expect(await stepSays(page)).toBe('all 24 reads')
  const order = (await cells(page)).map((label) => /stage (\d) level (\d)/.exec(label)?.slice(1).join(''))
  const across = ['20', '21', '22', '23']
  expect(order).toEqual([...[0, 1, 2, 3].flatMap((level) => [...across, `1${level}`]), ...across])
})

test('five levels under five levels are 35 reads', async () => {
  const lpa2 = 's2=hand&tcr=ds&txsz=12&va=0xfff8800a8a3c5a40&vtcr=ds&t0sz=12&sl0=0b100'
  const page = await openWalk(`#/explore?v=2&${lpa2}`)
  await expect.poll(() => stepSays(page)).toBe('all 35 reads')
  expect(await cells(page)).toHaveLength(35)
})

test('bit 0 of the stage 1 level 2 table cleared in place stops the walk there, and the link does so too', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-15')
  expect(await picked(page)).toBe('Stage 1 level 2 table descriptor')
  await bit(page, 0).click()
  await expect.poll(() => stepSays(page)).toBe('read 15 of 15')
  expect(await fault(page)).toContain('Translation fault at stage 1, level 2')
  expect(await page.locator('.walk-picture', { hasText: 'not made' }).count()).toBe(1)
  expect(await page.locator('.walk-picture text', { hasText: 'not made' }).count()).toBe(9)
  expect(page.url()).toContain('desc=0x105d5ea288_0x')
  const told = await fault(page)
  await reopened(page)
  await expect.poll(() => stepSays(page)).toBe('read 15 of 15')
  expect(await fault(page)).toBe(told)
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect.poll(() => stepSays(page)).toBe('read 15 of 24')
})

test('a hole of stage 2 under a stage 1 table faults at that read, with S1PTW and its IPA in HPFAR_EL2', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-9')
  await bit(page, 0).click()
  await expect.poll(() => stepSays(page)).toBe('read 9 of 9')
  const says = await fault(page)
  expect(says).toContain('Translation fault at stage 2, level 3')
  expect(says).toContain('The hypervisor takes it at EL2')
  expect(says).toMatch(/S1PTW\s+1/)
  expect(says).toMatch(/HPFAR_EL2\s+0x0000000000bfff60/)
  expect(says).toMatch(/FAR_EL2\s+0xffff80008a3c5a40/)
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('stage 2')
})

test('a link to step 13 opens at step 13, with the reads after it to come', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-13')
  expect(await stepSays(page)).toBe('read 13 of 24')
  const labels = await cells(page)
  expect(labels.filter((label) => label.endsWith(': read'))).toHaveLength(12)
  expect(labels[12]).toContain('read now')
  expect(labels[13]).toContain('the next read')
  expect(labels.filter((label) => label.endsWith('not read yet'))).toHaveLength(10)
})

test('the walk is stepped, scrubbed, picked and edited by keyboard alone', async () => {
  const page = await openWalk()
  await page.getByRole('button', { name: 'Step through' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => stepSays(page)).toBe('read 1 of 24')
  await page.locator('[aria-labelledby="act-walk"] .stepper input').focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => stepSays(page)).toBe('read 2 of 24')
  await page.keyboard.press('End')
  await expect.poll(() => stepSays(page)).toBe('read 24 of 24')
  await page.keyboard.press('Home')
  await expect.poll(() => stepSays(page)).toBe('read 1 of 24')
  await page.locator('.walk-picture [data-node="read-1"]').focus()
  for (let n = 0; n < 14; n++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.walk-register h3').innerText()).toContain('Read 15')
  await bit(page, 0).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => fault(page)).toContain('stage 1, level 2')
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.locator('.walk-fault').count()).toBe(0)
  expect(await stepSays(page)).toBe('read 15 of 24')
})

test('a descriptor is typed as a number; what is none is refused in a sentence and nothing else changes', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-20')
  const field = page.locator('input[name="descriptor"]')
  const before = page.url()
  await field.fill('0x12zz')
  await field.press('Enter')
  await expect
    .poll(() => page.locator('.descriptor-value [role="alert"]').innerText())
    .toBe('The descriptor cannot be 0x12zz: it is 0x and 1 to 16 hexadecimal digits.')
  expect(page.url()).toBe(before)
  await field.fill('0x0')
  await field.press('Enter')
  await expect.poll(() => fault(page)).toContain('Translation fault at stage 1, level 3')
})

test('a field of a descriptor is typed by itself, and a number that is too wide is refused', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-20')
  await page.locator('select[name="descriptor-field"]').selectOption('AP')
  const field = page.locator('input[name="descriptor-bits"]')
  await field.fill('4')
  await field.press('Enter')
  await expect
    .poll(() => page.locator('.descriptor-value [role="alert"]').innerText())
    .toBe('AP cannot be 4: it is a number of 2 bits.')
  await field.fill('0b01')
  await field.press('Enter')
  await expect.poll(() => fault(page)).toContain('It is lost at PSTATE')
  expect(page.url()).toContain('0x4000a0103c5743')
})

const bad = [
  ['va=0x1234zz', 'va'],
  ['txsz=64', 'txsz'],
  ['desc=0x1001_0x0', 'desc'],
  ['desc=0x10000000000000_0x0', 'desc'],
  ['t0sz=-1', 't0sz'],
] as const

test.for(bad)('%s in a link is told, and the rest of it holds', async ([pair, key]) => {
  const page = await openWalk(`#/explore?v=2&fwb=0&policy=before&${pair}`)
  await expect.poll(() => page.locator('.notice').innerText()).toContain(key)
  expect(await page.locator('[data-setting="fwb"] input[value="0"]').isChecked()).toBe(true)
  expect(await stepSays(page)).toBe('all 24 reads')
})

test('a VA with wrong top bits is the architecture’s fault at level 0, before any read', async () => {
  const page = await movedPage('#/explore?v=2&va=0x0123800000000000', '.walk-fault', laptop)
  await expect.poll(() => fault(page)).toContain('Translation fault at stage 1, level 0')
  expect(await cells(page)).toEqual([])
  expect(await page.locator('[data-setting="va"] input').inputValue()).toBe('0x123800000000000')
})

test('the rule of a fault opens its page, and leads back', async () => {
  const page = await openWalk('#/explore?v=2&af=0')
  expect(await fault(page)).toContain('Access flag fault at stage 1, level 3')
  await page.locator('.walk-fault a').first().click()
  await expect.poll(() => page.locator('.rule-view h1').innerText()).toContain('Access flag fault')
  await page.goBack()
  await expect.poll(() => fault(page)).toContain('Access flag fault')
})

test('on a phone the walk is a list, and nothing is wider than the screen', async () => {
  const page = await openWalk('#/explore?v=2&pick=read-13', { width: 390, height: 844 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide).toBeLessThanOrEqual(390)
  const box = await page.locator('.walk-picture').boundingBox()
  expect(box?.width).toBeLessThanOrEqual(354)
  expect(await cells(page)).toHaveLength(24)
  const chain = page.locator('.permissions-picture')
  expect((await chain.boundingBox())?.width).toBe(Number(await chain.getAttribute('width')))
  expect(await page.locator('.permissions h3').innerText()).toContain('scroll sideways for all 6 boxes')
})

/** Folds enough that those below them are out of sight while they are closed. */
const long = 'cpu+kernel+vma+slot+access+s1+t1+s2+hcr+t2+hand+vm+range'

test.for([
  '#/explore?v=2&pick=read-13',
  '#/explore?v=2&af=0',
  '#/explore?v=2&s2=hand&txsz=60&sl0=0b11',
  `#/explore?v=2&s2=hand&txsz=60&sl0=0b11&open=${long}`,
])('axe finds nothing in the walk of %s with every fold open', async (fragment) => {
  const page = await movedPage(fragment, '#act-walk', laptop)
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
  await page.waitForTimeout(300)
  expect(await axeViolations(page)).toEqual([])
})
