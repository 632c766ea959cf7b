import { defaultKvmInputs, type HostMapping, type KvmInputs, type PgProt } from '../../src/kvm/inputs.ts'
import { before } from '../../src/kvm/policies/before.ts'
import { linux73 } from '../../src/kvm/policies/linux-7.3.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import type { Capture } from '../captures/read.ts'

type Host = Pick<KvmInputs, 'fwb' | 'dic' | 'lpa2' | 'page'> & { readonly mte: boolean }

const host = (fwb: boolean, dic: boolean, lpa2 = false, page: KvmInputs['page'] = 4, mte = false): Host => ({
  fwb,
  dic,
  lpa2,
  page,
  mte,
})

/** What the CPU model of each folder has, by its captured ID registers and CTR_EL0. */
const hosts: Readonly<Record<string, Host>> = {
  'cpu_cortex-a35': host(false, false),
  'cpu_cortex-a55': host(false, false),
  'cpu_cortex-a72': host(false, false),
  'cpu_neoverse-n1': host(false, false),
  'cpu_neoverse-v1': host(true, true),
  fwb0_dic0_n1: host(false, false),
  fwb0_dic1: host(false, true),
  fwb1_dic1: host(true, true, true),
  fwb1_dic1_mte: host(true, true, true, 4, true),
  fwb1_dic1_sea: host(true, true, true),
  fwb1_dic1_vfio: host(true, true),
  linux612_fwb0: host(false, true),
  linux612_fwb1: host(true, true),
  mode_nvhe_max: host(true, true),
  nested: host(true, true),
  nvhe_a72: host(false, false),
  pg16k_fwb1: host(true, true, true, 16),
  pg64k_fwb0_n1: host(false, false, false, 64),
  system: host(true, true),
  x_fwb0: host(false, true),
  x_fwb1: host(true, true),
}

const policies: Readonly<Record<string, Policy>> = { '6.12': before, '7.2': linux73 }

/** Takes a case; gives the policy of its kernel. Nothing about attributes changed from 7.2 to 7.3. */
export function policyOf({ kernel }: Capture): Policy {
  const policy = policies[kernel]
  if (!policy) throw new Error(`no policy for Linux ${kernel}`)
  return policy
}

const hva = 0xffff80000000
const defaultSize = 0x4000
const pgprots: readonly PgProt[] = ['normal', 'normal_tagged', 'nc', 'device_nGnRnE', 'device_nGnRE']
const raw = new Set(['pfn', 'devmem', 'vfio'])

/** Takes a case; gives the inputs of its memslot, and of a read at its start. */
export function inputsOf(capture: Capture): KvmInputs {
  const { folder, args, vmFlags, attrIndex } = capture
  const { mte, ...cpu } = hosts[folder] ?? host(false, false)
  const flags = new Set((args['flags'] ?? '').split('+'))
  const kind = args['kind']?.split(':')[0] ?? ''
  const gpa = Number(args['gpa'] ?? 0x80000000)
  return {
    ...defaultKvmInputs,
    ...cpu,
    mte: mte && args['cap'] === 'mte',
    ipa: Number(args['ipa'] ?? 40),
    vma: kind === 'unmapped' ? 'none' : 'mapped',
    pfnmap: vmFlags.includes('pf'),
    mixedmap: vmFlags.includes('mm'),
    io: vmFlags.includes('io'),
    anyuncached: vmFlags.includes('??'),
    hugetlb: vmFlags.includes('ht'),
    shared: vmFlags.includes('sh'),
    maywrite: vmFlags.includes('mw'),
    mteallowed: !raw.has(kind) && kind !== 'dmaheap',
    pgprot: pgprots[attrIndex ?? 0] ?? 'normal',
    pfn: raw.has(kind) && !flags.has('kram') ? 'none' : 'map-memory',
    map: mappingOf(kind, cpu.page, args),
    hpte: !vmFlags.includes('wr') ? 'ro' : kind === 'two' ? 'cow' : 'rw',
    log: flags.has('log'),
    readonly: flags.has('ro'),
    gmem: kind === 'gmem' ? 'mmap' : 'none',
    gpa,
    size: Number(args['size'] ?? defaultSize),
    hva: hva + Number(args['skew'] ?? 0),
    overlap: capture.name === 'overlap',
    addr: gpa,
  }
}

function mappingOf(kind: string, page: KvmInputs['page'], args: Capture['args']): HostMapping {
  if (kind === 'hugetlb21') return page === 4 ? 'pmd' : 'cont-pte'
  return kind === 'thp' || kind === 'hugetlb25' || args['align'] !== undefined ? 'pmd' : 'page'
}

/** Takes a case that has two VMAs; gives the inputs of its second one: Device memory by remap_pfn_range(). */
export const secondVma = (at: KvmInputs): KvmInputs => ({
  ...at,
  pfnmap: true,
  io: true,
  pgprot: 'device_nGnRE',
  pfn: 'none',
  hpte: 'rw',
  mteallowed: false,
})

/** Takes inputs; gives those of the VM's first slot, which holds its code: anonymous memory, not yet written. */
export const codeSlot = (at: KvmInputs): KvmInputs => ({
  ...at,
  gpa: 0x40000000,
  size: 0x200000,
  overlap: false,
  hpte: 'cow',
})
