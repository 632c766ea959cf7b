import type { Browser, Page } from 'playwright-core'
import { summary, type Measure } from './report.ts'
import { slowProcessor } from './slow.ts'

const passes = 5

/** Collects, in the page, how long each frame takes until it is told to stop. */
function collectFrames(): void {
  const times: number[] = []
  let last = performance.now()
  let on = true
  const frame = (now: number) => {
    times.push(now - last)
    last = now
    if (on) requestAnimationFrame(frame)
  }
  requestAnimationFrame((now) => {
    last = now
    requestAnimationFrame(frame)
  })
  Object.assign(window, {
    framesSoFar: () => {
      on = false
      return times
    },
  })
}

/** Scrubs from the first read to the last by the slider's own key; gives the longest frame in ms. */
async function pass(page: Page, reads: number): Promise<number> {
  await page.keyboard.press('Home')
  await page.waitForTimeout(400)
  await page.evaluate(collectFrames)
  for (let read = 1; read < reads; read += 1) {
    await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(40)
  }
  await page.waitForTimeout(400)
  const at = await page.locator('[aria-labelledby="act-walk"] .stepper input').inputValue()
  if (at !== String(reads)) throw new Error(`the slider is at ${at}, not at ${reads}`)
  const times = await page.evaluate(() => (window as unknown as { framesSoFar(): number[] }).framesSoFar())
  return Math.max(...times)
}

/** Takes a browser and an address; gives the longest frame of scrubbing a whole walk, of several passes. */
export async function scrubMeasure(browser: Browser, address: string): Promise<Measure> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(`${address}#/explore?v=2&pick=read-1`, { waitUntil: 'networkidle' })
  const slider = page.locator('[aria-labelledby="act-walk"] .stepper input')
  const reads = Number(await slider.getAttribute('max'))
  await slider.focus()
  await slowProcessor(page)
  await pass(page, reads)
  const worst: number[] = []
  for (let n = 0; n < passes; n += 1) worst.push((await pass(page, reads)) * 1e6)
  await context.close()
  return summary(worst)
}
