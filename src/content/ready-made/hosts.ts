import type { ReadyMade } from '../ready-made.ts'

const captured = (part: string, besides = '') => ({
  text: `ID registers and CTR_EL0 of -cpu ${part} on QEMU 11.1.3, read by Linux 7.2.13${besides}`,
})

/** The features that came after Armv8.4. */
const older = { xs: false, mte2: false, mteperm: false } as const
const neither = { fwb: false, dic: false, ...older } as const

/**
 * Hosts by name, then the three cases that KVM tells apart. Neoverse N1 and Cortex-A55 have the same settings, and so have
 * Cortex-A72 and A35: a select shows the first of each. IDC is as Linux reports it, also to a VM: 1 too where CLIDR_EL1 says
 * so. What a host leaves out is unknown, and stays as it was.
 */
export const hosts: readonly ReadyMade[] = [
  {
    id: 'grace',
    name: 'NVIDIA Grace (Neoverse V2)',
    says: 'FWB and DIC follow from cacheable GPU memory working in VMs there, with the very checks of 6.17; FEAT_XS and MTE are unknown.',
    source: { text: 'NVIDIA/NV-Kernels#157, tested on GB200' },
    settings: { fwb: true, dic: true },
  },
  {
    id: 'neoverse-v1',
    name: 'Neoverse V1',
    says: 'FWB and DIC, so that cacheable PFNMAP memory is taken; neither FEAT_XS nor MTE.',
    source: captured('neoverse-v1'),
    settings: { fwb: true, dic: true, idc: true, ...older },
  },
  {
    id: 'neoverse-n1',
    name: 'Neoverse N1',
    says: 'Without FWB. DIC is 0 on this model and an option of the silicon: Graviton 2 has it. IDC is 0, but by CLIDR_EL1 Linux counts it as 1.',
    source: captured('neoverse-n1', '; Graviton 2: reviews.freebsd.org/D24853'),
    settings: { ...neither, idc: true },
  },
  {
    id: 'cortex-a72',
    name: 'Cortex-A72',
    says: 'Neither FWB, DIC nor IDC, and no VHE: the CPU of boards with DPAA2, whose portals are cacheable PFNMAP.',
    source: captured('cortex-a72'),
    settings: { ...neither, idc: false },
  },
  {
    id: 'cortex-a55',
    name: 'Cortex-A55',
    says: 'Neither FWB nor DIC, with 40 bits of physical address. IDC is 0, but by CLIDR_EL1 Linux counts it as 1.',
    source: captured('cortex-a55'),
    settings: { ...neither, idc: true },
  },
  {
    id: 'cortex-a35',
    name: 'Cortex-A35',
    says: 'Neither FWB, DIC nor IDC, and no VHE, with 40 bits of physical address.',
    source: captured('cortex-a35'),
    settings: { ...neither, idc: false },
  },
  {
    id: 'fwb-dic',
    name: 'Any with FWB and DIC',
    says: 'KVM has no cache to maintain; from 6.17 on it maps cacheable PFNMAP memory Write-Back.',
    source: ['feat-s2fwb', 'ctr-el0'],
    settings: { fwb: true, dic: true },
  },
  {
    id: 'fwb-only',
    name: 'Any with FWB, without DIC',
    says: 'Instruction caches need maintenance: from 6.17 on cacheable PFNMAP memory is refused.',
    source: ['feat-s2fwb', 'ctr-el0'],
    settings: { fwb: true, dic: false },
  },
  {
    id: 'neither',
    name: 'Any with neither',
    says: 'KVM cleans what it maps Write-Back; from 6.17 on cacheable PFNMAP memory is refused.',
    source: ['feat-s2fwb', 'ctr-el0'],
    settings: { fwb: false, dic: false },
  },
]
