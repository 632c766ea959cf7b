import type { Browser } from 'playwright-core'
import { summary } from './report.ts'
import type { Measure } from './report.ts'
import { slowNetwork, slowProcessor } from './slow.ts'

const visits = 7

/** Waits, in the page, for its first contentful paint; gives the milliseconds since navigation began. */
function firstContentfulPaint(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { startTime } of list.getEntriesByName('first-contentful-paint')) resolve(startTime)
    }).observe({ type: 'paint', buffered: true })
  })
}

/** Takes a browser and an address; gives the time to the first contentful paint of a first visit. */
export async function firstPaint(browser: Browser, address: string): Promise<Measure> {
  const samples: number[] = []
  for (let visit = 0; visit < visits; visit += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    const page = await context.newPage()
    await slowNetwork(await slowProcessor(page))
    await page.goto(address)
    samples.push((await page.evaluate(firstContentfulPaint)) * 1e6)
    await context.close()
  }
  return summary(samples)
}
