import { describe, expect, test } from 'vitest'
import { citations } from '../../src/cite/citations.ts'
import { firstThatHolds, holds, type ReadyMade } from '../../src/content/ready-made.ts'
import { hosts } from '../../src/content/ready-made/hosts.ts'
import { kernels } from '../../src/content/ready-made/kernels.ts'
import { asKind, kindOf, kinds } from '../../src/content/ready-made/kinds.ts'
import { smapsFlags } from '../../src/kvm/capability.ts'
import { decide } from '../../src/kvm/decide.ts'
import { policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { defaults, isScenario } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { isId } from '../../src/scenario/view.ts'

const lists: Readonly<Record<string, readonly ReadyMade[]>> = { kinds, hosts, kernels }
const described = [...kinds, ...hosts, ...kernels]

/** VmFlags as far as the settings decide them, from the flags that each path of mmap() sets. */
const smaps: Readonly<Record<string, string>> = {
  'nvgrace-usemem': 'rd wr sh mw ms pf io',
  'nvgrace-resmem': 'rd wr sh mw ms pf io ??',
  'vfio-bar': 'rd wr sh mw ms pf io ??',
  'vfio-platform': 'rd wr sh mw ms pf io',
  'fsl-mc': 'rd wr sh mw ms pf io',
  anon: 'rd wr mw',
  thp: 'rd wr mw',
  hugetlb: 'rd wr mw ht',
  'dmabuf-wb': 'rd wr sh mw ms pf io',
  'dmabuf-wc': 'rd wr sh mw ms pf',
  'devmem-ram': 'rd wr sh mw ms pf io',
  'devmem-sync': 'rd wr sh mw ms pf io',
  'devmem-mmio': 'rd wr sh mw ms pf io',
  fsdax: 'rd wr sh mw ms',
  virtiofs: 'rd wr sh mw ms mm',
  'virtiofs-ram': 'rd wr sh mw ms mm',
  'guest-memfd': 'rd wr sh mw ms',
}

/** FWB, DIC and, where they were read, IDC as a vCPU has it, FEAT_XS, FEAT_MTE2 and FEAT_MTE_PERM. */
const read: Readonly<Record<string, Partial<Scenario>>> = {
  'cortex-a35': { fwb: false, dic: false, idc: false, xs: false, mte2: false, mteperm: false },
  'cortex-a55': { fwb: false, dic: false, idc: true, xs: false, mte2: false, mteperm: false },
  'cortex-a72': { fwb: false, dic: false, idc: false, xs: false, mte2: false, mteperm: false },
  'neoverse-n1': { fwb: false, dic: false, idc: true, xs: false, mte2: false, mteperm: false },
  'neoverse-v1': { fwb: true, dic: true, idc: true, xs: false, mte2: false, mteperm: false },
  grace: { fwb: true, dic: true },
  'fwb-dic': { fwb: true, dic: true },
  'fwb-only': { fwb: true, dic: false },
  neither: { fwb: false, dic: false },
}

const kindNamed = (id: string) => kinds.find((kind) => kind.id === id) ?? { settings: {} }

/** For each of a list, the one that a select shows for it. */
const shownFor = (list: readonly ReadyMade[]) =>
  list.map((one) => [one.id, firstThatHolds(list, { ...defaults, ...one.settings })?.id])

describe('ready-made settings', () => {
  test.each(Object.entries(lists))('%s are valid, and each id and name stands once', (_, list) => {
    for (const { settings } of list) expect(isScenario({ ...defaults, ...settings })).toBe(true)
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length)
    expect(new Set(list.map(({ name }) => name)).size).toBe(list.length)
  })

  test.each(described)('$id says a sentence and where it is from', ({ id, name, says, source }) => {
    expect(isId(id.replaceAll('.', '-'))).toBe(true)
    expect(says).toMatch(/^[A-Z][ -~]*\.$/)
    expect(name).toMatch(/^[A-Z][ -~]*[^.]$/)
    const sources: readonly string[] = 'text' in source ? [source.text] : source
    expect(sources.length).toBeGreaterThan(0)
    expect('text' in source || sources.every((cited) => Object.hasOwn(citations, cited))).toBe(true)
  })

  test('of several alike, the first is shown', () => {
    const differ = (list: readonly ReadyMade[]) => shownFor(list).filter(([id, shown]) => id !== shown)
    expect(differ(kinds)).toEqual([
      ['fsl-mc', 'nvgrace-usemem'],
      ['devmem-ram', 'dmabuf-wb'],
      ['devmem-mmio', 'vfio-platform'],
    ])
    expect(differ(hosts)).toEqual([
      ['neoverse-v1', 'grace'],
      ['cortex-a55', 'neoverse-n1'],
      ['cortex-a35', 'cortex-a72'],
      ['fwb-dic', 'grace'],
    ])
    const shown = new Set(shownFor(kernels).map(([, id]) => id))
    expect([...shown]).toEqual(['linux-7.3', 'linux-6.17', 'linux-6.16'])
  })
})

describe('kinds of memory', () => {
  test('set the same settings, and guest_memfd its slot besides', () => {
    const keys = ['hpte', 'hwpoison', 'map', 'pfn', 'pgprot', 'vma']
    for (const { id, settings } of kinds) {
      const besides = id === 'guest-memfd' ? ['gmemmap', 'slot'] : []
      expect(Object.keys(settings).toSorted()).toEqual([...keys, ...besides].toSorted())
    }
  })

  test.each(kinds)('$id looks in smaps as its flags do', ({ id, settings }) => {
    expect(smapsFlags(toKvm({ ...defaults, ...settings }))).toBe(smaps[id])
  })

  test('the defaults are GPU memory of nvgrace', () => {
    expect(kindOf(defaults)?.id).toBe('nvgrace-usemem')
  })

  test('choosing one and choosing another leaves nothing of the first', () => {
    for (const first of kinds)
      for (const then of kinds) {
        const chosen = { ...defaults, ...asKind(first, defaults) }
        const both = { ...chosen, ...asKind(then, chosen) }
        expect(both).toEqual({ ...defaults, ...asKind(then, defaults) })
        expect(holds(kindOf(both) ?? first, both)).toBe(true)
      }
  })

  test('choosing one keeps the other flags of the slot, but guest_memfd takes none', () => {
    const logged: Scenario = { ...defaults, slot: 'log' }
    expect(asKind(kindNamed('anon') as ReadyMade, logged).slot).toBe(undefined)
    const gmem: Scenario = { ...defaults, slot: 'log+gmem' }
    expect(asKind(kindNamed('anon') as ReadyMade, gmem).slot).toBe('log')
    expect(asKind(kindNamed('guest-memfd') as ReadyMade, logged).slot).toBe('gmem')
  })

  test('memory with the flags of a kind in a guest_memfd slot is not that kind', () => {
    const settings = { ...defaults, ...kindNamed('anon').settings, slot: 'gmem' }
    expect(kindOf(settings)).toBe(undefined)
  })
})

test('hosts have what was read on them, and nothing that is unknown', () => {
  expect(Object.fromEntries(hosts.map(({ id, settings }) => [id, settings]))).toEqual(read)
})

test('kernels up to 6.16 are of one policy, 6.17 of its own, those from 6.18 of another', () => {
  for (const { name, settings } of kernels.filter(({ id }) => id !== 'vendor')) {
    const [major = 0, minor = 0] = name.replace('Linux ', '').split('.').map(Number)
    const at = major * 100 + minor
    expect(settings).toEqual({ policy: at < 617 ? 'before' : at === 617 ? 'linux-6.17' : 'linux-7.3' })
  }
  expect(kernels.at(-1)).toMatchObject({ id: 'vendor', settings: {} })
})

test('of the kernels, those from 6.18 alone know guest_memfd, as they say', () => {
  for (const { id, name, settings, says } of kernels.filter((one) => one.id !== 'vendor')) {
    const at = { ...defaults, ...settings, ...kindNamed('guest-memfd').settings }
    const knows = decide(policyOf(at), toKvm(at)).memslot.errno === null
    expect(knows, name).toBe(settings.policy === 'linux-7.3')
    expect(says.includes('no guest_memfd'), name).toBe(id === 'linux-6.17')
  }
})
