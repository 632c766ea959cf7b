import { describe, expect, test } from 'vitest'
import { defaultKvmInputs } from '../../src/kvm/inputs.ts'
import { decisionInputs, valuesAt } from '../../src/read/kernel-decisions.ts'
import { Unreadable } from '../../src/read/unreadable.ts'
import { readGolden } from '../../src/read/vectors.ts'

const dims = [
  ['fwb', [0, 1]],
  ['dic', [1]],
  ['pfn_is_map_memory', [0]],
  ['vma_kind', ['pfnmap', 'mixedmap']],
  ['vm_allow_any_uncached', [0]],
  ['host_pgprot', ['normal']],
  ['cow_private_mapping', [0]],
  ['mte', ['vm_mte_vma_allowed']],
  ['slot_flags', ['log_dirty|readonly']],
  ['expect_wb_flag', [0]],
  ['fault', ['exec']],
].map(([name, values]) => ({ name, values }))

const file = {
  meta: {},
  dims,
  outcomes: [{ memslot: 0, fault: 'map', hazards: ['none of our business'], errno: null }],
  policies: [{ id: '6_73', table: [0, -1, 0, 0] }],
}

/** Takes what differs from a good file; gives what reading it complains of. */
function complaint(other: object): string {
  try {
    readGolden(JSON.stringify({ ...file, ...other }))
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
  return 'none'
}

describe('a file of kernel decisions', () => {
  test('is told by its keys and gives the columns that are compared', () => {
    expect(readGolden(JSON.stringify(file))).toEqual({
      kind: 'kernel-decisions',
      dimensions: dims,
      outcomes: [{ memslot: 0, fault: 'map' }],
      policies: file.policies,
    })
  })

  test('counts through its dimensions, the last one fastest', () => {
    const decisions = readGolden(JSON.stringify(file))
    if (decisions.kind !== 'kernel-decisions') throw new Error(decisions.kind)
    const at = [0, 1, 2, 3].map((index) => valuesAt(decisions, index))
    expect(at.map(({ fwb, vma_kind: kind }) => `${fwb} ${kind}`)).toEqual([
      '0 pfnmap',
      '0 mixedmap',
      '1 pfnmap',
      '1 mixedmap',
    ])
    expect(at.map(decisionInputs)[3]).toEqual({
      ...defaultKvmInputs,
      pfnmap: false,
      io: false,
      mixedmap: true,
      pfn: 'zone-device',
      mte: true,
      mteallowed: true,
      log: true,
      readonly: true,
      acc: 'x',
    })
    expect(at.map(decisionInputs)[0]).toMatchObject({ fwb: false, pfnmap: true, io: true, pfn: 'none' })
  })

  test.each([
    ['no outcome', { outcomes: [] }, 'outcomes is not a list with entries'],
    ['an outcome that is none', { outcomes: ['map'] }, 'outcomes[0] is not an object'],
    [
      'a column that is no value',
      { outcomes: [{ xn: [] }] },
      'outcomes[0].xn is neither a number nor a word',
    ],
    ['a dimension less', { dims: dims.slice(1) }, /^dims are dic, .*, not fwb, dic, /],
    ['a dimension without a name', { dims: [{}] }, 'dims[0] has no name'],
    ['a dimension without values', { dims: [{ name: 'fwb' }] }, 'dims[0].values is not a list with entries'],
    [
      'a value that is none',
      { dims: [{ name: 'fwb', values: [{}] }] },
      'dims[0].values are not all numbers or words',
    ],
    ['a policy without an id', { policies: [{ table: [0] }] }, 'policies[0] has no id'],
    ['a short table', { policies: [{ id: '0', table: [0] }] }, 'policies[0].table has 1 entries, not 4'],
    [
      'an entry that is no place',
      { policies: [{ id: '0', table: [0, -1, 1, 0] }] },
      'policies[0].table[2] is no outcome',
    ],
  ])('with %s is refused', (_, other, reason) => {
    expect(complaint(other)).toMatch(reason)
  })

  test.each([
    [{ vma_kind: 'hugetlb' }, 'vma_kind is "hugetlb", not one of plain, pfnmap, mixedmap'],
    [{ fwb: 2 }, 'fwb is 2, neither 0 nor 1'],
  ])('with a row of %o is refused when that row is read', (other, reason) => {
    const row = Object.fromEntries(dims.map(({ name, values }) => [name, values?.[0]]))
    expect(() => decisionInputs({ ...row, ...other } as Parameters<typeof decisionInputs>[0])).toThrow(reason)
  })
})
