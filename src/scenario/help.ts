import type { SettingKey } from './schema.ts'

/** What each setting is, for a reader who meets it for the first time. Loaded when it is asked for. */
export const help: Readonly<Record<SettingKey, string>> = {
  fwb:
    'FEAT_S2FWB lets a hypervisor force Write-Back at stage 2, whatever the guest says at stage 1. ' +
    'ID_AA64MMFR2_EL1.FWB tells whether the CPU has it. Without it HCR_EL2.FWB is RES0, and MemAttr is a memory type that is combined with that of stage 1.',
  acc:
    'A data access is a load, a store or an address translation instruction; a fetch reads instructions. ' +
    'SCTLR_EL1.C and HCR_EL2.CD act on data accesses, SCTLR_EL1.I and HCR_EL2.ID on fetches.',
  m:
    "SCTLR_EL1.M turns the guest's stage 1 on. With 0, data accesses are Device-nGnRnE and fetches are Normal: Write-Through if SCTLR_EL1.I is 1, otherwise Non-cacheable. " +
    'HCR_EL2.DC 1 turns stage 1 off whatever M says.',
  mair:
    'The byte of MAIR_EL1 that AttrIndx, bits [4:2] of the stage 1 leaf, selects. 0b0000dd0x is Device; other bytes are two nibbles, outer cacheability then inner, each with its allocation hints. ' +
    'It can be typed as a number or by name: wb, wt, nc, ngnrne, ngnre, ngre, gre, tagged.',
  sh:
    'SH, bits [9:8] of the stage 1 leaf: 0b00 Non-shareable, 0b10 Outer Shareable, 0b11 Inner Shareable. 0b01 is reserved. ' +
    'Device and Non-cacheable memory counts as Outer Shareable whatever SH says.',
  c:
    'SCTLR_EL1.C 0 makes Normal memory Non-cacheable at stage 1 for data accesses. Device memory stays as it is. ' +
    'It does nothing while stage 1 is off, and HCR_EL2.DC turns stage 1 off.',
  i:
    'SCTLR_EL1.I 0 makes instruction fetches Non-cacheable at stage 1. ' +
    'While stage 1 is off by SCTLR_EL1.M it chooses between Write-Through and Non-cacheable fetches.',
  memattr:
    'MemAttr, bits [5:2] of the stage 2 leaf. With FWB 0 it is a memory type: 0b00dd Device, else outer cacheability in bits [3:2] and inner in bits [1:0]. ' +
    "With FWB 1 it says what to do with stage 1's type: 0b0110 forces Write-Back, 0b0111 keeps stage 1's, 0b0101 makes Normal memory Non-cacheable, 0b00dd makes it Device.",
  s2sh:
    'SH, bits [9:8] of the stage 2 leaf. The result is the stronger of both stages: Outer over Inner over Non-shareable. ' +
    'KVM writes 0b11, Inner Shareable, for every memory type, unless LPA2 uses the field for address bits.',
  fnxs:
    'FnXS, bit [11] of the stage 2 leaf, clears the XS attribute of the result. ' +
    'XS 1 says that an access may take long, so that a TLB invalidation with the nXS qualifier need not wait for it. Without FEAT_XS the bit is RES0.',
  hcrfwb:
    'HCR_EL2.FWB, bit 46, gives MemAttr its second meaning: stage 2 may override stage 1 instead of being combined with it. ' +
    'KVM sets it where all CPUs have FEAT_S2FWB. Without the feature it is RES0.',
  vm: 'HCR_EL2.VM, bit 0, turns stage 2 on. With 0 the attributes of stage 1 are final, unless HCR_EL2.DC is 1, which turns stage 2 on as well.',
  dc:
    'HCR_EL2.DC, bit 12, default cacheable: stage 1 counts as off and gives Normal Write-Back, read- and write-allocate, Non-shareable. ' +
    'It also turns stage 2 on. SCTLR_EL1.C and I do not change its result.',
  dct: 'HCR_EL2.DCT, bit 57, makes the Write-Back memory of HCR_EL2.DC Tagged. Without DC it does nothing, and without FEAT_MTE2 it is RES0.',
  cd:
    'HCR_EL2.CD, bit 32, makes data accesses to Normal memory Non-cacheable at stage 2. ' +
    "With FWB 0 it replaces stage 2's own type before the two are combined; with FWB 1 it replaces the result, forced Write-Back included. Device stays Device.",
  id: 'HCR_EL2.ID, bit 33, makes instruction fetches Non-cacheable at stage 2, with FWB 0 before the stages are combined and with FWB 1 after it.',
  xs:
    'FEAT_XS tracks whether an access may take long, and gives meaning to FnXS and to the MAIR bytes 0x40, 0xa0 and 0b0000dd01. ' +
    'Without it those bytes are reserved and FnXS is RES0.',
  mte2:
    'FEAT_MTE2 is the Memory Tagging Extension with tags in memory. MAIR byte 0xf0 is then Tagged Write-Back; without the feature the byte is reserved. ' +
    'Only memory that ends up Write-Back, read- and write-allocate, non-transient keeps its tags.',
  mteperm:
    'FEAT_MTE_PERM lets stage 2 deny tag accesses: MemAttr 0b0100 with FWB 0, 0b1110 and 0b1111 with FWB 1. Tagged memory of that kind is NoTagAccess. ' +
    'Without the feature bit 3 of MemAttr is RES0 under FWB.',
  sh01: 'SH 0b01 is reserved at both stages. It is CONSTRAINED UNPREDICTABLE which shareability a CPU reads it as; the golden vectors read it as Outer Shareable, QEMU as Non-shareable.',
  resmair:
    'What a reserved MAIR byte does is UNPREDICTABLE. The golden vectors read it as Device-nGnRnE; QEMU takes its fields one by one, as if the byte were allocated.',
  s2inner:
    'With FWB 0, a Normal MemAttr with 0b00 in bits [1:0] has a reserved inner field. It is CONSTRAINED UNPREDICTABLE whether a CPU reads Non-cacheable, Write-Through or Write-Back there. ' +
    'With FEAT_MTE_PERM 0b0100 is not one of them.',
  fwbres:
    'Under FWB, MemAttr 0b0100 is reserved, and with FEAT_MTE_PERM so are 0b10xx and 0b110x. The pseudocode reads them without bit 3, and 0b100 as 0b101. ' +
    "Linux's software walker keeps stage 1's type for 0bx10x; QEMU makes all of them Device-nGnRnE.",
  effsh:
    'Device and Non-cacheable memory counts as Outer Shareable. It is IMPLEMENTATION DEFINED whether stage 1 hands stage 2 that, or the SH field as it stands in the leaf. ' +
    'The difference shows only where stage 2 then forces Write-Back.',
  fetchdev:
    'An instruction fetch from Device memory is CONSTRAINED UNPREDICTABLE at either stage: it is treated as Non-cacheable, or it takes a Permission fault. ' +
    'The golden vectors treat it as Non-cacheable.',
  c0tag:
    'With SCTLR_EL1.C 0, Tagged memory becomes Non-cacheable; whether stage 1 still calls it Tagged is CONSTRAINED UNPREDICTABLE. ' +
    'Stage 2 makes it Untagged in any case, so the choice shows only while stage 2 is off.',
  title:
    'A name for this scenario, up to 120 characters. It stands in the tab and in exports, and the link keeps it.',
  note: 'Words of your own beside the scenario, up to 2000 characters. The link keeps them, and they are sent nowhere.',
}
