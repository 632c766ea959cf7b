import { leafByKvm, policyOf, toKvm } from '../../src/scenario/kvm-inputs.ts'
import { everySetting, type Scenario, type SettingKey } from '../../src/scenario/schema.ts'

/** What of a scenario a reason looks at, told plainly and without the engine's inputs. */
interface Facts {
  readonly byHand: boolean
  readonly stage1On: boolean
  readonly stage2On: boolean
  readonly dc: boolean
  /** The access is a fetch. */
  readonly fetch: boolean
  readonly fwb: boolean
  readonly mteperm: boolean
  readonly memattr: number
  /** SH of both leaves; Inner Shareable where DS takes their place. */
  readonly sh: number
  readonly s2sh: number
  readonly ds1: boolean
  readonly ds2: boolean
  readonly mairReserved: boolean
  /** The slot is of a guest_memfd. */
  readonly gmem: boolean
  /** User space and the guest both map the page. */
  readonly bothMap: boolean
}

/** 0b0000dd1x and 0bxxxx0000 but for what FEAT_XS and FEAT_MTE2 allocate; 0b0000dd01 is FEAT_XS's too. */
function isReserved(mair: number, xs: boolean, mte2: boolean): boolean {
  if (mair === 0xf0) return !mte2
  if (mair === 0x40 || mair === 0xa0) return !xs
  if (mair > 0xf) return mair % 16 === 0
  return mair % 4 > 1 || (mair % 4 === 1 && !xs)
}

const hasDs = (flags: string, granule: string) => flags.split('+').includes('ds') && granule !== '64k'

export function factsOf(scenario: Scenario): Facts {
  const byHand = scenario.s2 === 'hand'
  const dc = byHand && scenario.dc
  const leaf = byHand ? null : leafByKvm(policyOf(scenario), toKvm(scenario))
  const ds1 = hasDs(scenario.tcr, scenario.tg)
  const ds2 = byHand ? hasDs(scenario.vtcr, scenario.s2tg) : scenario.lpa2 && scenario.page !== '64k'
  const gmem = scenario.slot.split('+').includes('gmem')
  const atRest = scenario.fwb ? 0b0110 : 0b1111
  return {
    byHand,
    dc,
    stage1On: scenario.m && !dc,
    stage2On: !byHand || scenario.vm || scenario.dc,
    fetch: scenario.acc === 'x',
    fwb: scenario.fwb && (!byHand || scenario.hcrfwb),
    mteperm: scenario.mteperm && scenario.mte2,
    memattr: byHand ? scenario.memattr : (leaf?.memattr ?? atRest),
    sh: ds1 ? 0b11 : scenario.sh,
    s2sh: ds2 || !byHand ? 0b11 : scenario.s2sh,
    ds1,
    ds2,
    mairReserved: isReserved(scenario.mair, scenario.xs, scenario.mte2),
    gmem,
    bothMap: leaf !== null && scenario.map !== 'none' && (!gmem || scenario.gmemmap),
  }
}

/** A sentence and when it is said; the setting that it blames, the words that name it, and what takes the sentence away. */
export interface PlainReason {
  readonly says: string
  readonly when: (at: Facts, scenario: Scenario) => boolean
  readonly blames: SettingKey
  readonly naming: string
  readonly cure: Partial<Scenario>
}

type Row = readonly [
  says: string,
  when: PlainReason['when'],
  blames: SettingKey,
  naming: string,
  cure: Partial<Scenario>,
]

const reason = (...[says, when, blames, naming, cure]: Row): PlainReason => ({
  says,
  when,
  blames,
  naming,
  cure,
})

/** Accepts anything but what KVM may refuse: anonymous memory that is mapped, under a slot without flags. */
const mapped: Partial<Scenario> = {
  s2: 'kvm',
  policy: 'linux-7.3',
  page: '4k',
  vma: 'none',
  pgprot: 'normal',
  pfn: 'map-memory',
  slot: 'none',
  swap: false,
  later: false,
  map: 'page',
  hpte: 'rw',
  hwpoison: false,
  mte: false,
  ipa: '48',
  pa: '48',
  gpa: 0xa000000000,
  size: 0x1800000000,
  hva: 0xffd000000000,
  addr: 0xa0103c5a40,
  overlap: false,
  fsc: 'translation',
  s1ptw: false,
  ins: 'ldst',
}

const byHand = reason('Not used: stage 2 is set by hand', (at) => at.byHand, 's2', 'stage 2', { s2: 'kvm' })
const writtenByKvm = reason(
  'KVM wrote this: choose “by hand” to edit it',
  (at) => !at.byHand,
  's2',
  'by hand',
  { s2: 'hand' },
)
const setByKvm = reason(
  'As KVM sets it: choose a stage 2 leaf “by hand” to edit it',
  (at) => !at.byHand,
  's2',
  'stage 2 leaf',
  { s2: 'hand' },
)
const dcTurnsStage1Off = reason('Not used: HCR_EL2.DC turns stage 1 off', (at) => at.dc, 'dc', 'HCR_EL2.DC', {
  dc: false,
})
const stage1Off = [
  dcTurnsStage1Off,
  reason('Not used: stage 1 is off, SCTLR_EL1.M is 0', (at) => !at.stage1On, 'm', 'SCTLR_EL1.M', { m: true }),
]
const stage2Off = reason(
  'Not used: stage 2 is off, HCR_EL2.VM and DC are 0',
  (at) => !at.stage2On,
  'vm',
  'HCR_EL2.VM',
  { vm: true },
)
const data = reason('Not used: it is about data accesses', (at) => at.fetch, 'acc', 'data accesses', {
  acc: 'r',
})
const fetches = reason(
  'Not used: it is about instruction fetches',
  (at) => !at.fetch,
  'acc',
  'instruction fetches',
  { acc: 'x' },
)
const noVma = reason('Not used: there is no VMA', (_, { map }) => map === 'none', 'map', 'no VMA', {
  map: 'page',
})
const noPeer = reason('Not used: the VM does not migrate', (_, { peer }) => !peer, 'peer', 'migrate', {
  peer: true,
})
const doesNotArise = reason(
  'Not used: the question of coherency does not arise',
  (at) => !at.bothMap,
  'slot',
  'coherency',
  mapped,
)
/** Act 5 is about the guest's other accesses too. */
const outsideAct5 = (one: PlainReason): PlainReason => ({
  ...one,
  when: (at, scenario) => !at.bothMap && one.when(at, scenario),
})

const needs = (key: 'mte2' | 'fwb' | 'xs', says: string, feature: string) =>
  reason(says, (_, scenario) => !scenario[key], key, feature, { [key]: true })

interface Reasons {
  readonly disabled?: readonly PlainReason[]
  readonly idle?: readonly PlainReason[]
}

const of = <K extends SettingKey>(keys: readonly K[], reasons: Reasons) =>
  Object.fromEntries(keys.map((key) => [key, reasons]))

/** The settings that are used by nothing but KVM, or by nothing but tables of stage 1 or stage 2. */
const kvmAlone = everySetting.filter(({ group }) => ['kernel', 'range'].includes(group)).map(({ key }) => key)
const tables1 = everySetting.filter(({ group }) => group === 't1').map(({ key }) => key)
const bits2 = ['t0sz', 'sl0', 'vtcr', 'ptw'] as const
const leaf2 = ['s2leaf', 's2contig', 's2ap', 's2xn', 's2af', 's2dbm', 'memattr'] as const

/** Every reason there is, in the order in which they are asked. */
export const plainReasons: Readonly<Record<string, Reasons>> = {
  ...of(kvmAlone, { idle: [byHand] }),
  ...of(tables1, { idle: stage1Off }),
  ...of(bits2, { disabled: [setByKvm], idle: [stage2Off] }),
  ...of(leaf2, { disabled: [writtenByKvm], idle: [stage2Off] }),
  ...of(['dic', 'slot', 'map', 'fsc', 's1ptw', 'peer', 'ipa'], { idle: [byHand] }),
  ...of(['vma', 'pgprot', 'pfn', 'hpte'], { idle: [byHand, noVma] }),
  ...of(['hits', 'anyguest'], { idle: [byHand, noVma, doesNotArise] }),
  ...of(['peerfwb', 'peerdic', 'peerpolicy'], { idle: [byHand, noPeer] }),
  fwb: {
    idle: [
      stage2Off,
      reason(
        'Not used: HCR_EL2.FWB is 0',
        (at, { hcrfwb }) => at.byHand && !hcrfwb,
        'hcrfwb',
        'HCR_EL2.FWB',
        { hcrfwb: true },
      ),
    ],
  },
  idc: {
    idle: [
      byHand,
      reason(
        'Not used: KVM takes FEAT_S2FWB to imply CTR_EL0.IDC',
        (_, { fwb }) => fwb,
        'fwb',
        'FEAT_S2FWB',
        { fwb: false },
      ),
    ],
  },
  peeridc: {
    idle: [
      byHand,
      noPeer,
      reason(
        'Not used: KVM takes FEAT_S2FWB of the peer to imply CTR_EL0.IDC',
        (_, { peerfwb }) => peerfwb,
        'peerfwb',
        'FEAT_S2FWB of the peer',
        { peerfwb: false },
      ),
    ],
  },
  gmemmap: {
    idle: [
      byHand,
      reason('Not used: the slot is not of a guest_memfd', (at) => !at.gmem, 'slot', 'guest_memfd', {
        slot: 'gmem',
      }),
    ],
  },
  later: {
    idle: [
      byHand,
      reason(
        'Not used: KVM_MEM_LOG_DIRTY_PAGES is not among the flags',
        (_, { slot }) => !slot.split('+').includes('log'),
        'slot',
        'KVM_MEM_LOG_DIRTY_PAGES',
        { slot: 'log' },
      ),
      reason(
        'Not used: a slot of a guest_memfd cannot be logged at all',
        (at) => at.gmem,
        'slot',
        'guest_memfd',
        { slot: 'log' },
      ),
    ],
  },
  swap: {
    idle: [
      byHand,
      reason(
        'Not used: the memory is the guest_memfd’s, not the VMA’s',
        (at) => at.gmem,
        'slot',
        'guest_memfd',
        { slot: 'none' },
      ),
    ],
  },
  pan: {
    idle: [
      data,
      reason('Not used: the access has EL0’s permissions', (_, { el }) => el !== '1', 'el', 'EL0', {
        el: '1',
      }),
    ],
  },
  m: { idle: [dcTurnsStage1Off] },
  mair: { idle: stage1Off },
  sh: {
    idle: [
      ...stage1Off,
      reason('Not used: with TCR_EL1.DS 1 it is the register’s', (at) => at.ds1, 'tcr', 'TCR_EL1', {
        tcr: 'none',
      }),
    ],
  },
  c: { idle: [outsideAct5(data), ...stage1Off] },
  i: { idle: [outsideAct5(fetches), dcTurnsStage1Off] },
  s2sh: {
    disabled: [writtenByKvm],
    idle: [
      stage2Off,
      reason('Not used: with VTCR_EL2.DS 1 it is the register’s', (at) => at.ds2, 'vtcr', 'VTCR_EL2', {
        vtcr: 'none',
        lpa2: false,
      }),
    ],
  },
  fnxs: {
    disabled: [writtenByKvm, needs('xs', 'RES0 without FEAT_XS: reads as 0', 'FEAT_XS')],
    idle: [stage2Off],
  },
  hcrfwb: {
    disabled: [setByKvm, needs('fwb', 'RES0 without FEAT_S2FWB: reads as 0', 'FEAT_S2FWB')],
    idle: [stage2Off],
  },
  vm: {
    disabled: [setByKvm],
    idle: [{ ...dcTurnsStage1Off, says: 'Not used: HCR_EL2.DC turns stage 2 on' }],
  },
  dc: { disabled: [setByKvm] },
  dct: {
    disabled: [setByKvm, needs('mte2', 'RES0 without FEAT_MTE2: reads as 0', 'FEAT_MTE2')],
    idle: [reason('Not used: HCR_EL2.DC is 0', (at) => !at.dc, 'dc', 'HCR_EL2.DC', { s2: 'hand', dc: true })],
  },
  cd: { disabled: [setByKvm], idle: [data, stage2Off] },
  id: { disabled: [setByKvm], idle: [fetches, stage2Off] },
  s2tg: {
    disabled: [reason('KVM uses the page size of the host', (at) => !at.byHand, 's2', 'KVM', { s2: 'hand' })],
    idle: [stage2Off],
  },
  mte: {
    disabled: [needs('mte2', 'KVM_CAP_ARM_MTE needs FEAT_MTE2', 'FEAT_MTE2')],
    idle: [byHand],
  },
  lpa2: {
    disabled: [
      reason(
        'VTCR_EL2.DS is for 4K and 16K pages',
        (_, { page }) => page === '64k',
        'page',
        '4K and 16K pages',
        { page: '16k' },
      ),
    ],
    idle: [byHand],
  },
  // A page of a guest_memfd is asked without a VMA.
  hwpoison: { idle: [byHand, { ...noVma, when: (at, scenario) => !at.gmem && scenario.map === 'none' }] },
  ins: {
    idle: [
      byHand,
      reason('Not used: a fetch is no such instruction', (at) => at.fetch, 'acc', 'a fetch', { acc: 'w' }),
    ],
  },
  mteperm: {
    disabled: [needs('mte2', 'FEAT_MTE_PERM needs FEAT_MTE2', 'FEAT_MTE2')],
    idle: [stage2Off],
  },
  xnx: { idle: [stage2Off] },
  sh01: {
    idle: [
      reason(
        'Not used: no SH field is 0b01',
        (at) => !(at.stage1On && at.sh === 0b01) && !(at.stage2On && at.s2sh === 0b01),
        's2sh',
        'SH',
        { s2: 'hand', s2sh: 0b01, vm: true, vtcr: 'none' },
      ),
    ],
  },
  resmair: {
    idle: [
      ...stage1Off,
      reason('Not used: the MAIR byte is not reserved', (at) => !at.mairReserved, 'mair', 'MAIR byte', {
        mair: 0x10,
      }),
    ],
  },
  s2inner: {
    idle: [
      stage2Off,
      reason(
        'Not used: MemAttr has no reserved inner field with FWB 0',
        (at) =>
          at.fwb || ![0b0100, 0b1000, 0b1100].includes(at.memattr) || (at.memattr === 0b0100 && at.mteperm),
        'memattr',
        'MemAttr',
        { s2: 'hand', memattr: 0b1000, hcrfwb: false },
      ),
    ],
  },
  fwbres: {
    idle: [
      reason(
        'Not used: MemAttr is not a reserved value under FWB',
        (at) => {
          const reserved = at.mteperm
            ? [0b0100, 0b1000, 0b1001, 0b1010, 0b1011, 0b1100, 0b1101]
            : [0b0100, 0b1100]
          return !at.stage2On || !at.fwb || !reserved.includes(at.memattr)
        },
        'memattr',
        'MemAttr',
        { s2: 'hand', vm: true, fwb: true, hcrfwb: true, memattr: 0b0100 },
      ),
    ],
  },
  effsh: {
    idle: [
      ...stage1Off,
      reason(
        'Not used: stage 2 does not force Write-Back',
        (at) => !at.stage2On || !at.fwb || ![0b0110, 0b1110].includes(at.memattr),
        'memattr',
        'stage 2',
        { s2: 'hand', vm: true, fwb: true, hcrfwb: true, memattr: 0b0110 },
      ),
    ],
  },
  fetchdev: { idle: [fetches] },
  c0tag: {
    idle: [
      ...stage1Off,
      reason(
        'Not used: SCTLR_EL1.C does not act on this access',
        (at, { c }) => at.fetch || c,
        'c',
        'SCTLR_EL1.C',
        { c: false, acc: 'w' },
      ),
      reason(
        'Not used: the MAIR byte is not Tagged',
        (_, { mair, mte2 }) => mair !== 0xf0 || !mte2,
        'mair',
        'MAIR byte',
        { mair: 0xf0, mte2: true },
      ),
      reason('Not used: stage 2 makes it Untagged in any case', (at) => at.stage2On, 's2', 'stage 2', {
        s2: 'hand',
        vm: false,
        dc: false,
      }),
    ],
  },
}
