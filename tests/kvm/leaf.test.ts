import { expect, test } from 'vitest'
import { decide } from '../../src/kvm/decide.ts'
import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'
import { descriptor, type Leaf } from '../../src/kvm/leaf.ts'
import { maintain, maintenanceRows, type MaintenanceInput } from '../../src/kvm/maintenance.ts'
import { linux73 } from '../../src/kvm/policies/linux-7.3.ts'

/** Takes what differs from the default; gives the leaf that Linux 7.3 installs. */
function leaf(other: Partial<KvmInputs> = {}): Leaf {
  const { fault } = decide(linux73, { ...defaultKvmInputs, ...other })
  if (!fault.leaf) throw new Error(`no leaf: ${fault.says}`)
  return fault.leaf
}

const uncached: Partial<KvmInputs> = { pgprot: 'nc' }

test('Write-Back, read and write, executable, FWB: 0x7d9 without the bit that tells a page', () => {
  const { hi, lo } = leaf()
  expect([hi, lo & ~2]).toEqual([0, 0x7d9])
})

test.each([
  [{}, 0x7db, 0],
  [{ fwb: false, pfn: 'map-memory' }, 0x7ff, 0],
  [uncached, 0x7c7, 0x400000],
  [{ ...uncached, anyuncached: true }, 0x7d7, 0x400000],
  [{ lpa2: true }, 0x4db, 0],
  [{ readonly: true }, 0x75b, 0],
  [{ map: 'pmd', hva: 0xffc000000000 }, 0x7d9, 0],
] as const)('the leaf of %o has the low half %i', (other, lo, hi) => {
  expect({ lo: leaf(other).lo, hi: leaf(other).hi }).toEqual({ lo, hi })
})

test('an output address stands where the page size and FEAT_LPA2 put it', () => {
  expect(descriptor(leaf(), 0x4200103c5000n, 4)).toBe(0x4200103c57dbn)
  expect(descriptor(leaf({ lpa2: true }), 0xc_0000_1234_5000n, 4)).toBe(0x1234_57dbn)
  expect(descriptor(leaf({ page: 64 }), 0xa_0000_1234_0000n, 64)).toBe(0x1234_a7dbn)
})

test.each([
  ['cmo-map', { fwb: false, dic: false }, 'clean+inval PoC', 'inval PoU'],
  ['cmo-map', { fwb: true, dic: true }, 'none', 'none'],
  ['cmo-map', { fwb: false, dic: false, type: 'nc', executable: false }, 'none', 'none'],
  ['cmo-relax', { fwb: false, dic: false }, 'none', 'inval PoU'],
  ['cmo-unmap', { fwb: false, dic: false }, 'clean+inval PoC', 'none'],
  ['cmo-toggle', { fwb: true, dic: false }, 'none', 'none'],
  ['cmo-init', { fwb: true, dic: false }, 'none', 'inval PoU'],
  ['cmo-split', { fwb: false, dic: false }, 'none', 'none'],
] as const)('%s with %o: data %s, instructions %s', (id, other, dcache, icache) => {
  const at: MaintenanceInput = { type: 'normal', executable: true, ...other }
  const row = maintenanceRows.find((one) => one.id === id)
  expect(row && maintain(row, at)).toEqual({ dcache, icache })
})
