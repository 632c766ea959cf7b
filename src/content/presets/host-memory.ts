import type { CitationId } from '../../cite/citations.ts'
import type { Preset } from '../../scenario/preset.ts'
import { defaults } from '../../scenario/scenario.ts'
import type { Scenario, SettingKey } from '../../scenario/schema.ts'
import { vmaKinds, type VmaKindId } from '../vma-kinds.ts'

/** Where memory stands in the guest and in the VMM, and what of it is accessed. */
type Range = Pick<Scenario, 'gpa' | 'size' | 'hva' | 'addr'>

/** Guest RAM, aligned alike for a block of 1 GiB. */
export const ram: Range = { gpa: 0x40000000, size: 0x100000000, hva: 0xfffe40000000, addr: 0x40123a40 }

/** What a VMM puts beside RAM, aligned alike for a block of 2 MiB. */
export const window: Range = { gpa: 0x10000000, size: 0x1000000, hva: 0xffff80000000, addr: 0x10023a40 }

const gpuCarveOut: Range = { gpa: 0xb800000000, size: 0x40000000, hva: 0xffc000000000, addr: 0xb800023a40 }

/** The hosts that KVM tells apart: an id and a name end with theirs. */
const onHosts = {
  fwbDic: { id: '', name: '', settings: { fwb: true, dic: true } },
  fwb: { id: '-fwb', name: ', FWB without DIC', settings: { fwb: true, dic: false } },
  none: { id: '-none', name: ', no FWB', settings: { fwb: false, dic: false } },
} as const

type Host = keyof typeof onHosts

const executable = 'KVM maps it Write-Back, MemAttr 0b0110, executable at once'
const writeBack = 'KVM maps it Write-Back, MemAttr 0b0110, executable by a fetch'
const cleaned = 'KVM cleans it and maps it Write-Back, MemAttr 0b1111, executable by a fetch'
const refused = 'KVM refuses the memslot with -EINVAL, for want of'
const failed = 'the memslot stands, and KVM_RUN fails with -EFAULT, for want of'

/** What KVM does, the second half of a sentence. */
const always = (says: string) => ({ fwbDic: says, fwb: says, none: says })
const whatever = { fwbDic: executable, fwb: writeBack, none: cleaned }
const wanting = (says: string) => ({ fwbDic: executable, fwb: `${says} DIC`, none: `${says} FWB and DIC` })
const unlessRefused = wanting(refused)
const unlessFailed = wanting(failed)
const nonCacheable = always('KVM maps it Non-cacheable, MemAttr 0b0101, never executable')
const device = always('KVM maps it Device-nGnRE, MemAttr 0b0001, never executable')

interface Case {
  readonly id: string
  readonly name: string
  readonly is: string
  readonly source: readonly CitationId[]
  readonly settings: Partial<Scenario>
  readonly does: Readonly<Record<Host, string>>
}

const ofKind = (id: VmaKindId, range: Range, does: Case['does']): Case => {
  const kind = vmaKinds[id]
  return { ...kind, id, settings: { ...kind.settings, ...range }, does }
}

/** The memory of a kind, put by MAP_FIXED where a memslot was made over anonymous RAM. */
const swapped = (id: string, kind: VmaKindId, name: string, range: Range, does: Case['does']): Case => {
  const { is, settings } = vmaKinds[kind]
  return {
    id,
    name,
    is: `${is}, mapped into a memslot made over anonymous RAM`,
    source: ['linux-prepare-memslot', 'linux-s2-pin-pfn'],
    settings: { ...settings, ...range, swap: true },
    does,
  }
}

const { gpa, size, hva, addr } = defaults
const gpu: Range = { gpa, size, hva, addr }

const cases: readonly Case[] = [
  ofKind('nvgrace-usemem', gpu, unlessRefused),
  ofKind('nvgrace-resmem', gpuCarveOut, nonCacheable),
  ofKind('vfio-bar', window, nonCacheable),
  ofKind('vfio-platform', window, device),
  ofKind('fsl-mc', window, unlessRefused),
  ofKind('anon', ram, whatever),
  ofKind('thp', ram, whatever),
  ofKind('hugetlb', ram, whatever),
  ofKind('dmabuf-wb', window, unlessRefused),
  ofKind('dmabuf-wc', window, whatever),
  ofKind('devmem-ram', window, unlessRefused),
  ofKind('devmem-sync', window, whatever),
  ofKind('fsdax', ram, whatever),
  ofKind('virtiofs', ram, unlessFailed),
  ofKind('virtiofs-ram', ram, whatever),
  ofKind('guest-memfd', ram, whatever),
  swapped('swapped-in', 'nvgrace-usemem', 'GPU memory swapped in later', gpu, unlessFailed),
  swapped('swapped-dmabuf', 'dmabuf-wb', 'Dma-buf swapped in later', window, whatever),
]

/** What of some settings differs from the defaults. */
export function differing(settings: Partial<Scenario>): Partial<Scenario> {
  const keys = Object.keys(settings) as SettingKey[]
  const changed = keys.filter((key) => settings[key] !== defaults[key])
  return Object.fromEntries(changed.map((key) => [key, settings[key]])) as unknown as Partial<Scenario>
}

/** Every case on one host. */
const on = (host: Host): readonly Preset[] =>
  cases.map(({ id, name, is, source, settings, does }) => ({
    id: id + onHosts[host].id,
    name: name + onHosts[host].name,
    says: `${is}: ${does[host]}.`,
    source,
    settings: differing({ ...settings, ...onHosts[host].settings }),
  }))

/** Memory that VMMs register, each kind on a host with FWB and DIC, with FWB alone, and with neither. */
export const withFwbAndDic: readonly Preset[] = on('fwbDic')
export const withFwbOnly: readonly Preset[] = on('fwb')
export const withNeither: readonly Preset[] = on('none')
