import { describe, expect, test } from 'vitest'
import { occasionAt, type OccasionInput } from '../../../src/explain/coherency/kvm-occasions.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { maintain, maintenanceRows, onMap, onRelax } from '../../../src/kvm/maintenance.ts'
import { sentence } from '../one-sentence.ts'
import { asked } from './asked.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'

const either = [false, true]
const every: readonly OccasionInput[] = either.flatMap((fwb) =>
  either.flatMap((dic) =>
    either.flatMap((executable) =>
      either.flatMap((linear) =>
        either.flatMap((pfnmap) =>
          (['normal', 'nc', 'device'] as const)
            .filter((type) => type === 'normal' || !executable)
            .map((type) => ({ fwb, dic, executable, linear, pfnmap, type })),
        ),
      ),
    ),
  ),
)
const all = maintenanceRows.flatMap((row) =>
  every.map((at) => {
    const told = occasionAt(row, at)
    return { row, at, told, says: plain(told.because), key: `${row.id} ${JSON.stringify(at)}` }
  }),
)

describe('what KVM maintains by itself', () => {
  test('is what its conditions say, but for an address that it does not have and a VMA that it leaves mapped', () => {
    for (const { row, at, told, key } of all) {
      const { dcache, icache } = maintain(row, at)
      const stays = row.id === 'cmo-init' && at.pfnmap
      expect(told.data === 'nothing', key).toBe(dcache === 'none' || stays)
      expect(told.instructions === 'nothing', key).toBe(icache === 'none')
      expect(told.data === 'DC CIVAC', key).toBe(dcache !== 'none' && !stays && at.linear)
    }
  })

  test('has a reason that is one sentence', () => {
    for (const { says, key } of all) expect(says, key).toMatch(sentence)
  })

  test('names no feature, type or permission that the host has otherwise', () => {
    for (const { at, says, key } of all) {
      expect(!/without FEAT_S2FWB/.test(says) || at.fwb === false, key).toBe(true)
      expect(!/\bwith FEAT_S2FWB/i.test(says) || at.fwb === true, key).toBe(true)
      expect(!/CTR_EL0.DIC is 1/.test(says) || at.dic === true, key).toBe(true)
      expect(!/without DIC/.test(says) || at.dic === false, key).toBe(true)
      expect(!/leaf is executable/.test(says) || at.executable === true, key).toBe(true)
      expect(!/not executable/.test(says) || at.executable === false, key).toBe(true)
      expect(!/Device-nGnRE/.test(says) || at.type === 'device', key).toBe(true)
      expect(!/Non-cacheable/.test(says) || at.type === 'nc', key).toBe(true)
      expect(!/no struct page/.test(says) || at.linear === false, key).toBe(true)
      expect(!/VM_PFNMAP/.test(says) || at.pfnmap === true, key).toBe(true)
    }
  })

  test('says why dirty lines or stale instructions have to go exactly where it makes them go', () => {
    for (const { told, says, key } of all) {
      expect(
        /dirty lines have to|older lines may hide|cleans every|cleans it as it goes/.test(says),
        key,
      ).toBe(told.data === 'DC CIVAC')
      expect(/instructions have to go/.test(says), key).toBe(told.instructions.startsWith('IC '))
      expect(/no struct page/.test(says), key).toBe([told.data, told.instructions].includes('not known'))
    }
  })

  test('names as the reason for nothing a condition without which there would be something', () => {
    for (const { row, at, told, says, key } of all) {
      const does = (changes: Partial<OccasionInput>) => {
        const other = occasionAt(row, { ...at, ...changes })
        return { data: other.data !== 'nothing', instructions: other.instructions !== 'nothing' }
      }
      expect(
        !/with FEAT_S2FWB KVM cleans no data/i.test(says) ||
          does({ fwb: false, pfnmap: false }).data === true,
        key,
      ).toBe(true)
      expect(!/that is VM_PFNMAP mapped then/.test(says) || does({ pfnmap: false }).data === true, key).toBe(
        true,
      )
      expect(
        !/CTR_EL0.DIC is 1/.test(says) ||
          does({ dic: false, executable: true, fwb: row.id === 'cmo-init' }).instructions,
        key,
      ).toBe(true)
      expect(!/is not executable/.test(says) || does({ executable: true }).instructions === true, key).toBe(
        true,
      )
      expect(
        !/maintains Normal Write-Back leaves only/.test(says) ||
          (told.data === 'nothing' && told.instructions === 'nothing'),
        key,
      ).toBe(true)
    }
  })
})

describe('as a leaf is installed', () => {
  const at = { fwb: true, dic: true, executable: true, linear: true, pfnmap: true, type: 'normal' } as const
  const because = (changes: Partial<OccasionInput>, row = onMap) =>
    plain(occasionAt(row, { ...at, ...changes }).because)

  test('nothing is explained by the features that are there', () => {
    expect(because({})).toBe(
      'With FEAT_S2FWB KVM cleans no data; CTR_EL0.DIC is 1, so that instructions need nothing.',
    )
    expect(because({}, onRelax)).toBe(
      'KVM cleans data, if at all, when it installs the leaf; CTR_EL0.DIC is 1, so that instructions need nothing.',
    )
  })

  test('a leaf that is not Normal is named', () => {
    expect(because({ type: 'device', executable: false, fwb: false, dic: false })).toBe(
      'The leaf is Device-nGnRE, and KVM maintains Normal Write-Back leaves only.',
    )
  })

  test('an address that KVM does not have is named, once', () => {
    const told = occasionAt(onMap, { ...at, fwb: false, dic: false, linear: false })
    expect([told.data, told.instructions]).toEqual(['not known', 'not known'])
    expect(plain(told.because)).toBe(
      'KVM would do it by an address in the linear map, and the PFN has no struct page: what that does is not known.',
    )
  })
})

test('the title says by what address KVM maintains, or that it has none', () => {
  expect(asked({}).userSpace.here.kvmBy).toBe(
    'the kernel’s linear map does not have the page: no address to do it by',
  )
  expect(asked(vmaKinds.anon.settings).userSpace.here.kvmBy).toBe(
    'by the kernel’s linear map, and at no other time',
  )
})

test('on the peer the reasons are the peer’s, and light its controls', () => {
  const { peer } = asked({ ...vmaKinds.anon.settings, peer: true, peerfwb: true, peerdic: true }).userSpace
  const lit = peer?.kvm[0]?.because.flatMap(({ setting }) => setting ?? [])
  expect(lit).toEqual(['peerfwb', 'peerdic'])
})
