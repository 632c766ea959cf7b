import type { Browser, Page } from 'playwright-core'
import { installControlProbe } from './control-probe.ts'
import type { Control } from './control-probe.ts'
import { summary } from './report.ts'
import type { Measures } from './report.ts'
import { slowProcessor } from './slow.ts'

/** Even, so that the median of a control that is slow only one way is of the slow way. */
const samples = 10
const unmeasured = 2

interface Change {
  /** Milliseconds from the key to the first frame after it, which has the control and the verdict. */
  readonly painted: number
  /** To the last change of the page that it led to: diagrams, rulers, inspector. */
  readonly drawn: number
}

/** Takes a control's kind and a direction; gives the key that changes it. */
function keyFor(kind: Control['kind'], down: boolean): string {
  if (kind === 'switch') return 'Space'
  if (kind === 'button') return 'Enter'
  return down ? 'ArrowDown' : 'ArrowUp'
}

/** Takes a page and a control; changes it once with a real key, gives how long that took, or null. Waits until all is drawn. */
async function change(page: Page, { key, kind }: Control, down: boolean): Promise<Change | null> {
  if (!(await page.evaluate((name) => window.controlProbe.arm(name), key))) return null
  await page.keyboard.press(keyFor(kind, down))
  const painted = await page.evaluate(() => window.controlProbe.result())
  const drawn = await page.evaluate(() => window.controlProbe.settled())
  return painted === null ? null : { painted, drawn }
}

/**
 * Takes a page, a control and how often to change it; gives these changes, and before them some that are not to
 * count. It is changed to and fro, so that it ends as it began; where one way is barred, the other is tried.
 */
async function changes(page: Page, control: Control, count: number): Promise<readonly Change[]> {
  const times: Change[] = []
  let down = true
  for (let i = 0; i < unmeasured + count; i += 1) {
    let ms = await change(page, control, down)
    if (ms === null) {
      down = !down
      ms = await change(page, control, down)
    }
    if (ms === null) return []
    down = !down
    times.push(ms)
  }
  return times
}

const inNs = (changes: readonly Change[], what: keyof Change) => changes.map((one) => one[what] * 1e6)

/**
 * Takes a page; brings back the story that it began with. Some controls cannot do so themselves: a ready-made
 * host leaves no way to the settings that were no host's, and what it lacks bars the controls that need it.
 */
async function startAgain(page: Page): Promise<void> {
  await page.evaluate(() => (location.hash = '#/explore'))
  await page.evaluate(() => window.controlProbe.settled())
}

/** Takes a page; opens every fold of its controls, also those that only appear in another one. */
async function openFolds(page: Page): Promise<void> {
  while (await page.evaluate(() => window.controlProbe.openFolds())) await page.waitForTimeout(100)
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
  const cold: Change[] = []
  for (const control of controls) {
    cold.push(...(await changes(page, control, 0)))
    await startAgain(page)
  }
  const measures: Record<string, Measures[string]> = {}
  const drawn: number[] = []
  for (const control of controls) {
    const times = (await changes(page, control, samples)).slice(unmeasured)
    drawn.push(...inNs(times, 'drawn'))
    if (times.length > 0) measures[`browser.control.${control.key}`] = summary(inNs(times, 'painted'))
    else process.stderr.write(`${control.key}: cannot be changed here\n`)
    await startAgain(page)
  }
  await context.close()
  const worst = Object.values(measures).toSorted((a, b) => b.ns - a.ns)[0]
  if (worst === undefined) return measures
  return {
    ...measures,
    'browser.control.worst': worst,
    'browser.first-change': summary(inNs(cold.slice(0, 1), 'painted')),
    'browser.drawn': summary(drawn),
  }
}
