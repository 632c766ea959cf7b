import axe from 'axe-core'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect, inject, onTestFinished } from 'vitest'

export interface PageOptions {
  readonly width?: number
  readonly height?: number
  readonly colorScheme?: 'light' | 'dark'
  readonly reducedMotion?: 'reduce' | 'no-preference'
  /** False shows the page as it is before, or without, its scripts. */
  readonly javaScript?: boolean
}

/** One kind of accessibility problem, with the places that have it. */
export interface AxeViolation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly string[]
}

let connection: Promise<Browser> | undefined

/** Takes a fragment such as `#/explore?fwb=0`, or nothing; gives the address of the served app with it. */
export function appUrl(fragment = ''): string {
  return inject('appAddress') + fragment
}

/** Takes a fresh context; gives the list to which everything is added that a page must not do. */
function watch(context: BrowserContext): readonly string[] {
  const problems: string[] = []
  const own = new URL(appUrl()).origin
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => problems.push(`error: ${String(error.error())}`))
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (origin !== own && protocol !== 'data:' && protocol !== 'blob:') {
      problems.push(`request elsewhere: ${request.url()}`)
    }
  })
  return problems
}

/**
 * Opens an empty page in a context of its own; to be called from within a test. At the test's end the
 * context is closed, and the test fails if a page of it logged an error, threw, broke the content security
 * policy (Chromium logs that as an error), or asked another origin for something.
 */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  const {
    width = 1280,
    height = 800,
    colorScheme = 'light',
    reducedMotion = 'reduce',
    javaScript = true,
  } = options
  connection ??= chromium.connect(inject('browserAddress'))
  const browser = await connection
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion,
    javaScriptEnabled: javaScript,
  })
  const problems = watch(context)
  onTestFinished(async () => {
    await context.close()
    expect(problems, 'what the page must not do').toEqual([])
  })
  return context.newPage()
}

/**
 * Takes a page that shows something; gives its accessibility problems by WCAG 2.2 A and AA and good practice. Every part
 * is laid out as it is when it comes into sight: one that `content-visibility` skips, and that was opened meanwhile, has
 * the size of before, or a guess, while its controls have theirs, so that they seem to lie under what follows.
 */
export async function axeViolations(page: Page): Promise<readonly AxeViolation[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const skipped = [...document.querySelectorAll<HTMLElement>('*')].filter(
      (one) => getComputedStyle(one).contentVisibility === 'auto',
    )
    for (const one of skipped) one.style.contentVisibility = 'visible'
    const { violations } = await window.axe.run(document, { rules: { 'target-size': { enabled: true } } })
    for (const one of skipped) one.style.contentVisibility = ''
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }))
  })
}

declare global {
  interface Window {
    /** Put there by `axeViolations`. */
    axe: typeof axe
  }
}
