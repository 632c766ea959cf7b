import type { GroupId } from '../../src/scenario/groups.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import type { View } from '../../src/scenario/view.ts'

interface Meaning {
  /** What differs from the defaults, preset included. */
  readonly settings: Partial<Scenario>
  readonly preset?: string
  readonly pick?: string
  readonly open?: readonly GroupId[]
  readonly view?: View
}

/** Addresses as they were released, with what they mean. Lines are added, never changed. */
export const goldenAddresses: readonly { readonly address: string; readonly means: Meaning }[] = [
  { address: '#/explore?v=1', means: { settings: {} } },
  { address: '#/explore?v=1&fwb=0', means: { settings: { fwb: false } } },
  { address: '#/explore?v=1&fwb=0&memattr=0b1111', means: { settings: { fwb: false, memattr: 0b1111 } } },
  { address: '#/explore?v=1&mair=0x44', means: { settings: { mair: 0x44 } } },
  { address: '#/explore?v=1&mair=0x04&sh=0b00', means: { settings: { mair: 0x04, sh: 0b00 } } },
  { address: '#/explore?v=1&acc=x&m=0', means: { settings: { acc: 'x', m: false } } },
  { address: '#/explore?v=1&acc=x&i=0&id=1', means: { settings: { acc: 'x', i: false, id: true } } },
  { address: '#/explore?v=1&c=0&vm=0&c0tag=1', means: { settings: { c: false, vm: false, c0tag: true } } },
  { address: '#/explore?v=1&s2sh=0b01&sh01=ish', means: { settings: { s2sh: 0b01, sh01: 'ISH' } } },
  { address: '#/explore?v=1&memattr=0b0001&fnxs=1', means: { settings: { memattr: 0b0001, fnxs: true } } },
  { address: '#/explore?v=1&hcrfwb=0', means: { settings: { hcrfwb: false } } },
  { address: '#/explore?v=1&dc=1&dct=1&cd=1', means: { settings: { dc: true, dct: true, cd: true } } },
  { address: '#/explore?v=1&xs=0&mte2=0', means: { settings: { xs: false, mte2: false } } },
  {
    address: '#/explore?v=1&memattr=0b1110&mteperm=1',
    means: { settings: { memattr: 0b1110, mteperm: true } },
  },
  {
    address: '#/explore?v=1&mair=0x10&resmair=fields',
    means: { settings: { mair: 0x10, resmair: 'fields' } },
  },
  {
    address: '#/explore?v=1&fwb=0&memattr=0b1100&s2inner=wb',
    means: { settings: { fwb: false, memattr: 0b1100, s2inner: 'WB' } },
  },
  {
    address: '#/explore?v=1&memattr=0b0100&fwbres=walker',
    means: { settings: { memattr: 0b0100, fwbres: 'walker' } },
  },
  {
    address: '#/explore?v=1&effsh=0&fetchdev=fault',
    means: { settings: { effsh: false, fetchdev: 'fault' } },
  },
  {
    address: '#/explore?v=1&p=no-fwb',
    means: { settings: { fwb: false, memattr: 0b1111 }, preset: 'no-fwb' },
  },
  {
    address: '#/explore?v=1&p=no-fwb&fwb=1&mair=0xbb',
    means: { settings: { memattr: 0b1111, mair: 0xbb }, preset: 'no-fwb' },
  },
  {
    address: '#/explore?v=1&title=V2hvIGRlY2lkZXM_0&note=TGluZSAxCkxpbmUgMg',
    means: { settings: { title: 'Who decides?', note: 'Line 1\nLine 2' } },
  },
  {
    address: '#/explore?v=1&fwb=0&pick=combine-type',
    means: { settings: { fwb: false }, pick: 'combine-type' },
  },
  { address: '#/explore?v=1&open=s1+hcr', means: { settings: {}, open: ['s1', 'hcr'] } },
  { address: '#/explore?v=1&open=none', means: { settings: {}, open: [] } },
  { address: '#/rule/fwb-force-wb', means: { settings: {}, view: { name: 'rule', rule: 'fwb-force-wb' } } },
  {
    address: '#/rule/hints-forced?v=1&mair=0x44',
    means: { settings: { mair: 0x44 }, view: { name: 'rule', rule: 'hints-forced' } },
  },
]
