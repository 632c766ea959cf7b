import { expect, test } from 'vitest'
import { appUrl, axeViolations, openPage } from './harness.ts'

test('the default page shows the app', async () => {
  const page = await openPage()
  await page.goto(appUrl())
  await page.locator('#root main').waitFor()
  await expect.poll(() => page.title()).toContain('Stagecraft')
  expect(await axeViolations(page)).toEqual([])
})

test('the default story is read before any script runs', async () => {
  const page = await openPage({ javaScript: false })
  await page.goto(appUrl())
  await expect.poll(() => page.locator('#root main').innerText()).not.toBe('')
})

test('an address of its own shows the app too', async () => {
  const page = await openPage({ width: 390, height: 844, colorScheme: 'dark' })
  await page.goto(appUrl('#/explore?v=1&fwb=0'))
  await page.locator('#root main').waitFor()
  await expect.poll(() => page.locator('html').getAttribute('data-linked')).toBeNull()
})
