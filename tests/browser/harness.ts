import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'
import { appears, comesToRest } from './appears.ts'
import { move, nowhere } from './move.ts'
import { watch } from './watch.ts'

export { appears } from './appears.ts'
export { axeViolations } from './axe.ts'

/** How a page looks out into the world. */
export interface Outlook {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
}

export interface PageOptions extends Outlook {
  /** False shows the page as it is before, or without, its scripts. */
  readonly javaScript?: boolean
}

/** The page that the tests of a worker share, one after the other. */
interface Shared {
  readonly page: Page
  readonly problems: string[]
  /** Whether it shows the app, and no test has yet done there what outlives a move. */
  movable: boolean
}

/** For what takes a tenth of a second where nothing else is at work, in ms. */
const patience = 60_000

let connection: Promise<Browser> | undefined
let shared: Shared | undefined

/** Takes a fragment such as `#/explore?fwb=0`, or nothing; gives the address of the served app with it. */
export function appUrl(fragment = ''): string {
  return inject('appAddress') + fragment
}

/** The browser of this worker: each has its own, as a clipboard is a browser's. */
function browser(): Promise<Browser> {
  const addresses = inject('browserAddresses')
  const worker = Number(process.env['VITEST_POOL_ID'] ?? 1)
  connection ??= chromium.connect(addresses[(worker - 1) % addresses.length] ?? '')
  return connection
}

async function newContext(options: PageOptions): Promise<[BrowserContext, string[]]> {
  const {
    width = 1280,
    height = 800,
    colorScheme = 'light',
    reducedMotion = 'reduce',
    javaScript = true,
  } = options
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion,
    javaScriptEnabled: javaScript,
  })
  context.setDefaultTimeout(patience)
  return [context, watch(context, new URL(appUrl()).origin)]
}

const none = (problems: readonly string[]) => expect(problems, 'what the page must not do').toEqual([])

/**
 * Opens an empty page in a context of its own, for what has to be fresh: the boot of the page, its network, its
 * storage, the clipboard, the history, a second reader. To be called from within a test. At the test's end the
 * context is closed, and the test fails if a page of it logged an error, threw, broke the content security
 * policy (Chromium logs that as an error), or asked another origin for something.
 */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  const [context, problems] = await newContext(options)
  onTestFinished(async () => {
    await context.close()
    none(problems)
  })
  return context.newPage()
}

/** Gives the shared page with this outlook; what the page must not do fails the test that it is taken for. */
async function take(outlook: Outlook): Promise<Shared> {
  const { width = 1280, height = 800, colorScheme = 'light', reducedMotion = 'reduce' } = outlook
  if (!shared) {
    const [context, problems] = await newContext(outlook)
    shared = { page: await context.newPage(), problems, movable: false }
  } else await shared.page.evaluate(() => [localStorage, sessionStorage].forEach((one) => one.clear()))
  const taken = shared
  await taken.page.setViewportSize({ width, height })
  await taken.page.emulateMedia({ colorScheme, reducedMotion })
  // Nothing is pointed at, as where a page has just come.
  await taken.page.mouse.move(0, 0)
  onTestFinished(({ task }) => giveBack(taken, task.result?.state === 'fail'))
  return taken
}

/** Tells what the page did. Closes it if the test failed, as the test may still be at work there. */
async function giveBack(taken: Shared, failed: boolean): Promise<void> {
  const { page, problems } = taken
  const close = async () => {
    if (shared === taken) shared = undefined
    await page.context().close()
  }
  if (failed) await close()
  // What the browser has to tell comes before its next answer.
  else await page.evaluate(() => undefined)
  const seen = problems.splice(0)
  if (seen.length > 0) await close()
  none(seen)
}

/** Loads the app in a page that has shown something else, or the app itself. */
async function load({ page }: Shared, fragment: string, selector: string): Promise<Page> {
  await page.goto('about:blank')
  await page.goto(appUrl(fragment))
  await appears(page, selector)
  await comesToRest(page)
  return page
}

/**
 * Loads the app at an address in the page that tests share, with nothing stored and nothing remembered, and waits until
 * what the selector names is there. For tests that act on the page. It is one page: a second call takes it from the first.
 */
export async function loadedPage(fragment: string, selector: string, outlook: Outlook = {}): Promise<Page> {
  const taken = await take(outlook)
  taken.movable = false
  return load(taken, fragment, selector)
}

/**
 * Leads the page that tests share to an address by its hash, a fourth of the work of loading it, and waits until what the
 * selector names is there. The view is drawn anew; what the app keeps in memory stays: the history of edits, the answers
 * of the tour, the menus of the bar. For tests that do no more than look, or act on what the address names.
 */
export async function movedPage(fragment: string, selector: string, outlook: Outlook = {}): Promise<Page> {
  const taken = await take(outlook)
  if (!taken.movable) await load(taken, nowhere, '.rule-view h1')
  taken.movable = true
  await move(taken.page, fragment, selector, patience)
  await comesToRest(taken.page)
  return taken.page
}
