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
    /** Where the browsers are to be reached, one for each worker. */
    browserAddresses: readonly string[]
  }
}

/**
 * Before the first browser test: builds the app once, serves it, starts a browser for each worker, and tells
 * the tests where they are. Gives what ends them again.
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
  const options = { ...(await findBrowser()), headless: true }
  const browsers = await Promise.all(
    Array.from({ length: project.config.maxWorkers }, () => chromium.launchServer(options)),
  )
  project.provide('appAddress', address)
  project.provide(
    'browserAddresses',
    browsers.map((browser) => browser.wsEndpoint()),
  )
  return async () => {
    await Promise.all(browsers.map((browser) => browser.close()))
    await site.close()
    await rm(outDir, { recursive: true })
  }
}
