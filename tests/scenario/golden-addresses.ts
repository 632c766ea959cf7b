import type { Besides } from '../../src/scenario/besides.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import type { FoldId, View } from '../../src/scenario/view.ts'

interface Meaning {
  /** What differs from the defaults of its version, preset included. */
  readonly settings: Partial<Scenario>
  readonly preset?: string
  readonly pick?: string
  readonly open?: readonly FoldId[]
  readonly view?: View
  /** What differs from nothing; the second scenario as what differs from the first. */
  readonly besides?: Partial<Omit<Besides, 'other'>> & { readonly other?: Partial<Scenario> }
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
  { address: '#/explore?v=2', means: { settings: {} } },
  { address: '#/explore?v=2&fwb=0', means: { settings: { fwb: false } } },
  { address: '#/explore?v=2&dic=0&policy=before', means: { settings: { dic: false, policy: 'before' } } },
  { address: '#/explore?v=2&page=64k&ipa=52', means: { settings: { page: '64k', ipa: '52' } } },
  { address: '#/explore?v=2&vma=pfnmap+mixedmap', means: { settings: { vma: 'pfnmap+mixedmap' } } },
  {
    address: '#/explore?v=2&vma=pfnmap+io+mixedmap+uncached+hugetlb+mte+shared&slot=log+ro+gmem+bit3',
    means: {
      settings: {
        vma: 'pfnmap+io+mixedmap+uncached+hugetlb+mte+shared',
        slot: 'log+ro+gmem+bit3',
      },
    },
  },
  {
    address: '#/explore?v=2&vma=none&pfn=map-memory',
    means: { settings: { vma: 'none', pfn: 'map-memory' } },
  },
  {
    address: '#/explore?v=2&vma=pfnmap+io+uncached+shared&pgprot=nc&acc=x',
    means: { settings: { vma: 'pfnmap+io+uncached+shared', pgprot: 'nc', acc: 'x' } },
  },
  {
    address: '#/explore?v=2&pgprot=device_ngnre&pfn=zone-device',
    means: { settings: { pgprot: 'device_nGnRE', pfn: 'zone-device' } },
  },
  { address: '#/explore?v=2&pgprot=device_ngnrne', means: { settings: { pgprot: 'device_nGnRnE' } } },
  { address: '#/explore?v=2&pgprot=normal_tagged', means: { settings: { pgprot: 'normal_tagged' } } },
  { address: '#/explore?v=2&slot=gmem&gmemmap=0', means: { settings: { slot: 'gmem', gmemmap: false } } },
  { address: '#/explore?v=2&fwb=0&swap=1', means: { settings: { fwb: false, swap: true } } },
  { address: '#/explore?v=2&slot=ro&acc=w', means: { settings: { slot: 'ro', acc: 'w' } } },
  {
    address: '#/explore?v=2&mte=1&ipa=40&lpa2=1',
    means: { settings: { mte: true, ipa: '40', lpa2: true } },
  },
  {
    address: '#/explore?v=2&gpa=0x80000000&size=0x200000&hva=0xffff00000000&overlap=1&addr=0x80000008',
    means: {
      settings: { gpa: 0x80000000, size: 0x200000, hva: 0xffff00000000, overlap: true, addr: 0x80000008 },
    },
  },
  { address: '#/explore?v=2&gpa=0x0&size=0x1', means: { settings: { gpa: 0, size: 1 } } },
  { address: '#/explore?v=2&hva=0xfffffffffffff', means: { settings: { hva: 2 ** 52 - 1 } } },
  {
    address: '#/explore?v=2&map=cont-pmd&hpte=cow&hwpoison=1',
    means: { settings: { map: 'cont-pmd', hpte: 'cow', hwpoison: true } },
  },
  { address: '#/explore?v=2&map=none', means: { settings: { map: 'none' } } },
  {
    address: '#/explore?v=2&fsc=excl-atomic&s1ptw=1&ins=nisv',
    means: { settings: { fsc: 'excl-atomic', s1ptw: true, ins: 'nisv' } },
  },
  {
    address: '#/explore?v=2&acc=w&fsc=access-flag&ins=cm',
    means: { settings: { acc: 'w', fsc: 'access-flag', ins: 'cm' } },
  },
  {
    address: '#/explore?v=2&s2=hand&memattr=0b0101&fnxs=1&cd=1',
    means: { settings: { s2: 'hand', memattr: 0b0101, fnxs: true, cd: true } },
  },
  {
    address: '#/explore?v=2&p=no-fwb&mair=0xbb',
    means: { settings: { fwb: false, memattr: 0b1111, mair: 0xbb }, preset: 'no-fwb' },
  },
  {
    address: '#/explore?v=2&p=before&vma=pfnmap+io+shared',
    means: { settings: { policy: 'before', gpa: 0x10000000 }, preset: 'before' },
  },
  {
    address: '#/explore?v=2&pick=memslot-cacheable-pfnmap',
    means: { settings: {}, pick: 'memslot-cacheable-pfnmap' },
  },
  { address: '#/explore?v=2&pick=vma-pfnmap', means: { settings: {}, pick: 'vma-pfnmap' } },
  {
    address: '#/explore?v=2&open=cpu+vma+range+memslot-steps+fault-steps',
    means: { settings: {}, open: ['cpu', 'vma', 'range', 'memslot-steps', 'fault-steps'] },
  },
  { address: '#/explore?v=2&open=none', means: { settings: {}, open: [] } },
  {
    address: '#/rule/memslot-cacheable-pfnmap?v=2&dic=0',
    means: { settings: { dic: false }, view: { name: 'rule', rule: 'memslot-cacheable-pfnmap' } },
  },
  { address: '#/explore?v=2&policy=linux-6.17', means: { settings: { policy: 'linux-6.17' } } },
  {
    address: '#/explore?v=2&policy=optin-v6&slot=bit3',
    means: { settings: { policy: 'optin-v6', slot: 'bit3' } },
  },
  { address: '#/explore?v=2&policy=fallback-optin', means: { settings: { policy: 'fallback-optin' } } },
  {
    address: '#/explore?v=2&slot=log&later=1&swap=1',
    means: { settings: { slot: 'log', later: true, swap: true } },
  },
  {
    address: '#/explore?v=2&peer=1&peerfwb=0&peerdic=0&peerpolicy=v3',
    means: { settings: { peer: true, peerfwb: false, peerdic: false, peerpolicy: 'v3' } },
  },
  {
    address: '#/explore?v=2&fwb=0&from=claim-s1a&a=0b9xyz',
    means: { settings: { fwb: false }, besides: { from: 'claim-s1a', answer: '0b9xyz' } },
  },
  {
    address: '#/explore?v=2&policy=linux-6.17&on=linux-6.17&from=diagnose-run-efault',
    means: {
      settings: { policy: 'linux-6.17' },
      besides: { on: 'linux-6.17', from: 'diagnose-run-efault' },
    },
  },
  {
    address: '#/policies?v=2&fwb=0&than=before',
    means: { settings: { fwb: false }, view: { name: 'policies' }, besides: { than: 'before' } },
  },
  { address: '#/claims', means: { settings: {}, view: { name: 'claims', claim: null } } },
  { address: '#/claims/s1a', means: { settings: {}, view: { name: 'claims', claim: 's1a' } } },
  { address: '#/thread/3', means: { settings: {}, view: { name: 'thread', step: 3 } } },
  { address: '#/thread/why', means: { settings: {}, view: { name: 'thread', step: 'why' } } },
  {
    address: '#/diagnose?v=2&seen=run-efault&on=linux-6.17',
    means: { settings: {}, view: { name: 'diagnose' }, besides: { seen: 'run-efault', on: 'linux-6.17' } },
  },
  {
    address: '#/compare?v=2&policy=before&b.fwb=0&b.policy=linux-7.3',
    means: {
      settings: { policy: 'before' },
      view: { name: 'compare' },
      besides: { other: { policy: 'linux-7.3', fwb: false } },
    },
  },
  {
    address: '#/explore?v=2&fwb=0&own=a+vmm-w-b+kvm-civac+guest-r+guest-r-nc',
    means: {
      settings: { fwb: false },
      besides: {
        own: {
          memory: 'a',
          cache: null,
          steps: [
            { by: 'vmm', do: 'write', value: 'b', as: null },
            { by: 'kvm', do: 'cleaninv' },
            { by: 'guest', do: 'read', as: null },
            { by: 'guest', do: 'read', as: 'NC' },
          ],
        },
      },
    },
  },
  {
    address: '#/explore?v=2&own=c.dirty-d+guest-w-a-device+kvm-r+vmm-cvac+vmm-r-wt+vmm-w-b-wb',
    means: {
      settings: {},
      besides: {
        own: {
          memory: 'c',
          cache: { state: 'dirty', value: 'd' },
          steps: [
            { by: 'guest', do: 'write', value: 'a', as: 'Device' },
            { by: 'kvm', do: 'read', as: null },
            { by: 'vmm', do: 'clean' },
            { by: 'vmm', do: 'read', as: 'WT' },
            { by: 'vmm', do: 'write', value: 'b', as: 'WB' },
          ],
        },
      },
    },
  },
  {
    address: '#/explore?v=2&own=a.clean-b',
    means: {
      settings: {},
      besides: { own: { memory: 'a', cache: { state: 'clean', value: 'b' }, steps: [] } },
    },
  },
  {
    address: '#/explore?v=2&fwb=0&idc=0&hits=1&anyguest=1',
    means: { settings: { fwb: false, idc: false, hits: true, anyguest: true } },
  },
  {
    address: '#/explore?v=2&peer=1&peerfwb=0&peeridc=0&open=cpu+model+peer',
    means: {
      settings: { peer: true, peerfwb: false, peeridc: false },
      open: ['cpu', 'model', 'peer'],
    },
  },
  {
    address: '#/explore?v=2&policy=before&sit=leak&run=secret',
    means: { settings: { policy: 'before' }, besides: { situation: 'leak', run: ['secret'] } },
  },
  {
    address: '#/explore?v=2&policy=before&sit=guest-to-vmm&fix=cvac-after-1+civac-before-3&run=old.guest',
    means: {
      settings: { policy: 'before' },
      besides: {
        situation: 'guest-to-vmm',
        fix: [
          { op: 0, where: 'after', do: 'clean' },
          { op: 2, where: 'before', do: 'cleaninv' },
        ],
        run: ['old', 'guest'],
      },
    },
  },
  {
    address: '#/explore?v=2&sit=own&run=none&own=a+vmm-cvac',
    means: {
      settings: {},
      besides: {
        situation: 'own',
        run: [],
        own: { memory: 'a', cache: null, steps: [{ by: 'vmm', do: 'clean' }] },
      },
    },
  },
  {
    address: '#/compare?v=2&policy=before&b=a',
    means: { settings: { policy: 'before' }, view: { name: 'compare' }, besides: { other: {} } },
  },
]

/** Whether an address says that it is of version 1, in which stage 2 was set by hand. */
export const isOfVersion1 = (address: string) => /[?&]v=1(&|$)/.test(address)

/** The folds that were open at first sight in version 1. */
export const openInVersion1: readonly FoldId[] = ['cpu', 'access', 's1', 's2', 'hcr']
