import { describe, expect, test } from 'vitest'
import { citations } from '../../../src/cite/citations.ts'
import { presets } from '../../../src/content/presets.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'
import { aliasPage } from '../../../src/explain/coherency/alias-words.ts'
import { aliasNamed } from '../../../src/explain/coherency/step-id.ts'
import { coherencyAnswer } from '../../../src/explain/coherency/answer.ts'
import type { ToldPage } from '../../../src/explain/coherency/told-page.ts'
import { resolve } from '../../../src/explain/resolve.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { baseScenario } from '../../../src/scenario/preset.ts'
import { isId } from '../../../src/scenario/view.ts'
import { asked } from './asked.ts'

const aliases = ['vmm', 'guest', 'linear'] as const

const sectionOf = ({ sections }: ToldPage, title: string) =>
  sections.find((one) => one.title === title)?.lines.map(({ says }) => plain(says))

test('an alias is picked by an id that an address can hold', () => {
  for (const id of aliases) {
    expect(isId(`alias-${id}`)).toBe(true)
    expect(aliasNamed(`alias-${id}`)).toBe(id)
  }
  expect(aliasNamed('alias-other')).toBe(null)
  expect(aliasNamed('fwb')).toBe(null)
})

describe('the guest’s alias of GPU memory before Linux 6.17', () => {
  const page = aliasPage(asked({ policy: 'before' }), 'guest')

  test('is told with its type, why, and what else the guest can get', () => {
    expect(page.title).toBe('Guest: Device-nGnRE')
    expect(page.says.map(plain)[0]).toMatch(/^The guest’s alias is Device-nGnRE: MemAttr 0b0001/)
    expect(sectionOf(page, 'What the guest can get')?.[0]).toMatch(/its alias here is Device\.$/)
  })

  test('differs from the VMM’s in type, shareability and cacheability, each with what is then permitted', () => {
    expect(page.sections.slice(1).map(({ title, lines }) => [title, lines.length])).toEqual([
      ['Memory type differs', 2],
      ['Shareability differs', 2],
      ['Cacheability differs', 2],
    ])
    expect(page.cite).toEqual(expect.arrayContaining(['s2-fwb1', 'mismatched-attributes', 'cache-behavior']))
  })
})

test('a linear map that does not have the page is no alias, and nothing differs from it', () => {
  const page = aliasPage(asked({ policy: 'before' }), 'linear')
  expect(page.title).toBe('Kernel’s linear map: no alias')
  expect(page.sections.map(({ title }) => title)).toEqual(['What KVM does as it maps the page'])
  expect(page.rules).toEqual(['cmo-map'])
})

test('aliases that agree are told so', () => {
  const page = aliasPage(asked(vmaKinds.anon.settings), 'vmm')
  expect(sectionOf(page, 'Where the aliases differ')).toEqual([
    'Nothing: the aliases agree in type, shareability and cacheability.',
  ])
})

test('an alias whose inner and outer differ says how it is read, as an interpretation', () => {
  const answer = asked({ ...vmaKinds.anon.settings, fwb: false, mair: 0x4f })
  const page = aliasPage(answer, 'guest')
  expect(page.sections[0]).toMatchObject({
    title: 'What it counts as',
    lines: [{ badge: 'interpretation' }],
  })
})

test('every alias of every preset has a page of whole sentences with known places', () => {
  for (const preset of presets) {
    const answer = coherencyAnswer(resolve(baseScenario(preset)))
    if (!answer.arises) continue
    for (const id of aliases) {
      const page = aliasPage(answer, id)
      const sentences = [...page.says, ...page.sections.flatMap(({ lines }) => lines.map(({ says }) => says))]
      for (const says of sentences) expect(plain(says), preset.id).toMatch(/^[A-Z].*\.$/)
      expect(page.cite.length).toBeGreaterThan(0)
      for (const place of page.cite) expect(citations).toHaveProperty(place)
    }
  }
})
