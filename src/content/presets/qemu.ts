import type { Preset } from '../../scenario/preset.ts'
import type { Scenario } from '../../scenario/schema.ts'

const source = { text: 'AT S12E1R at EL2 on QEMU 11.1.3, -cpu max, against the v9.4-A pseudocode' }

const row = (id: string, name: string, says: string, settings: Partial<Scenario>): Preset => ({
  id,
  name,
  says,
  source,
  settings,
})

/** One example of each way in which QEMU's answer differs from Arm's rules, or from a choice left open. */
export const qemuPresets: readonly Preset[] = [
  row(
    'qemu-x1',
    'QEMU X1: XS is not tracked',
    'Write-Back over Device-nGnRE has XS 0, so PAR_EL1.ATTR is 0x05; QEMU 11.1.3 answers 0x04.',
    { fwb: false, hcrfwb: false, memattr: 0b0001 },
  ),
  row(
    'qemu-d1',
    'QEMU D1: SCTLR_EL1.C is ignored',
    'SCTLR_EL1.C 0 makes Write-Through Non-cacheable for data, so PAR_EL1.ATTR is 0x44; QEMU 11.1.3 answers 0xbb.',
    { mair: 0xbb, c: false, vm: false },
  ),
  row(
    'qemu-d2',
    'QEMU D2: HCR_EL2.CD is ignored under FWB',
    'HCR_EL2.CD makes Normal memory Non-cacheable under FWB too, so PAR_EL1.ATTR is 0x40; QEMU 11.1.3 answers 0xff.',
    { cd: true },
  ),
  row(
    'qemu-d4',
    'QEMU D4: Device with XS 0 is combined wrongly',
    'MAIR byte 0x01, Device-nGnRnE with XS 0, stays 0x01 over Write-Back; QEMU 11.1.3 answers 0x0c, Device-GRE.',
    { fwb: false, hcrfwb: false, mair: 0x01, memattr: 0b1111 },
  ),
  row(
    'qemu-d5',
    'QEMU D5: Normal with XS 0 is combined wrongly',
    'Forced Write-Back keeps the read-allocate of MAIR byte 0xa0, so PAR_EL1.ATTR is 0xee; QEMU 11.1.3 answers 0xef.',
    { mair: 0xa0 },
  ),
  row(
    'qemu-d6',
    "QEMU D6: stage 2's Device overrides stage 1's",
    'Under FWB the stronger of two Device types stands, here Device-nGnRnE, 0x00; QEMU 11.1.3 answers 0x08.',
    { mair: 0x00, memattr: 0b0010 },
  ),
  row(
    'qemu-d7',
    'QEMU D7: an inner nibble is taken for a Device type',
    'Non-cacheable over Device-GRE is Device-GRE, 0x0c; QEMU 11.1.3 answers 0x04, Device-nGnRE.',
    { fwb: false, hcrfwb: false, mair: 0x44, memattr: 0b0011 },
  ),
  row(
    'qemu-d8',
    'QEMU D8: the transient hint is lost',
    "Write-Back Transient over Write-Through keeps stage 1's hints, so PAR_EL1.ATTR is 0x33; QEMU 11.1.3 answers 0xbb.",
    { fwb: false, hcrfwb: false, mair: 0x77, memattr: 0b1010 },
  ),
  row(
    'qemu-d9',
    'QEMU D9: MemAttr 0b1110 is treated as 0b1111',
    "With FEAT_MTE_PERM, MemAttr 0b1110 forces Write-Back, 0xff; QEMU 11.1.3 passes stage 1's Non-cacheable through, 0x44.",
    { mair: 0x44, memattr: 0b1110, mteperm: true },
  ),
  row(
    'qemu-r1',
    'QEMU R1: a reserved MAIR byte is passed through',
    'MAIR byte 0x10 is UNPREDICTABLE: the golden vectors read it as Device-nGnRnE, 0x00; QEMU 11.1.3 reads its fields and answers 0x10.',
    { mair: 0x10, memattr: 0b0111 },
  ),
  row(
    'qemu-r2',
    'QEMU R2: reserved MemAttr 0b10xx under FWB',
    'The pseudocode ignores bit 3 of MemAttr 0b1010 under FWB and gives Device-nGRE, 0x08; QEMU 11.1.3 answers 0x00, Device-nGnRnE.',
    { mair: 0x44, memattr: 0b1010, mteperm: true },
  ),
  row(
    'qemu-r3',
    'QEMU R3: reserved MemAttr 0b0100 under FWB',
    'The pseudocode reads MemAttr 0b0100 under FWB as Non-cacheable, 0x40; QEMU 11.1.3 answers 0x00, Device-nGnRnE.',
    { memattr: 0b0100 },
  ),
  row(
    'qemu-r4',
    'QEMU R4: a reserved inner field without FWB',
    'The inner field of MemAttr 0b1100 is reserved: the golden vectors read Non-cacheable, 0xf4; QEMU 11.1.3 reads Write-Back, 0xff.',
    { fwb: false, hcrfwb: false, memattr: 0b1100 },
  ),
]
