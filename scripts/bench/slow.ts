import type { CDPSession, Page } from 'playwright-core'

/** Takes a page; makes its processor four times slower. Gives the session that holds it so. */
export async function slowProcessor(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  return session
}

/** Takes a page's session; gives the page a slow 4G connection: 1.6 Mb/s down, 750 kb/s up, 150 ms. */
export async function slowNetwork(session: CDPSession): Promise<void> {
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 750e3 / 8,
  })
}
