import { rm } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { findBrowser } from '../browser.mjs'
import { buildApp } from '../build-app.mjs'
import { controlMeasures } from './controls.ts'
import { firstPaint } from './first-paint.ts'
import type { Measures } from './report.ts'
import { scrubMeasure } from './scrub.ts'
import { serve } from './site.ts'

/** Builds the app, serves it, and measures it in a browser whose processor is four times slower. */
export async function browserMeasures(): Promise<Measures> {
  const folder = await buildApp()
  const site = await serve(folder)
  const browser = await chromium.launch({ ...(await findBrowser()), headless: true })
  try {
    const fcp = await firstPaint(browser, site.address)
    const scrub = await scrubMeasure(browser, site.address)
    return {
      'browser.fcp': fcp,
      'browser.walk.scrub': scrub,
      ...(await controlMeasures(browser, site.address)),
    }
  } finally {
    await browser.close()
    await site.close()
    await rm(folder, { recursive: true })
  }
}
