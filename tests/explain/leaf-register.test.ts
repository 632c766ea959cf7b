import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kvmAnswer, outputAddress, type KvmAnswer } from '../../src/explain/kvm/answer.ts'
import { leafRegister } from '../../src/explain/leaf-register.ts'
import type { Register } from '../../src/explain/registers.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const gib64 = 2 ** 36

/** A place at which every block of every page size fits: aligned alike, with room around. */
const roomy: Partial<Scenario> = {
  gpa: gib64,
  hva: gib64,
  size: gib64,
  addr: gib64 + 0x12345678,
  vma: 'hugetlb',
  pfn: 'map-memory',
}

const pages = ['4k', '16k', '64k'] as const
const maps = ['page', 'pmd', 'pud'] as const

/** Every page size with every level that it has, with and without LPA2. */
const shapes = pages.flatMap((page) =>
  maps.flatMap((map) =>
    [false, true].flatMap((lpa2) => {
      const none = (map === 'pud' && page !== '4k') || (lpa2 && page === '64k')
      return none ? [] : [{ page, map, lpa2 }]
    }),
  ),
)

/** Log2 of what a leaf maps. Source: VMSAv8-64 translation using the 4, 16 and 64KB granule. */
const spans: Readonly<Record<string, number>> = {
  '4k page': 12,
  '4k pmd': 21,
  '4k pud': 30,
  '16k page': 14,
  '16k pmd': 25,
  '64k page': 16,
  '64k pmd': 29,
}

function leafOf(changes: Partial<Scenario>): { kvm: KvmAnswer; register: Register; word: bigint } {
  const kvm = kvmAnswer({ ...defaults, ...changes })
  const register = leafRegister(kvm, true)
  if (!register || kvm.descriptor === null) throw new Error(`no leaf: ${kvm.fault.says}`)
  return { kvm, register, word: kvm.descriptor }
}

/** What is wrong with the fields of a leaf: nothing should be. */
function troublesOf({ fields }: Register, word: bigint): readonly string[] {
  const tops = [63, ...fields.slice(0, -1).map(({ lo }) => lo - 1)]
  const digits = fields.map((field) => field.digits ?? '').join('')
  return [
    ...fields.filter(({ hi }, at) => hi !== tops[at]).map(({ name }) => `${name} does not follow`),
    ...fields.filter(({ hi, lo }) => hi < lo).map(({ name }) => `${name} is upside down`),
    ...(fields.at(-1)?.lo === 0 ? [] : ['bit 0 is missing']),
    ...(digits === word.toString(2).padStart(64, '0') ? [] : ['the digits are another word']),
    ...fields
      .filter(({ kind, digits: own }) => kind === 'res0' && own?.includes('1'))
      .map(({ name, hi, lo }) => `${name} [${hi}:${lo}] is RES0 and not 0`),
  ]
}

const fieldOf = ({ fields }: Register, name: string) => fields.find((field) => field.name === name)

describe.each(shapes)('a leaf of $page, $map, LPA2 $lpa2', (shape) => {
  const { kvm, register, word } = leafOf({ ...roomy, ...shape })
  const span = spans[`${shape.page} ${shape.map}`] ?? 0

  test('has the level and the size that it was asked for', () => {
    expect(kvm.leaf?.level).toBe({ page: 3, pmd: 2, pud: 1 }[shape.map])
    const unit = ['KiB', 'MiB', 'GiB'][Math.floor(span / 10) - 1]
    expect(register.value).toContain(`${2 ** (span % 10)} ${unit}, written by KVM`)
  })

  test('is tiled by its fields from bit 63 to bit 0, and their digits are the descriptor', () => {
    expect(troublesOf(register, word)).toEqual([])
  })

  test('has an output address that is aligned to what it maps', () => {
    const address = outputAddress(kvm.inputs, kvm.leaf ?? neverLeaf(), 52)
    expect(address % (1n << BigInt(span))).toBe(0n)
    expect(address).toBeLessThan(1n << 48n)
    const top = shape.lpa2 ? 49 : 47
    expect(fieldOf(register, 'output address')).toMatchObject({ hi: top, lo: span })
    expect((word >> BigInt(span)) & ((1n << BigInt(top + 1 - span)) - 1n)).toBe(address >> BigInt(span))
  })

  test('has SH, or under LPA2 two address bits in its place', () => {
    expect(fieldOf(register, 'SH')?.digits).toBe(shape.lpa2 ? undefined : '11')
    expect(fieldOf(register, 'OA[51:50]')?.digits).toBe(shape.lpa2 ? '00' : undefined)
  })
})

function neverLeaf(): never {
  throw new Error('no leaf')
}

test('whatever KVM maps, the fields tile the word and the address is aligned', () => {
  let seen = 0
  const runs = sweep(5_000)
  fc.assert(
    fc.property(kvmScenario, fc.boolean(), (scenario, xs) => {
      const kvm = kvmAnswer(scenario)
      const register = leafRegister(kvm, xs)
      expect(register === null).toBe(kvm.leaf === null)
      if (!register || !kvm.leaf || kvm.descriptor === null) return
      seen++
      expect(troublesOf(register, kvm.descriptor)).toEqual([])
      const map = { 3: 'page', 2: 'pmd', 1: 'pud' }[kvm.leaf.level]
      const span = BigInt(spans[`${scenario.page} ${map}`] ?? 0)
      const address = outputAddress(kvm.inputs, kvm.leaf, Number(scenario.pa))
      expect(address % (1n << span)).toBe(0n)
      expect(address).toBeGreaterThanOrEqual(0n)
      expect(address).toBeLessThan(1n << 52n)
    }),
    { numRuns: runs },
  )
  expect(seen).toBeGreaterThan(runs / 20)
})

describe('a leaf says', () => {
  test('its type, permissions and where each was decided', () => {
    const { register } = leafOf({})
    expect(fieldOf(register, 'MemAttr')).toMatchObject({
      digits: '0110',
      node: 'memattr',
      says: 'MemAttr 0b0110, Normal Write-Back',
    })
    expect(fieldOf(register, 'S2AP')).toMatchObject({ digits: '11', node: 'prot-w', says: 'S2AP 0b11: RW' })
    expect(fieldOf(register, 'XN')).toMatchObject({ digits: '00', node: 'prot-x-dic' })
    expect(fieldOf(register, 'AF')?.digits).toBe('1')
    expect(fieldOf(register, 'page')?.digits).toBe('11')
  })

  test('that it is a block', () => {
    const { register } = leafOf({ ...roomy, map: 'pmd' })
    expect(fieldOf(register, 'block')?.digits).toBe('01')
    expect(register.value).toContain('level 2 block of 2 MiB')
  })

  test('that FnXS is RES0 without FEAT_XS', () => {
    const kvm = kvmAnswer(defaults)
    const fnxs = (xs: boolean) => leafRegister(kvm, xs)?.fields.find(({ name }) => name === 'FnXS')
    expect([fnxs(true)?.kind, fnxs(false)?.kind]).toEqual(['value', 'res0'])
  })

  test('nothing where KVM wrote none', () => {
    expect(leafRegister(kvmAnswer({ ...defaults, fwb: false }), true)).toBe(null)
  })
})
