import type { Browser, Page } from 'playwright-core'
import { installControlProbe } from './control-probe.ts'
import type { Control } from './control-probe.ts'
import { summary } from './report.ts'
import type { Measures } from './report.ts'
import { slowProcessor } from './slow.ts'

/** Even, so that the median of a control that is slow only one way is of the slow way. */
const samples = 10
const unmeasured = 2
const rest = 100

/** Takes a page; waits until it has drawn all that the last change led to, as a reader does who looks before the next. */
async function settle(page: Page): Promise<void> {
  await page.waitForTimeout(rest)
  await page.evaluate(() => window.controlProbe.settled())
}

/** Takes a control's kind and a direction; gives the key that changes it. */
function keyFor(kind: Control['kind'], down: boolean): string {
  if (kind === 'switch') return 'Space'
  if (kind === 'button') return 'Enter'
  return down ? 'ArrowDown' : 'ArrowUp'
}

/** Takes a page and a control; changes it once with a real key, gives the milliseconds to the paint or null. */
async function change(page: Page, { key, kind }: Control, down: boolean): Promise<number | null> {
  if (!(await page.evaluate((name) => window.controlProbe.arm(name), key))) return null
  await page.keyboard.press(keyFor(kind, down))
  const ms = await page.evaluate(() => window.controlProbe.result())
  await settle(page)
  return ms
}

/**
 * Takes a page, a control and how often to change it; gives the nanoseconds of its changes, after some that do
 * not count. It is changed to and fro, so that it ends as it began; where one way is barred, the other is tried.
 */
async function changes(page: Page, control: Control, count: number): Promise<readonly number[]> {
  const times: number[] = []
  let down = true
  for (let i = 0; i < unmeasured + count; i += 1) {
    let ms = await change(page, control, down)
    if (ms === null) {
      down = !down
      ms = await change(page, control, down)
    }
    if (ms === null) return []
    down = !down
    if (i >= unmeasured) times.push(ms * 1e6)
  }
  return times
}

/** Takes a page; opens every fold of its controls, also those that only appear in another one. */
async function openFolds(page: Page): Promise<void> {
  while (await page.evaluate(() => window.controlProbe.openFolds())) await page.waitForTimeout(rest)
}

/** Takes a browser and an address; gives the time from input to paint of every control, and the worst. */
export async function controlMeasures(browser: Browser, address: string): Promise<Measures> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(installControlProbe)
  await page.goto(address, { waitUntil: 'networkidle' })
  await slowProcessor(page)
  await openFolds(page)
  const controls = await page.evaluate(() => window.controlProbe.list())
  if (controls.length === 0) process.stderr.write('the page has no controls in [data-region="controls"]\n')
  // The first changes of a page compile the code that they run: every control is tried before any counts.
  for (const control of controls) await changes(page, control, 0)
  const measures: Record<string, Measures[string]> = {}
  for (const control of controls) {
    const times = await changes(page, control, samples)
    if (times.length > 0) measures[`browser.control.${control.key}`] = summary(times)
    else process.stderr.write(`${control.key}: cannot be changed here\n`)
  }
  await context.close()
  const worst = Object.values(measures).toSorted((a, b) => b.ns - a.ns)[0]
  return worst === undefined ? measures : { ...measures, 'browser.control.worst': worst }
}
