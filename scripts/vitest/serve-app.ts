import { rm } from 'node:fs/promises'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import type { TestProject } from 'vitest/node'
import { findBrowser } from '../browser.mjs'
import { buildApp } from '../build-app.mjs'
import { root } from '../tool.mjs'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the built app is served, with a slash at its end. */
    appAddress: string
    /** Where the one browser of all tests is to be reached. */
    browserAddress: string
  }
}

/**
 * Before the first browser test: builds the app once, serves it, starts one browser, and tells the tests
 * where both are. Gives what ends them again.
 */
export default async function serveApp(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await buildApp()
  const site = await preview({
    root,
    logLevel: 'warn',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  })
  const address = site.resolvedUrls?.local[0]
  if (address === undefined) throw new Error('the app is served nowhere')
  const browser = await chromium.launchServer({ ...(await findBrowser()), headless: true })
  project.provide('appAddress', address)
  project.provide('browserAddress', browser.wsEndpoint())
  return async () => {
    await browser.close()
    await site.close()
    await rm(outDir, { recursive: true })
  }
}
