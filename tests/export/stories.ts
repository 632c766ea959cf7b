import type { Scenario } from '../../src/scenario/schema.ts'

const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }

/**
 * Stories whose exports are stored, by their names: each way in which one ends, and each line that a text, a JSON or a picture
 * of one may have. Each is what differs from the initial scenario.
 */
export const stories: Readonly<Record<string, Partial<Scenario>>> = {
  accepted: {},
  refused: { fwb: false },
  'refused at the fault': { fwb: false, swap: true },
  'Device, which leaks': { policy: 'before' },
  'an abort in the guest': { vma: 'pfnmap+io+uncached+shared', pgprot: 'nc', acc: 'x' },
  'to the VMM': { addr: 0x10000000, acc: 'w' },
  'cleaned, with a weaker guest': { ...ram, fwb: false, dic: false, mair: 0x44, acc: 'x' },
  'a block under LPA2': { ...ram, lpa2: true, map: 'pmd', hva: 0xffc000000000 },
  'by hand': { s2: 'hand' },
  'a write that the guest’s tables deny': { ap: 0b10, acc: 'w' },
  'an IPA that stage 2 does not hold': { s2: 'hand', t0sz: 32 },
  'a proposal, with a title and a note': {
    policy: 'optin',
    title: 'Is it “cacheable”?',
    note:
      'Asked on the list:\n\n  may it be → WB? ' + 'Every word of a long line stays. '.repeat(4) + '\nYes.',
  },
  'a posted patch that keeps a lock, where the slot is logged later': {
    policy: 'v3',
    vma: 'pfnmap+io',
    later: true,
    slot: 'log',
  },
  'logging switched on': { ...ram, later: true, slot: 'log', acc: 'w' },
  'a peer that refuses': { peer: true, peerfwb: false },
  'a peer that maps it otherwise': { ...ram, mair: 0x44, peer: true, peerfwb: false },
  'a peer without a leak, beside a host that leaks': {
    policy: 'before',
    peer: true,
    peerpolicy: 'linux-7.3',
    acc: 'x',
    vma: 'none',
    pfn: 'map-memory',
  },
  'hits, where the VMM cannot help': { policy: 'before', hits: true },
  'any guest, without FWB': { ...ram, fwb: false, anyguest: true, acc: 'x', dic: false },
  'reserved encodings by hand': {
    s2: 'hand',
    fwb: false,
    hcrfwb: false,
    mair: 0xd0,
    sh: 0b01,
    memattr: 0b1000,
    s2sh: 0b01,
    resmair: 'fields',
    s2inner: 'WT',
  },
  'reserved MemAttr under FWB': { s2: 'hand', mair: 0x10, memattr: 0b0011 },
  'combined by hand without FWB': {
    s2: 'hand',
    fwb: false,
    hcrfwb: false,
    mair: 0x5e,
    memattr: 0b1111,
    cd: true,
  },
  'a weaker type by hand, for a fetch': { s2: 'hand', mair: 0x4f, memattr: 0b0111, acc: 'x', xs: false },
  'bits that are RES0': {
    s2: 'hand',
    fwb: false,
    hcrfwb: true,
    xs: false,
    fnxs: true,
    mte2: false,
    dct: true,
    vm: false,
    m: false,
  },
  'a leaf of Device without FWB': { s2: 'hand', fwb: false, hcrfwb: false, memattr: 0b0010, s2sh: 0b00 },
  'tags denied': { s2: 'hand', mair: 0xf0, memattr: 0b1110, mteperm: true },
  'a fetch from Device by stage 2': {
    s2: 'hand',
    acc: 'x',
    memattr: 0b0001,
    fetchdev: 'fault',
  },
  'hardware sets the access flag': { tcr: 'ha', hafdbs: true, af: false },
  'stage 2 alone': { s2: 'hand', m: false, fnxs: true, mair: 0x04 },
  'stage 1 alone': { s2: 'hand', vm: false, leaf: '2', s2leaf: '2' },
  'neither stage': { s2: 'hand', m: false, vm: false },
  'TxSZ beyond its maximum': { txsz: 60, va: '0xffffffffffffff00', s2: 'hand', vm: false },
}
