import type { Preset } from '../../scenario/preset.ts'

/** What a guest asks for, over a stage 2 of KVM or one set by hand. */
export const guestPresets: readonly Preset[] = [
  {
    id: 'device-force-wb',
    name: 'Device-nGnRE under forced Write-Back',
    says: 'A guest maps RAM as Device-nGnRE, and stage 2 forces Write-Back; only the Outer Shareable of Device is left.',
    source: ['s2-fwb1', 'sh-effective'],
    settings: { mair: 0x04 },
  },
  {
    id: 'mmu-off',
    name: 'MMU off, data, under forced Write-Back',
    says: 'A guest whose MMU is off accesses data as Device-nGnRnE, and stage 2 forces Write-Back.',
    source: ['s1-disabled', 's2-fwb1'],
    settings: { m: false },
  },
  {
    id: 'mmu-off-fetch',
    name: 'MMU off, fetch, under forced Write-Back',
    says: 'A guest whose MMU is off fetches Write-Through, read-allocate; stage 2 forces Write-Back and keeps the hint.',
    source: ['s1-disabled', 's2-fwb1'],
    settings: { acc: 'x', m: false },
  },
  {
    id: 'mmu-off-nofwb',
    name: 'MMU off, data, without FWB',
    says: 'Without FWB, the data accesses of a guest whose MMU is off are Device-nGnRnE and pass by the caches.',
    source: ['s1-disabled', 'combine-types'],
    settings: { fwb: false, hcrfwb: false, m: false, memattr: 0b1111 },
  },
  {
    id: 'mmu-off-fetch-nofwb',
    name: 'MMU off, fetch, without FWB',
    says: 'Without FWB, the fetches of a guest whose MMU is off stay Write-Through, read-allocate, Outer Shareable.',
    source: ['s1-disabled', 'combine-cacheability'],
    settings: { fwb: false, hcrfwb: false, acc: 'x', m: false, memattr: 0b1111 },
  },
  {
    id: 'dc',
    name: 'Default cacheable',
    says: "HCR_EL2.DC turns stage 1 off and makes it Write-Back, Non-shareable; the shareability then is stage 2's.",
    source: ['hcr-el2', 's1-disabled'],
    settings: { m: false, dc: true },
  },
  {
    id: 'tagged',
    name: 'Tagged memory, tags kept',
    says: 'Tagged Write-Back stays Tagged under forced Write-Back: the result is Write-Back, read- and write-allocate.',
    source: ['mair-el1', 'combine-tags'],
    settings: { mair: 0xf0 },
  },
  {
    id: 'tagged-lost',
    name: 'Tagged memory, tags lost',
    says: 'Tagged Write-Back over a Non-cacheable stage 2 is Untagged: only Write-Back memory carries tags.',
    source: ['s2-fwb1', 'combine-tags'],
    settings: { mair: 0xf0, memattr: 0b0101 },
  },
  {
    id: 'transient',
    name: 'Transient Write-Back over Write-Through',
    says: "Stage 2 weakens 0x77 to Write-Through and has no hints of its own: allocation and transience are stage 1's, so PAR_EL1.ATTR is 0x33.",
    source: ['combine-cacheability'],
    settings: { fwb: false, hcrfwb: false, mair: 0x77, memattr: 0b1010 },
  },
  {
    id: 'as-stage-1',
    name: 'As stage 1 says',
    says: "MemAttr 0b0111 under FWB passes stage 1 through: a guest's Non-cacheable stays Non-cacheable.",
    source: ['s2-fwb1'],
    settings: { mair: 0x44, memattr: 0b0111 },
  },
]
