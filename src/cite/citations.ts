/**
 * Where a rule stands. An Arm citation is a topic title of DDI 0487 (titles stay when section numbers
 * move between issues) and, where there is one, the pseudocode function that does the same.
 */
export interface ArmCitation {
  readonly kind: 'arm'
  /** Absent where only the pseudocode says it in so many words. */
  readonly topic?: string
  readonly pseudocode?: string
}

/** A Linux function, with the release in which it was read. */
export interface LinuxCitation {
  readonly kind: 'linux'
  readonly file: string
  readonly function: string
  readonly version: string
}

export type Citation = ArmCitation | LinuxCitation

const arm = (topic: string, pseudocode?: string): ArmCitation => ({
  kind: 'arm',
  topic,
  ...(pseudocode && { pseudocode }),
})

const pseudocode = (name: string): ArmCitation => ({ kind: 'arm', pseudocode: name })

const stage1Types = 'Stage 1 memory type and Cacheability attributes'
const stage1Off = 'Behavior when stage 1 address translation is disabled'
const withoutFwb = 'Stage 2 memory type and Cacheability attributes when FEAT_S2FWB is disabled'
const withFwb = 'Stage 2 memory type and Cacheability attributes when FEAT_S2FWB is enabled'
const combining = 'Combining stage 1 and stage 2 memory type attributes'
const combiningCache = 'Combining stage 1 and stage 2 Cacheability attributes'
const combiningShare = 'Combining stage 1 and stage 2 Shareability attributes'

/** Every place that a rule or a setting is known from, by the id that they name. */
export const citations = {
  'mair-el1': arm('MAIR_EL1, Memory Attribute Indirection Register (EL1)', 'S1DecodeMemAttrs'),
  'mair-reserved': arm(
    'MAIR_EL1, Memory Attribute Indirection Register (EL1)',
    'S1ConstrainUnpredictableRESMAIR',
  ),
  'mair-hints': arm(stage1Types, 'DecodeLDFAttr'),
  's1-translate': arm(stage1Types, 'AArch64_S1Translate'),
  's1-enabled': arm(stage1Off, 'AArch64_S1Enabled'),
  's1-disabled': arm(stage1Off, 'AArch64_S1DisabledOutput'),
  'sh-decode': pseudocode('DecodeShareability'),
  'sh-effective': pseudocode('EffectiveShareability'),
  's2-translate': arm('HCR_EL2, Hypervisor Configuration Register', 'AArch64_S2Translate'),
  's2-fwb0': arm(withoutFwb, 'S2DecodeMemAttrs'),
  's2-fwb0-cacheability': arm(withoutFwb, 'S2DecodeCacheability'),
  's2-fwb1': arm(withFwb, 'AArch64_S2ApplyFWBMemAttrs'),
  'combine-types': arm(combining, 'S2CombineS1MemAttrs'),
  'combine-cacheability': arm(combiningCache, 'S2CombineS1AttrHints'),
  'combine-shareability': arm(combiningShare, 'S2CombineS1Shareability'),
  'combine-tags': arm(combining, 'S2MemTagType'),
  'par-attr': arm('PAR_EL1, Physical Address Register', 'EncodePARAttrs'),
  'par-sh': arm('PAR_EL1, Physical Address Register', 'PAREncodeShareability'),
  'hcr-el2': arm('HCR_EL2, Hypervisor Configuration Register'),
  'sctlr-el1': arm('SCTLR_EL1, System Control Register (EL1)'),
  'vmsa-s2-leaf': arm('VMSAv8-64 Block descriptor and Page descriptor formats'),
  'feat-s2fwb': arm('FEAT_S2FWB, Stage 2 forced Write-Back'),
  'feat-xs': arm('FEAT_XS, XS attribute'),
  'feat-mte2': arm('FEAT_MTE2, Memory Tagging Extension'),
  'feat-mte-perm': arm('FEAT_MTE_PERM, Allocation tag access permission'),
  'linux-at': {
    kind: 'linux',
    file: 'arch/arm64/kvm/at.c',
    function: 'compute_par_s12',
    version: '7.3',
  },
  'linux-s2-prot': {
    kind: 'linux',
    file: 'arch/arm64/kvm/hyp/pgtable.c',
    function: 'stage2_set_prot_attr',
    version: '7.3',
  },
} as const satisfies Record<string, Citation>

export type CitationId = keyof typeof citations
