import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { findSymptom } from '../../src/explain/diagnose/symptoms.ts'
import { waysTo } from '../../src/explain/diagnose/ways.ts'
import { policyNamed } from '../../src/kvm/policies.ts'
import { appears, appUrl, axeViolations, loadedPage, movedPage, openPage, type Outlook } from './harness.ts'

const laptop = { width: 1440, height: 900 }

const openDiagnose = (query = '', outlook: Outlook = {}) =>
  movedPage(`#/diagnose${query}`, '.ways-told', { ...laptop, ...outlook })

const told = (page: Page) => page.locator('.ways-told').innerText()
const seen = (page: Page) => page.locator('select[name=seen]')
const kernel = (page: Page) => page.locator('select[name=on]')
const checks = (page: Page) => page.locator('.way h3').allInnerTexts()

/** The addresses of every scenario on the page, of the ways and of their causes. */
const examples = (page: Page) =>
  page
    .locator('.way a[href^="#/explore"]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))

const onLinux617 = '?v=2&seen=run-efault&on=linux-6.17'

test('-EFAULT from KVM_RUN on Linux 6.17 is told with every check that gives it, by function', async () => {
  const page = await openDiagnose(onLinux617)
  expect(await told(page)).toBe('On Linux 6.17, KVM_RUN gives -EFAULT in six ways.')
  expect(await checks(page)).toEqual([
    'Fault status codes that KVM does not handle',
    'A permission fault of a read is refused',
    'No VMA at the host address',
    'No PFN: -EFAULT',
    'Cacheable memory that KVM cannot maintain needs FWB and DIC',
    'A VM with MTE takes only memory that can hold tags',
  ])
  expect(await page.locator('.view-page section > h2').allInnerTexts()).toEqual([
    expect.stringMatching(/^kvm_handle_guest_abort\(\)\s+Linux 6\.17, arch\/arm64\/kvm\/mmu\.c$/),
    expect.stringMatching(/^user_mem_abort\(\)\s+Linux 6\.17, arch\/arm64\/kvm\/mmu\.c$/),
  ])
  const cacheable = page.locator('.way', { hasText: 'needs FWB and DIC' })
  expect(await cacheable.locator('dd > code').allInnerTexts()).toEqual([
    '(VM_PFNMAP | VM_MIXEDMAP) && !pfn_is_map_memory()',
    'is_vma_cacheable && !(FWB && DIC)',
  ])
  expect(await cacheable.locator('.example').innerText()).toBe('FEAT_S2FWB 0; VMA swapped in later')
  expect(await page.locator('.hint').innerText()).toContain('never fills in KVM_EXIT_MEMORY_FAULT')
})

test('every scenario that it links to ends in -EFAULT from KVM_RUN', async () => {
  const page = await openDiagnose(onLinux617)
  const links = await examples(page)
  expect(links.length).toBe(9)
  for (const link of new Set(links)) {
    await page.goto(appUrl(link))
    await expect
      .poll(() => page.locator('.verdict h1').innerText())
      .toMatch(/^Linux 6\.17 accepts this memslot.* ends in -EFAULT from KVM_RUN: /)
  }
})

test('a refused memslot, a signal and an exit are where their links end too', async () => {
  const ends = [
    ['memslot-einval', 'linux-7.3', /^Linux 7\.3 refuses this memslot with -EINVAL: /],
    ['sigbus', 'linux-7.3', /ends in SIGBUS \(BUS_MCEERR_AR\) for the vCPU thread: /],
    ['exit-mmio', 'before', /exits to the VMM as KVM_EXIT_MMIO: /],
    [
      'guest-iabt',
      'linux-6.17',
      /the guest’s instruction fetch with a synchronous external (instruction )?abort: /,
    ],
    [
      'guest-dabt',
      'linux-7.3',
      /the guest’s (read|stage 1 walk) with a synchronous external (data )?abort: /,
    ],
    ['run-einval', 'v3', /ends in -EINVAL from KVM_RUN: /],
  ] as const
  for (const [symptom, policy, verdict] of ends) {
    const page = await openDiagnose(`?v=2&seen=${symptom}&on=${policy}`)
    const links = await examples(page)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      await page.goto(appUrl(link))
      await expect.poll(() => page.locator('.verdict h1').innerText()).toMatch(verdict)
    }
  }
})

test('without a choice it is -EFAULT from KVM_RUN on Linux 7.3', async () => {
  const page = await openDiagnose()
  expect(await seen(page).inputValue()).toBe('run-efault')
  expect(await kernel(page).inputValue()).toBe('linux-7.3')
  expect(await told(page)).toBe(
    'On Linux 7.3, KVM_RUN gives -EFAULT in five ways, and in others that are not modelled.',
  )
})

test('a choice is in the address, a reload finds it again, and Back leaves the page', async () => {
  const page = await loadedPage('#/policies', '.policy-table', laptop)
  await page.locator('.rooms a', { hasText: 'Diagnose' }).click()
  await appears(page, '.ways-told')
  await kernel(page).selectOption('linux-6.17')
  await expect.poll(() => told(page)).toMatch(/^On Linux 6\.17, KVM_RUN gives -EFAULT/)
  expect(new URL(page.url()).hash).toBe('#/diagnose?v=2&seen=run-efault&on=linux-6.17')
  await seen(page).selectOption('memslot-efault')
  await expect
    .poll(() => told(page))
    .toBe(
      'On Linux 6.17, KVM_SET_USER_MEMORY_REGION2 gives -EFAULT in one way, and in others that are not modelled.',
    )
  await page.reload()
  await expect.poll(() => seen(page).inputValue()).toBe('memslot-efault')
  expect(await kernel(page).inputValue()).toBe('linux-6.17')
  await page.goBack()
  await expect.poll(() => page.locator('.rooms [aria-current]').innerText()).toBe('Policies')
  await page.goForward()
  await expect.poll(() => seen(page).inputValue()).toBe('memslot-efault')
})

test('arrow keys through the symptoms make no entries in the history', async () => {
  // A history of its own: that of the shared page may be as long as a history gets.
  const page = await openPage(laptop)
  await page.goto(appUrl(`#/diagnose${onLinux617}`))
  await appears(page, '.ways-told')
  const before = await page.evaluate(() => history.length)
  await seen(page).focus()
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('ArrowDown')
  await expect.poll(() => seen(page).inputValue()).not.toBe('run-efault')
  await expect.poll(async () => page.url()).toContain(`seen=${await seen(page).inputValue()}`)
  expect(await page.evaluate(() => history.length)).toBe(before)
})

test('the tab leads back to what was asked last, from every other page', async () => {
  const page = await loadedPage(`#/diagnose${onLinux617}`, '.ways-told', laptop)
  await seen(page).selectOption('sigbus')
  await expect.poll(() => told(page)).toBe('On Linux 6.17, the vCPU thread gets SIGBUS in one way.')
  const rooms = page.locator('.rooms')
  await rooms.getByRole('link', { name: 'Explore' }).click()
  await appears(page, '.verdict h1')
  await rooms.getByRole('link', { name: 'Policies' }).click()
  const tab = rooms.getByRole('link', { name: 'Diagnose' })
  await tab.click()
  await expect.poll(() => told(page)).toBe('On Linux 6.17, the vCPU thread gets SIGBUS in one way.')
  expect(new URL(page.url()).hash).toBe('#/diagnose?v=2&seen=sigbus&on=linux-6.17')
  await rooms.getByRole('link', { name: 'Claims' }).click()
  await appears(page, '.claim-list')
  await tab.click()
  await expect.poll(() => kernel(page).inputValue()).toBe('linux-6.17')
  expect(await seen(page).inputValue()).toBe('sigbus')
})

test('a scenario opened from here says for which symptom, and leads back to the same question', async () => {
  const page = await openDiagnose(onLinux617)
  await page.locator('.example a', { hasText: 'Mapped as no VMA' }).click()
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('there is no VMA')
  const arrival = page.locator('.arrival')
  expect(await arrival.innerText()).toBe(
    'Shown for the symptom “-EFAULT from KVM_RUN”, on Linux 6.17. Back to it',
  )
  expect(page.url()).toContain('&on=linux-6.17&from=diagnose-run-efault')
  await page.reload()
  await arrival.getByRole('link', { name: 'Back to it' }).click()
  await expect.poll(() => told(page)).toBe('On Linux 6.17, KVM_RUN gives -EFAULT in six ways.')
  expect(await arrival.count()).toBe(0)
})

test('the way back is given to a symptom that there is, and without a kernel leads to that of the scenario', async () => {
  for (const from of [
    'diagnose',
    'diagnose-',
    'diagnose-nothing',
    'diagnose-run-efault-x',
    'diagnose-__proto__',
  ]) {
    const page = await movedPage(`#/explore?v=2&fwb=0&from=${from}`, '.verdict h1', laptop)
    await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('refuses this memslot')
    expect(await page.locator('.arrival').count()).toBe(0)
  }
  const page = await movedPage('#/explore?v=2&policy=v3&from=diagnose-run-einval', '.verdict h1', laptop)
  const arrival = page.locator('.arrival')
  await expect
    .poll(() => arrival.innerText())
    .toBe('Shown for the symptom “-EINVAL from KVM_RUN”, with the patch v3. Back to it')
  expect(await arrival.getByRole('link').getAttribute('href')).toBe(
    '#/diagnose?v=2&policy=v3&seen=run-einval&on=v3',
  )
  expect(await axeViolations(page)).toEqual([])
})

test('a scenario opens as a page of its own, from which Back leads here', async () => {
  const page = await openDiagnose(onLinux617)
  await page.locator('.example a', { hasText: 'Mapped as no VMA' }).click()
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('there is no VMA')
  await page.goBack()
  await expect.poll(() => told(page)).toBe('On Linux 6.17, KVM_RUN gives -EFAULT in six ways.')
  await page.locator('.way h3 a').first().click()
  await expect
    .poll(() => page.locator('.rule-view h1').innerText())
    .toBe('Fault status codes that KVM does not handle')
})

test('where no check of a kernel ends so, the kernels that have one are linked', async () => {
  const page = await openDiagnose('?v=2&seen=log-read-permission&on=linux-7.3')
  expect(await told(page)).toBe('On Linux 7.3, the log says “Unexpected L2 read permission error” in no way.')
  await page.locator('.elsewhere a', { hasText: 'Linux 6.17' }).click()
  await expect.poll(() => checks(page)).toEqual(['A permission fault of a read is refused'])
})

test('a check that no scenario gets to is listed as such', async () => {
  const page = await openDiagnose('?v=2&seen=run-efault&on=optin')
  expect(await told(page)).toMatch(
    /; one more check would give it, but no scenario of this model gets there\.$/,
  )
  expect(await page.locator('.example', { hasText: 'No scenario of this model gets there' }).count()).toBe(1)
})

test('what it does not know is said, and the list still leads on', async () => {
  const page = await openDiagnose('?v=2&seen=eagain')
  expect(await told(page)).toContain('knows nothing that is called “eagain”')
  await seen(page).selectOption('run-enosys')
  await expect.poll(() => told(page)).toBe('On Linux 7.3, KVM_RUN gives -ENOSYS in one way.')
})

test('by keyboard alone a symptom is chosen and its scenario opened', async () => {
  const page = await openDiagnose()
  await seen(page).focus()
  await page.keyboard.type('SIGBUS')
  await expect.poll(() => told(page)).toBe('On Linux 7.3, the vCPU thread gets SIGBUS in one way.')
  await page.keyboard.press('Tab')
  expect(await kernel(page).evaluate((one) => one === document.activeElement)).toBe(true)
  const inWay = () => page.evaluate(() => document.activeElement?.closest('.example') !== null)
  for (let tabs = 0; tabs < 20 && !(await inWay()); tabs += 1) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.locator('.verdict h1').innerText()).toContain('SIGBUS')
})

test.each(['light', 'dark'] as const)('has no accessibility problem in %s', async (colorScheme) => {
  for (const query of [
    onLinux617,
    '?v=2&seen=memslot-einval&on=optin',
    '?v=2&seen=run-einval',
    '?v=2&seen=none',
  ]) {
    const page = await openDiagnose(query, { colorScheme })
    expect(await axeViolations(page)).toEqual([])
  }
})

test('on a phone nothing is wider than the screen, whatever was seen', async () => {
  const page = await openDiagnose(onLinux617, { width: 390, height: 844 })
  const options = await seen(page)
    .locator('option')
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value))
  for (const id of options) {
    await seen(page).selectOption(id)
    const symptom = findSymptom(id)
    const count = symptom ? waysTo(policyNamed('linux-6.17'), symptom).length : -1
    await expect.poll(() => page.locator('.way').count()).toBe(count)
    expect(
      await page.evaluate(() => {
        const main = document.querySelector('.view-page')
        return [document.documentElement.scrollWidth, main ? main.scrollWidth - main.clientWidth : -1]
      }),
    ).toEqual([390, 0])
  }
  await seen(page).selectOption('run-efault')
  expect(await axeViolations(page)).toEqual([])
})

test('a check opened from here has the kernel that was asked first, and leads back to the question', async () => {
  const page = await openDiagnose('?v=2&seen=memslot-einval&on=linux-6.17')
  expect(await told(page)).toMatch(/ in \w+ ways, and in others that are not modelled\.$/)
  await page.getByRole('link', { name: 'Cacheable PFNMAP needs FWB and DIC', exact: true }).click()
  expect(await page.locator('.rule-view h2').first().innerText()).toBe(
    'kvm_arch_prepare_memory_region(): Linux 6.17',
  )
  await page.getByRole('link', { name: 'Back to Diagnose' }).click()
  await expect.poll(() => seen(page).inputValue()).toBe('memslot-einval')
  expect(await kernel(page).inputValue()).toBe('linux-6.17')
})
