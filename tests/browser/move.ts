import type { Page } from 'playwright-core'

/** The page of a rule that there is not: one sentence, which names it. */
export const nowhere = '#/rule/nowhere'

/**
 * Leads a page that shows the app to another address by its hash, over one that shows nothing, so that every view is
 * drawn anew; settles when what the selector names is there, and fails if it is not within so many ms.
 */
export async function move(page: Page, fragment: string, selector: string, patience: number): Promise<void> {
  await page.evaluate(
    async ({ nowhere, fragment, selector, patience }) => {
      const isThere = () =>
        [...document.querySelectorAll(selector)].some((one) =>
          one.checkVisibility({ visibilityProperty: true }),
        )
      const isNowhere = () =>
        document.querySelector('.rule-view h1')?.textContent?.endsWith(' nowhere') === true
      const go = async (hash: string, arrived: () => boolean) => {
        location.replace(hash)
        const latest = performance.now() + patience
        while (!arrived()) {
          if (performance.now() > latest) throw new Error(`${hash} does not show what tells that it is there`)
          await new Promise(requestAnimationFrame)
        }
      }
      delete document.documentElement.dataset['theme']
      await go(nowhere, isNowhere)
      if (isThere()) throw new Error(`${selector} is everywhere: it does not tell that ${fragment} is there`)
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
      scrollTo(0, 0)
      await go(fragment, isThere)
    },
    { nowhere, fragment, selector, patience },
  )
}
