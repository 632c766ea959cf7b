import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { parseAddress } from '../../src/scenario/address.ts'
import { settingOf, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { appUrl, openPage, type PageOptions } from './harness.ts'

/** Controls that are compared with the address: radio buttons, selects, check boxes, fields for numbers and for texts. */
const watched = ['fwb', 'policy', 'vma', 'addr', 'mair', 'sh', 'title', 'note'] as const

/** The groups that these controls stand in, all open. */
const folds = 'open=cpu+kernel+vma+access+s1+abort+about'
const story = (query = '') => `#/explore?v=2${query}&${folds}`

type Offers = 'undo' | 'redo' | 'undo and redo' | 'neither'

/** What a page shows: its address, its answer, its controls, and which of the two buttons can be pressed. */
interface Shown {
  readonly address: string
  readonly verdict: string
  readonly controls: Readonly<Record<string, string>>
  readonly offers: Offers
}

const offers = (undo: boolean, redo: boolean): Offers =>
  undo ? (redo ? 'undo and redo' : 'undo') : redo ? 'redo' : 'neither'

/** What a page has to show of an address. */
function expected(address: string, offered: Offers): Shown {
  const { scenario } = parseAddress(address, presets)
  const written = (key: SettingKey) => {
    const { kind, encode }: Setting<SettingKey> = settingOf(key)
    const value = scenario[key]
    return kind === 'text' ? String(value) : encode(value)
  }
  return {
    address,
    verdict: plain(resolve(scenario).verdict),
    controls: Object.fromEntries(watched.map((key) => [key, written(key)])),
    offers: offered,
  }
}

/** What it shows now. A control that is told twice, by a list and by a field, has to tell the same. */
async function shown(page: Page): Promise<Shown> {
  const { undo, redo, ...rest } = await page.evaluate((keys) => {
    const told = (key: string): string => {
      const control = document.querySelector(`.control[data-setting="${key}"]`)
      const inputs = [...(control?.querySelectorAll<HTMLInputElement>('input, select, textarea') ?? [])]
      if (inputs.some(({ type }) => type === 'checkbox'))
        return inputs.flatMap(({ checked, name }) => (checked ? name.replace(`${key}-`, '') : [])).join('+')
      const values = inputs.filter(({ type, checked }) => type !== 'radio' || checked)
      const numbers = values.map(({ value }) =>
        key === 'mair' ? `0x${Number(value).toString(16).padStart(2, '0')}` : value,
      )
      return [...new Set(numbers)].join(' or ')
    }
    const can = (name: string) =>
      document.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)?.disabled === false
    return {
      address: location.hash,
      verdict: document.querySelector('.verdict h1')?.textContent ?? '',
      controls: Object.fromEntries(keys.map((key) => [key, told(key)])),
      undo: can('Undo'),
      redo: can('Redo'),
    }
  }, watched)
  return { ...rest, offers: offers(undo, redo) }
}

/** Address, verdict, controls and buttons agree, and say this. */
async function shows(page: Page, address: string, offered: Offers): Promise<void> {
  await expect.poll(() => shown(page)).toEqual(expected(address, offered))
}

/** A story as it opens. */
const untouched = expected(story(), 'neither')

const button = (page: Page, name: 'Undo' | 'Redo') => page.getByRole('button', { name, exact: true })

/** The address and what is offered, of a page that tells no verdict. */
async function stands(page: Page, address: string, offered: Offers): Promise<void> {
  const now = async () => [
    await hash(page),
    offers(await button(page, 'Undo').isEnabled(), await button(page, 'Redo').isEnabled()),
  ]
  await expect.poll(now).toEqual([address, offered])
}

/** Leaves the field that is typed into, so that keys are the page's again. */
const leaveField = (page: Page) => page.locator('.brand').focus()

/** The address with a title. */
const titled = (title: string) => story(title && `&title=${settingOf('title').encode(title)}`)

/** From now on no letter is typed after a pause, however slow the machine is. */
const stopClock = (page: Page) =>
  page.evaluate(() => {
    const now = Date.now()
    Date.now = () => now
  })

const hash = (page: Page) => page.evaluate(() => location.hash)

/** A page that was loaded just now, with nothing to undo. */
async function open(fragment: string, options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ width: 1440, height: 900, ...options })
  await page.goto('about:blank')
  await page.goto(appUrl(fragment))
  return page
}

async function openStory(options: PageOptions = {}): Promise<Page> {
  const page = await open(story(), options)
  await page.locator('.verdict h1').waitFor()
  await page.mouse.move(5, 5)
  return page
}

/** Keys that take an edit back, each with one that makes it again. */
const keys = [
  ['Control+z', 'Control+Shift+z'],
  ['Control+z', 'Control+y'],
  ['Meta+z', 'Meta+Shift+z'],
] as const

/** A control of each kind, its edit, and what of the address that sets. */
const edits: readonly { readonly to: string; readonly make: (page: Page) => Promise<unknown> }[] = [
  { to: '&fwb=0', make: (page) => page.locator('input[name="fwb"][value="0"]').check() },
  { to: '&policy=v3', make: (page) => page.locator('select[name="policy"]').selectOption('v3') },
  { to: '&vma=pfnmap+io', make: (page) => page.locator('input[name="vma-shared"]').uncheck() },
]

test('a radio button, a select and a check box are undone and redone by key where the focus stands, and by button', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  let before = ''
  for (const [at, { to, make }] of edits.entries()) {
    await make(page)
    await shows(page, story(before + to), 'undo')
    const [back, again] = keys[at] ?? keys[0]
    await page.keyboard.press(back)
    await shows(page, story(before), at === 0 ? 'redo' : 'undo and redo')
    await page.keyboard.press(again)
    await shows(page, story(before + to), 'undo')
    before += to
  }
  for (const [at, left] of ['&fwb=0&policy=v3', '&fwb=0', ''].entries()) {
    await button(page, 'Undo').click()
    await shows(page, story(left), at === 2 ? 'redo' : 'undo and redo')
  }
  // The button that had the focus is disabled now.
  await page.keyboard.press('Control+y')
  await shows(page, story('&fwb=0'), 'undo and redo')
  await button(page, 'Redo').click()
  await page.locator('.brand').press('Control+Shift+z')
  await shows(page, story(before), 'undo')
})

test('in a text field the keys are the browser’s, what the field shows counts, and a text typed in one go is one step', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  await stopClock(page)
  await page.locator('[name="title"]').click()
  await page.keyboard.type('abc')
  await shows(page, titled('abc'), 'undo')
  await page.keyboard.press('ControlOrMeta+z')
  const left = await page.locator('[name="title"]').inputValue()
  expect('ab'.startsWith(left)).toBe(true)
  await shows(page, titled(left), left === '' ? 'neither' : 'undo')
  await page.keyboard.type('xyz')
  await shows(page, titled(`${left}xyz`), 'undo')
  await leaveField(page)
  await page.keyboard.press('Control+z')
  await shows(page, story(), 'redo')
  await page.keyboard.press('Control+y')
  await shows(page, titled(`${left}xyz`), 'undo')

  await button(page, 'Undo').click()
  await page.locator('[name="note"]').click()
  await page.keyboard.type('n')
  await shows(page, story('&note=bg'), 'undo')
  await page.keyboard.press('Backspace')
  await shows(page, story(), 'neither')
})

test('a number that is typed is a step once it is entered or left, and not before', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  const field = page.locator('input[name="addr"]')
  const type = async (text: string) => {
    await field.click()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
  }
  const [initial, entered, left] = [story(), story('&addr=0x1000'), story('&addr=0x2000')]
  await type('0x1000')
  await page.keyboard.press('ControlOrMeta+z')
  await shows(page, initial, 'neither')
  await type('0x1000')
  await page.keyboard.press('Enter')
  await shows(page, entered, 'undo')
  // The browser shows the text of before; it counts when it is left.
  await page.keyboard.press('ControlOrMeta+z')
  expect(await hash(page)).toBe(entered)
  await field.fill('0x2000')
  await leaveField(page)
  await shows(page, left, 'undo')
  await page.keyboard.press('Control+z')
  await shows(page, entered, 'undo and redo')
  // What was typed and not entered is entered by leaving it for the button, and then taken back.
  await type('0x3000')
  await button(page, 'Undo').click()
  await shows(page, entered, 'undo and redo')
  await button(page, 'Undo').click()
  await shows(page, initial, 'redo')
})

test('a preset is one step and a history entry, Back and Forward are steps too, and a reload forgets them all', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  const menu = page.locator('.presets select')
  const [edited, loaded, both] = [story('&fwb=0'), story('&p=ram-nofwb'), story('&p=ram-nofwb&sh=0b10')]
  await page.locator('input[name="fwb"][value="0"]').check()
  await menu.selectOption('ram-nofwb')
  await shows(page, loaded, 'undo')
  await page.keyboard.press('Control+z')
  await shows(page, edited, 'undo and redo')
  await expect.poll(() => menu.inputValue()).toBe('')
  await page.keyboard.press('Control+y')
  await shows(page, loaded, 'undo')
  await expect.poll(() => menu.inputValue()).toBe('ram-nofwb')
  await page.locator('input[name="sh"][value="0b10"]').check()
  await shows(page, both, 'undo')

  await page.goBack()
  await shows(page, edited, 'undo')
  await page.keyboard.press('Control+z')
  await shows(page, both, 'undo and redo')
  await page.keyboard.press('Control+y')
  await shows(page, edited, 'undo')
  await page.goForward()
  await shows(page, both, 'undo')
  await page.keyboard.press('Control+z')
  await shows(page, edited, 'undo and redo')
  await page.goBack()
  await shows(page, edited, 'undo and redo')

  await page.reload()
  await shows(page, edited, 'neither')
  for (const key of ['Control+z', 'Control+y', 'Control+Shift+z']) await page.keyboard.press(key)
  await shows(page, edited, 'neither')
  await page.locator('input[name="sh"][value="0b10"]').check()
  await page.keyboard.press('Control+z')
  await shows(page, edited, 'redo')
})

test('an edit of one view is undone in another, and where no scenario is shown the keys do nothing', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  const room = (name: string) => page.locator('.rooms').getByRole('link', { name, exact: true }).click()
  const policies = (query: string) => story(query).replace('explore', 'policies')
  await page.locator('input[name="fwb"][value="0"]').check()
  await room('Policies')
  await page.locator('input[name="policies-dic"][value="0"]').check()
  await expect.poll(() => hash(page)).toBe(policies('&fwb=0&dic=0'))
  await page.keyboard.press('Control+z')
  await expect.poll(() => hash(page)).toBe(policies('&fwb=0'))
  await expect.poll(() => page.locator('input[name="policies-dic"][value="1"]').isChecked()).toBe(true)
  await button(page, 'Undo').click()
  await expect.poll(() => hash(page)).toBe(policies(''))
  await expect.poll(() => page.locator('input[name="policies-fwb"][value="1"]').isChecked()).toBe(true)
  await button(page, 'Redo').click()
  await room('Explore')
  await shows(page, story('&fwb=0'), 'undo and redo')

  await room('Claims')
  await page.locator('.view-page h1').waitFor()
  const claims = await hash(page)
  await page.keyboard.press('Control+z')
  expect(await hash(page)).toBe(claims)
  await page.goBack()
  await shows(page, story('&fwb=0'), 'undo and redo')
  await page.keyboard.press('Control+z')
  await shows(page, story(), 'redo')
})

test('ten quick edits and more undos than that end at the beginning, as many redos at the end, and an edit between cuts them', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  const cycle = ['0b10', '0b00', '0b11', '0b10', '0b00', '0b10', '0b11', '0b00', '0b10', '0b00']
  const last = story('&sh=0b00')
  const edit = (values: readonly string[]) =>
    page.evaluate((all) => {
      for (const value of all)
        document.querySelector<HTMLInputElement>(`input[name="sh"][value="${value}"]`)?.click()
    }, values)
  /** Presses a key so many times, faster than the page can draw. */
  const press = (key: string, times: number) =>
    page.evaluate(
      ({ key, times }) => {
        const how = { key, ctrlKey: true, bubbles: true, cancelable: true }
        for (let n = 0; n < times; n++) document.body.dispatchEvent(new KeyboardEvent('keydown', how))
      },
      { key, times },
    )
  await edit(cycle)
  await shows(page, last, 'undo')
  await press('z', 10)
  await shows(page, story(), 'redo')
  await press('y', 10)
  await shows(page, last, 'undo')
  await press('z', 25)
  await shows(page, story(), 'redo')
  await press('y', 25)
  await shows(page, last, 'undo')
  await leaveField(page)
  for (let n = 0; n < 12; n++) await page.keyboard.press('Control+z')
  await shows(page, story(), 'redo')
  for (let n = 0; n < 9; n++) await page.keyboard.press('Control+y')
  await shows(page, story('&sh=0b10'), 'undo and redo')
  await page.locator('input[name="fwb"][value="0"]').check()
  await press('y', 5)
  await shows(page, story('&fwb=0&sh=0b10'), 'undo')
  await press('z', 1)
  await shows(page, story('&sh=0b10'), 'undo and redo')
})

test('the address follows in the end where the browser ignores or refuses changes that come too fast', async () => {
  const page = await openStory()
  expect(await shown(page)).toEqual(untouched)
  /** From now on the browser changes no address, and throws or does not, until it is told to. */
  const refuse = (throws: boolean) =>
    page.evaluate((throws) => {
      const { replaceState } = history
      history.replaceState = () => {
        if (throws) throw new DOMException('too many', 'SecurityError')
      }
      document.addEventListener('allow', () => (history.replaceState = replaceState), { once: true })
    }, throws)
  const allow = () => page.evaluate(() => document.dispatchEvent(new Event('allow')))
  const outer = page.locator('input[name="sh"][value="0b10"]')
  let before = story()
  for (const [value, throws] of [
    ['0', false],
    ['1', true],
  ] as const) {
    await refuse(throws)
    await page.locator(`input[name="fwb"][value="${value}"]`).check()
    await outer.check()
    await page.keyboard.press('Control+z')
    await expect.poll(() => outer.isChecked()).toBe(false)
    expect(await hash(page)).toBe(before)
    await allow()
    before = story(value === '0' ? '&fwb=0' : '')
    await shows(page, before, 'undo and redo')
  }
})

test('each edit of a script of one’s own is a step, and an outcome that is replayed is none', async () => {
  const told = (own: string) => `#/explore?v=2&policy=before&sit=own&own=${own}`
  const [first, longer, other, shorter] = [
    told('a+vmm-w-b+guest-r'),
    told('a+vmm-w-b+guest-r+vmm-r'),
    told('a+vmm-w-c+guest-r+vmm-r'),
    told('a+guest-r+vmm-r'),
  ]
  const page = await open(first)
  const value = page.getByLabel('Step 1, value')
  await expect.poll(() => value.inputValue()).toBe('b')
  await page.getByRole('button', { name: 'Add a step' }).click()
  await stands(page, longer, 'undo')
  await value.selectOption('c')
  await stands(page, other, 'undo')
  await page.getByRole('button', { name: 'Remove step 1' }).click()
  await stands(page, shorter, 'undo')
  await page.keyboard.press('Control+z')
  await stands(page, other, 'undo and redo')
  await expect.poll(() => value.inputValue()).toBe('c')
  await page.locator('.own-list input:not(:checked)').first().check()
  await expect.poll(() => hash(page)).toContain('&run=')
  await page.keyboard.press('Control+z')
  await stands(page, longer, 'undo and redo')
  await expect.poll(() => value.inputValue()).toBe('b')
  await button(page, 'Undo').click()
  await stands(page, first, 'redo')
  await expect.poll(() => page.locator('.own-step').count()).toBe(2)
  for (let n = 0; n < 3; n++) await page.keyboard.press('Control+y')
  await stands(page, shorter, 'undo')
  await expect.poll(() => page.locator('.own-step').count()).toBe(2)
})

test('each edit of A or of B is one step, the first one too, which fixes what B is; and so is exchanging them', async () => {
  const page = await open('#/compare')
  await page.locator('.compare').waitFor()
  const control = (name: string) => page.locator(`.compare-settings [name="${name}"]`)
  const unchosen = page.locator('.compare-note', { hasText: 'B is not chosen yet' })
  const compared = (query: string) => `#/compare?v=2&${query}`
  const [first, second] = [compared('policy=v3&b.policy=before'), compared('policy=v3&b.policy=linux-6.17')]
  await control('a-policy').selectOption('v3')
  await stands(page, first, 'undo')
  await page.keyboard.press('Control+z')
  await stands(page, '#/compare', 'redo')
  await expect.poll(() => control('a-policy').inputValue()).toBe('linux-7.3')
  await expect.poll(() => unchosen.count()).toBe(1)
  await page.keyboard.press('Control+y')
  await stands(page, first, 'undo')
  await expect.poll(() => unchosen.count()).toBe(0)
  await control('b-policy').selectOption('linux-6.17')
  await stands(page, second, 'undo')
  await page.getByRole('button', { name: 'Swap A and B' }).click()
  await stands(page, compared('policy=linux-6.17&b.policy=v3'), 'undo')
  await button(page, 'Undo').click()
  await stands(page, second, 'undo and redo')
  await expect.poll(() => control('a-policy').inputValue()).toBe('v3')
  await page.keyboard.press('Control+z')
  await stands(page, first, 'undo and redo')
  await expect.poll(() => control('b-policy').inputValue()).toBe('before')
})

test('on a phone an edit of the sheet is undone by the button of the bar', async () => {
  const page = await openStory({ width: 390, height: 844 })
  expect(await shown(page)).toEqual(untouched)
  await page.getByRole('button', { name: /^Settings/ }).click()
  await page.locator('label:has(input[name="fwb"][value="0"])').click()
  await page.getByRole('button', { name: 'Done', exact: true }).click()
  await shows(page, story('&fwb=0'), 'undo')
  await button(page, 'Undo').click()
  await shows(page, story(), 'redo')
  await button(page, 'Redo').click()
  await shows(page, story('&fwb=0'), 'undo')
})
