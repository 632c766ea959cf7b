import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { appears, appUrl, loadedPage, openPage } from './harness.ts'

const laptop = { width: 1440, height: 900 }

/** Without an address it is the story that the page comes with, of which only the controls are alive. */
const openStory = (fragment = '') => loadedPage(fragment, '.verdict h1', laptop)

const verdict = (page: Page) => page.locator('.verdict h1').innerText()
const consequences = (page: Page) => page.locator('.consequences').innerText()
const strip = (page: Page) => page.locator('.strip li').allInnerTexts()

/** Sets a bit by its segment. */
const setBit = (page: Page, name: string, value: 0 | 1) =>
  page.locator(`[data-setting="${name}"] input[value="${value}"]`).check()

/** The story that the page comes with, in a browser of its own where nobody has pointed at anything. */
async function openUntouched(): Promise<Page> {
  const page = await openPage(laptop)
  await page.goto(appUrl())
  await appears(page, '.verdict h1')
  return page
}

/** The page's present link, as it opens for somebody else. */
const reopened = (page: Page) => loadedPage(new URL(page.url()).hash, '.verdict h1', laptop)

const accepted =
  'Linux 7.3 accepts this memslot and maps it Normal Write-Back: the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.'
const withoutFwb =
  'Linux 7.3 refuses this memslot with -EINVAL: the VMA is cacheable PFNMAP, and this host has no FEAT_S2FWB.'
const withoutDic =
  'Linux 7.3 refuses this memslot with -EINVAL: the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB but not CTR_EL0.DIC.'
const before =
  'Linux 6.9 to 6.16 accepts this memslot and maps it Device-nGnRE: the PFN is not in memblock, this kernel never reads pgprot, and the VMA is not VM_ALLOW_ANY_UNCACHED.'

test('nvgrace usemem by default is accepted and Normal Write-Back, and the link opens as it was', async () => {
  const page = await openStory()
  await expect.poll(() => verdict(page)).toBe(accepted)
  expect((await strip(page)).join(' ')).toMatch(
    /accepted, returns 0.*MemAttr 0b0110, RWX.*Normal Write-Back/s,
  )
  expect(await verdict(await reopened(page))).toBe(accepted)
})

test('without FWB the sentence is the refusal with -EINVAL, and the check that refused is named', async () => {
  const page = await openStory()
  await setBit(page, 'fwb', 0)
  await expect.poll(() => verdict(page)).toBe(withoutFwb)
  await expect
    .poll(() => page.locator('.change').innerText())
    .toBe(
      'FEAT_S2FWB 1 → 0. Memslot: accepted, returns 0 → -EINVAL to the VMM. Acts 2 to 5 are no longer reached. Capability: 1 → 0.',
    )
  await expect
    .poll(() => page.locator('.inspector [data-part] h2').innerText())
    .toBe('Cacheable PFNMAP needs FWB and DIC')
  await expect.poll(() => page.locator('.inspector').innerText()).toContain('0, decides')
  await expect
    .poll(async () => (await strip(page)).map((one) => one.includes('not reached')))
    .toEqual([false, true, true, true, true])
  await expect.poll(() => page.locator('.act.unreached').count()).toBe(4)
  expect(await verdict(await reopened(page))).toBe(withoutFwb)
})

test('with FWB and without DIC the sentence names DIC, and says that api.rst mentions FWB only', async () => {
  const page = await openStory()
  await setBit(page, 'fwb', 0)
  await setBit(page, 'fwb', 1)
  await setBit(page, 'dic', 0)
  await expect.poll(() => verdict(page)).toBe(withoutDic)
  await expect
    .poll(() => consequences(page))
    .toContain('api.rst 7.44 mentions FWB only; the code asks for DIC too')
  const told = await consequences(page)
  await reopened(page)
  await expect.poll(() => verdict(page)).toBe(withoutDic)
  await expect.poll(() => consequences(page)).toBe(told)
})

test('the kernel before accepts it as Device-nGnRE, and the page says that this leaks', async () => {
  const page = await openStory()
  await page.locator('select[name="policy"]').selectOption('before')
  await expect.poll(() => verdict(page)).toBe(before)
  await expect.poll(() => consequences(page)).toContain('The guest may read what the previous tenant left')
  const other = await reopened(page)
  await expect.poll(() => verdict(other)).toBe(before)
  await expect.poll(() => consequences(other)).toContain('The guest may read what the previous tenant left')
})

test('a vfio-pci BAR is Normal-NC and not executable, and a fetch from it is an injected abort', async () => {
  const page = await openStory('#/explore?v=2&p=vfio-bar')
  await expect.poll(() => verdict(page)).toContain('maps it Normal Non-cacheable')
  await expect.poll(() => page.locator('.leaf').innerText()).toMatch(/XN\s+0b10 not executable/)
  await page.locator('[data-setting="acc"] input[value="x"]').check()
  await expect
    .poll(() => verdict(page))
    .toContain('KVM answers the guest’s instruction fetch with a synchronous external instruction abort')
  await expect.poll(async () => (await strip(page))[1]).toContain('an abort in the guest')
  await expect.poll(async () => (await strip(page))[2]).toContain('not reached')
})

test('the same VMA without VM_ALLOW_ANY_UNCACHED is Device-nGnRE', async () => {
  const page = await openStory('#/explore?v=2&p=vfio-bar')
  await page.getByRole('checkbox', { name: 'VM_ALLOW_ANY_UNCACHED' }).uncheck()
  await expect.poll(() => verdict(page)).toContain('maps it Device-nGnRE')
  await expect.poll(async () => (await strip(page))[1]).toContain('MemAttr 0b0001')
})

test('picking a check lights the controls that it reads, and a lit control its checks', async () => {
  const page = await openStory()
  await page.locator('[data-node="fault-not-map-memory"]').click()
  await page.mouse.move(700, 20)
  const lit = () =>
    page
      .locator('#controls [data-lit]')
      .evaluateAll((all) => all.map((one) => one.querySelector('input, select')?.getAttribute('name')))
  await expect.poll(lit).toEqual(expect.arrayContaining(['vma-pfnmap', 'vma-mixedmap', 'pfn']))
  await expect.poll(() => page.url()).toContain('pick=fault-not-map-memory')
  await page.getByRole('checkbox', { name: 'VM_PFNMAP' }).hover()
  await expect
    .poll(() => page.locator('.act .node[data-lit] > [data-node="memslot-cacheable-pfnmap"]').count())
    .toBe(1)
})

test('checks that were folded away are shown by a pick, and the link keeps them shown', async () => {
  const page = await openStory()
  await expect.poll(() => page.locator('[data-node="memslot-overlap"]').count()).toBe(0)
  await page.locator('[data-node="memslot-steps"]').first().click()
  await appears(page, '[data-node="memslot-overlap"]')
  await reopened(page)
  await appears(page, '[data-node="memslot-overlap"]')
})

test('a refused VMA can be shown as if swapped in, and then the fault refuses it', async () => {
  const page = await openStory('#/explore?v=2&fwb=0')
  await page.getByRole('button', { name: 'Show as if swapped in' }).click()
  await expect.poll(() => verdict(page)).toContain('ends in -EFAULT from KVM_RUN')
  await expect.poll(() => page.url()).toContain('swap=1')
})

test('stage 2 taken in hand starts from what KVM wrote, and goes back to KVM', async () => {
  const page = await openStory('#/explore?v=2&p=vfio-bar&open=cpu+s2+hcr')
  await page.locator('[data-setting="s2"] input[value="hand"]').check()
  await expect.poll(() => page.locator('select[name="memattr"]').inputValue()).toBe('0b0101')
  await expect.poll(() => verdict(page)).toContain('The guest gets Normal Non-cacheable')
  await page.locator('[data-setting="s2"] input[value="kvm"]').check()
  await expect.poll(() => verdict(page)).toContain('maps it Normal Non-cacheable')
  await expect.poll(() => page.url()).not.toContain('memattr')
})

test('a ready-made kind, host and kernel set their settings together', async () => {
  const page = await openStory()
  await page.locator('select[name="ready-vma"]').selectOption('anon')
  await page.locator('select[name="ready-cpu"]').selectOption({ label: 'Any with neither' })
  await page.locator('select[name="ready-kernel"]').selectOption({ label: 'Linux 6.12' })
  await expect
    .poll(() => verdict(page))
    .toContain('Linux 6.9 to 6.16 accepts this memslot and maps it Normal Write-Back')
  await expect.poll(() => page.url()).toMatch(/fwb=0&dic=0&policy=before&vma=mte/)
})

test('a preset chosen by a tool on an untouched page takes effect once the code is there', async () => {
  const page = await openUntouched()
  await page.evaluate(() => {
    const presets = document.querySelector<HTMLSelectElement>('.presets select')
    if (!presets) return
    presets.value = 'vfio-bar'
    presets.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await expect.poll(() => verdict(page)).toContain('Normal Non-cacheable')
})

test('a diagram clicked on an untouched page explains itself once the code is there', async () => {
  const page = await openUntouched()
  await page.evaluate(() =>
    document
      .querySelector('[data-node="memslot-mte"]')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })),
  )
  await expect.poll(() => page.url()).toContain('pick=memslot-mte')
})

test('the untouched page asks for no more than its first scripts', async () => {
  const page = await openUntouched()
  await page.waitForTimeout(500)
  const scripts = () =>
    page.evaluate(
      () => performance.getEntriesByType('resource').filter(({ name }) => /parts-/.test(name)).length,
    )
  await expect.poll(() => scripts()).toBe(0)
  await page.mouse.move(300, 300)
  await expect.poll(scripts).toBe(1)
})

test('an address that is typed wrongly keeps everything else', async () => {
  const page = await openStory('#/explore?v=2&pgprot=uncached&vma=pfnmap+oi&gpa=0x1g&fwb=0')
  const notice = await page.locator('.notice').innerText()
  expect(notice).toContain('3 parts of this link were not used as written.')
  expect(notice).toContain('pgprot cannot be uncached')
  expect(notice).toContain('used pfnmap, from the link')
  await expect.poll(() => verdict(page)).toBe(withoutFwb)
})
