import { defaultKvmInputs, type KvmInputs } from '../../src/kvm/inputs.ts'

type Act = 'memslot' | 'fault'

interface Drawn {
  readonly acts: readonly Act[]
  readonly policy: 'before' | 'linux-7.3'
  readonly changes: Partial<KvmInputs>
}

const anonymous: Partial<KvmInputs> = {
  pfnmap: false,
  io: false,
  shared: false,
  pfn: 'map-memory',
}

const vfioBar: Partial<KvmInputs> = { anyuncached: true, pgprot: 'nc' }

const on73 = (changes: Partial<KvmInputs>, ...acts: readonly Act[]): Drawn => ({
  policy: 'linux-7.3',
  changes,
  acts,
})

/** The acts that are drawn, by the names of their files. */
export const drawnActs: Readonly<Record<string, Drawn>> = {
  usemem: on73({}, 'memslot', 'fault'),
  'no-fwb': on73({ fwb: false }, 'memslot'),
  'no-dic': on73({ dic: false }, 'memslot'),
  'no-fwb-swap': on73({ fwb: false, swap: true }, 'memslot', 'fault'),
  before: { policy: 'before', changes: {}, acts: ['memslot', 'fault'] },
  'before-log': { policy: 'before', changes: { log: true, acc: 'w' }, acts: ['memslot', 'fault'] },
  anonymous: on73(anonymous, 'memslot', 'fault'),
  'anonymous-huge-log': on73({ ...anonymous, map: 'pmd', log: true, mte: true, mteallowed: true }, 'fault'),
  hugetlb: on73({ ...anonymous, hugetlb: true, map: 'pmd', acc: 'w' }, 'fault'),
  'vfio-fetch': on73({ ...vfioBar, acc: 'x' }, 'fault'),
  'read-only-write': on73({ ...anonymous, readonly: true, acc: 'w' }, 'fault'),
  'no-slot': on73({ addr: 0x10000000 }, 'fault'),
  'no-vma': on73({ vma: 'none' }, 'memslot', 'fault'),
  gmem: on73({ ...anonymous, gmem: 'mmap' }, 'memslot', 'fault'),
  poisoned: on73({ ...anonymous, hwpoison: true }, 'fault'),
  'not-aligned': on73({ gpa: 0x80000800 }, 'memslot'),
}

export const inputsOf = ({ changes }: Pick<Drawn, 'changes'>): KvmInputs => ({
  ...defaultKvmInputs,
  ...changes,
})
