import { describe, expect, test } from 'vitest'
import { smapsFlags } from '../../src/kvm/capability.ts'
import { linux617 } from '../../src/kvm/policies/linux-6.17.ts'
import { slotStory } from '../../src/kvm/story.ts'
import { captures } from '../captures/read.ts'
import { byCategory, unobserved, type Category } from './capture-categories.ts'
import { inputsOf, policyOf } from './capture-inputs.ts'
import { idOf, observations, type Observed } from './capture-observations.ts'

/** Cases that the model has nothing to say about, by the beginning of their ids, and why. */
const outside: readonly { readonly id: RegExp; readonly why: string }[] = [
  { id: /^nested\//, why: 'nested virtualisation is not modelled' },
  { id: / t[\da-f]* /, why: 'AT S1E1R asks stage 1 only' },
  {
    id: /^fwb1_dic1_sea\/sea_\w+ [rw][\da-f]* /,
    why: 'the device answers with an external abort once it is mapped; aborts of devices are not modelled',
  },
  {
    id: /^nvhe_a72\/anon_s1wb a0 /,
    why: 'the instruction is undefined on this CPU, so that nothing is accessed',
  },
  {
    id: /^linux612_fwb[01]\/devmem_ram ([wx][\da-f]*|at 8000[12]000) /,
    why: 'up to 6.12 hva_to_pfn_remapped() wants a reference on a struct page, which this buffer has for its first page only',
  },
  {
    id: /^(fwb0_dic0_n1|nvhe_a72)\/pfn_dev_s1wb r1 completed/,
    why: 'these models of a CPU do not check alignment of Device memory: they complete the same load by stage 1 too',
  },
  { id: / r1 .*FSC=0x21/, why: "an alignment fault by the guest's own stage 1" },
]

/** Cases in which nothing came about to observe, and why. */
const empty: Readonly<Record<string, string>> = {
  'linux612_fwb0/gmem_mmap': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb0/gmem_log': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb1/gmem_mmap': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb1/gmem_log': 'no guest_memfd on arm64 in 6.12',
  'pg64k_fwb0_n1/hugetlb32m': 'no huge page of 32 MiB with 64K pages',
}

const all = captures()
const isOutside = ({ id }: Observed) => outside.some((one) => one.id.test(id))
const observed = all.flatMap((one) => observations(one, policyOf(one)))
const named = observed.filter(isOutside)
const checked = observed.filter((one) => !named.includes(one))

/** Takes observations; gives those that the policy answers otherwise, each in a line. */
const wrongIn = (some: readonly Observed[]) =>
  some.filter(({ seen, ours }) => seen !== ours).map(({ id, seen, ours }) => `${id}: ${seen}, ours ${ours}`)

describe('what was observed on Linux 7.2 and 6.12', () => {
  test('is what the policies answer', () => {
    expect(wrongIn(checked)).toEqual([])
  })

  test('is checked but for the cases that are named with the reason', () => {
    expect({ checked: checked.length, named: named.length }).toEqual({ checked: 2312, named: 82 })
  })

  test('is something in every case but those that are named', () => {
    const without = all.filter((one) => observations(one, policyOf(one)).length === 0).map(idOf)
    expect(without.toSorted()).toEqual(Object.keys(empty).toSorted())
  })

  test.each(outside.map(({ id, why }) => [why, id] as const))('%s: some case is so', (_, id) => {
    expect(observed.some((one) => id.test(one.id))).toBe(true)
  })

  test('covers memslots, operations, leaves and translations of both kernels', () => {
    const kinds = [/ slot\d/, / [rwxlpbaczt][\da-f]* /, / leaf /, / at /]
    for (const folder of ['fwb1_dic1/', 'fwb0_dic1/', 'linux612_fwb1/', 'linux612_fwb0/'])
      for (const kind of kinds)
        expect(checked.some(({ id }) => id.startsWith(folder) && kind.test(id))).toBe(true)
  })
})

describe('what was observed of changes to a slot and of the ways in which a fault ends', () => {
  const counts = byCategory(checked)
  const categories = Object.keys(counts) as readonly Category[]

  test('is some of each category, or it is said why there is none', () => {
    expect(categories.filter((one) => counts[one] === 0)).toEqual(Object.keys(unobserved))
  })

  test('is more than 300 observations in all', () => {
    expect(counts).toEqual({
      'logging switched on later': 82,
      'a poisoned page': 33,
      'a host mapping that is read-only': 131,
      'no VMA': 43,
      'a slot beyond the IPA size': 27,
      'a slot that is not aligned': 54,
      'a slot that overlaps another': 32,
      'logging from the start': 157,
      'a permission fault': 23,
      'an Access flag fault': 0,
    })
    expect(categories.reduce((sum, one) => sum + counts[one], 0)).toBeGreaterThanOrEqual(300)
  })

  test('tells by the story whether a permission fault replaces a leaf of another size', () => {
    const faults = checked.flatMap(({ permissionFaults }) => permissionFaults)
    expect(faults.filter(({ story, found }) => story.access.granule !== found)).toEqual([])
    const sizes = new Set(faults.map(({ found }) => found))
    expect([...sizes].toSorted()).toEqual(['other', 'same'])
  })
})

describe('logging switched on later', () => {
  const cases = (name: string) => all.filter((one) => one.name === name)
  const folders = ['fwb0_dic0_n1', 'fwb0_dic1', 'fwb1_dic1', 'linux612_fwb0', 'linux612_fwb1', 'nvhe_a72']

  test('over a transparent huge page replaces the block by a page, and leaves its neighbours unmapped', () => {
    for (const capture of cases('thp_log_on')) {
      const found = observations(capture, policyOf(capture))
      const write = found.find(({ id }) => / w1000 /.test(id))
      const [fault] = write?.permissionFaults ?? []
      expect(fault, idOf(capture)).toMatchObject({ found: 'other', story: { reached: true } })
      const { fwb, dic } = inputsOf(capture)
      const { maintenance, leaf } = fault?.story.outcome.fault ?? {}
      expect(leaf?.level).toBe(3)
      expect(maintenance).toEqual({ dcache: fwb ? 'none' : 'clean+inval PoC', icache: 'none' })
      expect(leaf?.xn).toBe(dic ? 0 : 2)
    }
    const mapped = cases('thp_log_on').flatMap(({ translations }) => translations)
    expect(new Set(mapped.map(({ va, status }) => `${va & 0xf000} ${status}`))).toEqual(
      new Set(['0 7', '4096 null', '8192 7']),
    )
    expect(cases('thp_log_on').map(({ folder }) => folder)).toEqual(folders)
  })

  test('over PFNMAP is refused, and the slot and its leaf stay as they were', () => {
    for (const capture of cases('pfn_log_late')) {
      expect(capture.slots.map(({ errno }) => errno)).toEqual([null, 'EINVAL'])
      const at = { ...inputsOf(capture), log: true, later: true, acc: 'w' } as const
      const story = slotStory(policyOf(capture), at)
      expect(story).toMatchObject({ reached: true, access: { log: false } })
      expect(story.outcome.memslot.errno).toBe('EINVAL')
      expect(story.outcome.fault.leaf).toMatchObject({ type: 'device', s2ap: 3 })
    }
    expect(cases('pfn_log_late').map(({ folder }) => folder)).toEqual(folders)
  })
})

/** What 7.2 has and 6.17 has not. */
const since618 = ({ capture: { args } }: Observed) => args['kind'] === 'gmem'

describe('Linux 6.17', () => {
  const second = all
    .filter(({ kernel }) => kernel === '7.2')
    .flatMap((one) => observations(one, linux617))
    .filter((one) => !isOutside(one))

  test('answers what was observed on 7.2, but for guest_memfd, which it does not have', () => {
    expect(wrongIn(second.filter((one) => !since618(one)))).toEqual([])
    expect(second.filter((one) => !since618(one)).length).toBe(1636)
  })

  test('refuses every slot of a guest_memfd', () => {
    const slots = second.filter((one) => since618(one) && / slot0 /.test(one.id))
    expect(slots.length).toBeGreaterThan(0)
    expect(slots.filter(({ ours }) => ours !== 'EINVAL')).toEqual([])
  })
})

test('smaps shows the flags that were seen, as far as the inputs decide them', () => {
  const known = new Set(['rd', 'wr', 'sh', 'mw', 'ms', 'pf', 'io', 'ht', 'mm', '??'])
  for (const capture of all.filter(({ attrIndex }) => attrIndex !== null)) {
    const seen = capture.vmFlags.filter((code) => known.has(code)).join(' ')
    expect(smapsFlags(inputsOf(capture)), idOf(capture)).toBe(seen)
  }
})
