import type { Page } from 'playwright-core'

/**
 * Settles when something that matches the selector is to be seen. It looks once a frame; Playwright's own wait looks
 * after 0.3 s only each half second.
 */
export async function appears(page: Page, selector: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll(wanted)].some((one) => one.checkVisibility({ visibilityProperty: true })),
    selector,
  )
}

/** Settles when the page has drawn all that follows from what it has: it has painted, and has nothing left to do. */
export async function comesToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames++) {
      await new Promise(requestAnimationFrame)
      await new Promise<unknown>((resolve) => requestIdleCallback(resolve, { timeout: 1000 }))
    }
  })
}
