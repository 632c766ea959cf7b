import type { BrowserContext } from 'playwright-core'

/** Takes a context and its app's origin; gives the list to which everything is added that a page must not do. */
export function watch(context: BrowserContext, own: string): string[] {
  const problems: string[] = []
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
