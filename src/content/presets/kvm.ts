import type { Preset } from '../../scenario/preset.ts'

/** Stage 2 as Linux KVM writes it, set by hand, over a guest's Write-Back. */
export const kvmPresets: readonly Preset[] = [
  {
    id: 'ram-fwb',
    name: 'RAM under FWB',
    says: 'KVM maps RAM with MemAttr 0b0110 where the CPU has FEAT_S2FWB: Write-Back, whatever the guest asks for.',
    source: ['linux-s2-prot', 's2-fwb1'],
    settings: {},
  },
  {
    id: 'ram-nofwb',
    name: 'RAM without FWB',
    says: 'Without FEAT_S2FWB, KVM maps RAM with MemAttr 0b1111, Write-Back, and a guest may choose something weaker.',
    source: ['linux-s2-prot', 's2-fwb0'],
    settings: { fwb: false, hcrfwb: false, memattr: 0b1111 },
  },
  {
    id: 'wb-over-nc',
    name: 'Write-Back over Non-cacheable',
    says: "KVM maps what vfio-pci marks VM_ALLOW_ANY_UNCACHED with MemAttr 0b0101; under FWB that caps a guest's Write-Back at Non-cacheable.",
    source: ['linux-s2-prot', 's2-fwb1'],
    settings: { memattr: 0b0101 },
  },
  {
    id: 'wb-over-nc-nofwb',
    name: 'Write-Back over Non-cacheable, without FWB',
    says: 'Without FWB, MemAttr 0b0101 is Non-cacheable itself, and combined with Write-Back the weaker of the two stands.',
    source: ['linux-s2-prot', 's2-fwb0', 'combine-cacheability'],
    settings: { fwb: false, hcrfwb: false, memattr: 0b0101 },
  },
  {
    id: 'device-s2',
    name: 'Write-Back over Device-nGnRE',
    says: "KVM maps device memory with MemAttr 0b0001, and a guest's Write-Back becomes Device-nGnRE with XS 0.",
    source: ['linux-s2-prot', 's2-fwb1'],
    settings: { memattr: 0b0001 },
  },
]
