import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** One kind of accessibility problem, with the places that have it. */
export interface AxeViolation {
  readonly id: string
  readonly help: string
  readonly nodes: readonly string[]
}

/**
 * Takes a page that shows something; gives its accessibility problems by WCAG 2.2 A and AA and good practice. Every part
 * is laid out as it is when it comes into sight: one that `content-visibility` skips, and that was opened meanwhile, has
 * the size of before, or a guess, while its controls have theirs, so that they seem to lie under what follows.
 */
export async function axeViolations(page: Page): Promise<readonly AxeViolation[]> {
  // A page that is moved, not loaded, keeps it, and the code compiled for it: the next run takes half the time.
  if (await page.evaluate(() => window.axe === undefined)) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const skipped = [...document.querySelectorAll<HTMLElement>('*')].filter(
      (one) => getComputedStyle(one).contentVisibility === 'auto',
    )
    for (const one of skipped) one.style.contentVisibility = 'visible'
    const { violations } = await window.axe.run(document, {
      rules: { 'target-size': { enabled: true } },
      // What passes is judged all the same, but needs no selector for each of its thousands of places.
      resultTypes: ['violations'],
    })
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
