import {
  cached,
  device,
  deviceTypes,
  normal,
  type Cacheability,
  type MemoryAttributes,
  type Shareability,
} from './attributes.ts'
import type { AttributeInputs } from './inputs.ts'
import { stage2On } from './inputs.ts'
import { asNonCacheable } from './stage1.ts'
import type { Table } from './rule.ts'

/** Whether stage 2 has a say at all: HCR_EL2.VM, or HCR_EL2.DC which implies it. */
export const stage2Enabled: Table<AttributeInputs, boolean> = {
  id: 's2-enabled',
  title: 'Stage 2: is it on?',
  of: ['type', 'hints', 'shareability', 'tags', 'xs-attr'],
  rules: [
    {
      id: 's2-on',
      cite: ['s2-translate', 'hcr-el2'],
      says: 'Stage 2 on',
      because: 'stage 2 is on ({vm}, {dc})',
      reads: ['vm', 'dc'],
      when: stage2On,
      gives: () => true,
      keeps: true,
    },
    {
      id: 's2-off',
      whose: 'stage1',
      cite: ['s2-translate', 'hcr-el2'],
      says: "Stage 1's: stage 2 is off",
      because: 'stage 2 is off ({vm}, {dc}), so what stage 1 gives is final',
      reads: ['vm', 'dc'],
      when: () => true,
      gives: () => false,
    },
  ],
}

interface Leaf {
  readonly at: AttributeInputs
  readonly shareability: Shareability
}

const outerOf = (memattr: number): Cacheability => (['NC', 'NC', 'WT', 'WB'] as const)[memattr >> 2] ?? 'NC'
const innerOf = (memattr: number): Cacheability => (['NC', 'NC', 'WT', 'WB'] as const)[memattr & 0b11] ?? 'NC'

/** FnXS, bit 11 of the leaf: RES0 without FEAT_XS. */
export const effectiveFnxs = (at: AttributeInputs) => at.fnxs && (at.xs || at.fnxsalways === true)

const normalLeaf = (at: AttributeInputs, inner: Cacheability, outer: Cacheability, sh: Shareability) =>
  normal(cached(inner, 'none'), cached(outer, 'none'), sh, !effectiveFnxs(at))

/** MemAttr[3:0] as a memory type of its own (FWB 0). Stage 2 has no allocation hints. */
export const stage2Leaf: Table<Leaf, MemoryAttributes> = {
  id: 's2-memattr',
  title: 'Stage 2: MemAttr with FWB 0',
  of: ['type'],
  rules: [
    {
      id: 's2-device',
      encoding: '0b00dd',
      cite: ['s2-fwb0'],
      says: 'A Device leaf',
      because: '{memattr} is 0b00dd: dd names the Device type',
      reads: ['memattr', 'hcrfwb', 'fwb'],
      when: ({ at }) => at.memattr < 0b0100,
      gives: ({ at, shareability }) =>
        device(deviceTypes[at.memattr] ?? 'nGnRnE', shareability, !effectiveFnxs(at)),
    },
    {
      id: 's2-notagaccess',
      encoding: '0b0100 with FEAT_MTE_PERM',
      cite: ['s2-fwb0', 'feat-mte-perm'],
      says: 'Write-Back, NoTagAccess',
      because: '{memattr} is Write-Back that denies tag accesses, with FEAT_MTE_PERM',
      reads: ['memattr', 'mteperm', 'hcrfwb', 'fwb'],
      when: ({ at }) => at.memattr === 0b0100 && at.mteperm,
      gives: ({ at, shareability }) => ({
        ...normalLeaf(at, 'WB', 'WB', shareability),
        notagaccess: true,
      }),
    },
    {
      id: 's2-reserved-inner',
      encoding: '0b0100, 0b1000, 0b1100',
      cite: ['s2-fwb0-cacheability'],
      says: 'A reserved MemAttr',
      because: 'the inner field of {memattr}, 0b00, is reserved, and on this PE read as {s2inner}',
      reads: ['memattr', 's2inner', 'hcrfwb', 'fwb'],
      when: ({ at }) => (at.memattr & 0b11) === 0,
      gives: ({ at, shareability }) => normalLeaf(at, at.s2inner, outerOf(at.memattr), shareability),
      status: 'constrained-unpredictable',
      choice: 'S2RESMEMATTR',
    },
    {
      id: 's2-normal',
      cite: ['s2-fwb0', 's2-fwb0-cacheability'],
      says: 'A Normal leaf',
      because: '{memattr} is Normal: bits [3:2] are the outer, bits [1:0] the inner cacheability',
      reads: ['memattr', 'hcrfwb', 'fwb'],
      when: () => true,
      gives: ({ at, shareability }) => normalLeaf(at, innerOf(at.memattr), outerOf(at.memattr), shareability),
    },
  ],
}

interface Overridden {
  readonly at: AttributeInputs
  readonly attrs: MemoryAttributes
}

/**
 * What the access and HCR_EL2.{CD, ID} do at stage 2: to its own attributes before they are combined
 * (FWB 0), to the combined ones (FWB 1). Null is a Permission fault.
 */
export const stage2Override: Table<Overridden, MemoryAttributes | null> = {
  id: 's2-override',
  title: 'Stage 2: the access and HCR_EL2.{CD, ID}',
  of: ['type', 'hints', 'shareability', 'tags'],
  rules: [
    {
      id: 's2-fetch-device',
      whose: 'stage2',
      cite: ['s2-translate'],
      says: 'A fetch from Device at stage 2',
      because: 'stage 2 makes it Device, and a fetch from Device {fetchdev} on this PE',
      reads: ['acc', 'fetchdev'],
      when: ({ at, attrs }) => at.acc === 'x' && attrs.device !== null,
      gives: ({ at, attrs }) => (at.fetchdev === 'fault' ? null : asNonCacheable(attrs)),
      status: 'constrained-unpredictable',
      choice: 'INSTRDEVICE',
    },
    {
      id: 's2-walk-device-ptw',
      whose: 'stage2',
      cite: ['s2-permissions', 'hcr-el2'],
      says: 'Permission fault: a table in Device memory',
      because: 'stage 2 makes it Device, and HCR_EL2.PTW 1 keeps stage 1 walks from Device memory',
      reads: ['acc', 'ptw'],
      when: ({ at, attrs }) => at.acc === 'walk' && attrs.device !== null && at.ptw,
      gives: () => null,
    },
    {
      id: 's2-walk-device',
      whose: 'stage2',
      cite: ['s2-translate', 'hcr-el2'],
      says: 'A table in Device memory',
      because: 'stage 2 makes it Device, and with HCR_EL2.PTW 0 a stage 1 walk reads it as Non-cacheable',
      reads: ['acc', 'ptw'],
      when: ({ at, attrs }) => at.acc === 'walk' && attrs.device !== null,
      gives: ({ attrs }) => asNonCacheable(attrs),
    },
    {
      id: 's2-fetch-id',
      whose: 'stage2',
      cite: ['s2-translate', 'hcr-el2'],
      says: 'Non-cacheable by HCR_EL2.ID',
      because: '{id} makes every instruction fetch Non-cacheable at stage 2',
      reads: ['acc', 'id'],
      when: ({ at }) => at.acc === 'x' && at.id,
      gives: ({ attrs }) => asNonCacheable(attrs),
    },
    {
      id: 's2-data-cd',
      whose: 'stage2',
      cite: ['s2-translate', 'hcr-el2'],
      says: 'Non-cacheable by HCR_EL2.CD',
      because: '{cd} makes Normal memory Non-cacheable for data at stage 2',
      reads: ['acc', 'cd'],
      when: ({ at, attrs }) => at.acc !== 'x' && at.cd && attrs.device === null,
      gives: ({ attrs }) => asNonCacheable(attrs),
    },
    {
      id: 's2-kept',
      cite: ['s2-translate'],
      says: 'Not overridden',
      because: 'neither the access nor HCR_EL2.CD or ID changes it',
      reads: ['acc', 'cd', 'id'],
      when: () => true,
      gives: ({ attrs }) => attrs,
      keeps: true,
    },
  ],
}
