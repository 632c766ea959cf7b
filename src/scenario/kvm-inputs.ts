import { defaultKvmInputs, type KvmInputs } from '../kvm/inputs.ts'
import type { Leaf } from '../kvm/leaf.ts'
import { policyNamed } from '../kvm/policies.ts'
import type { Policy } from '../kvm/policy.ts'
import { slotStory } from '../kvm/story.ts'
import { wordsOf } from './kinds/flags.ts'
import type { Scenario } from './schema.ts'

type VmaFlags = Pick<
  KvmInputs,
  'pfnmap' | 'io' | 'mixedmap' | 'anyuncached' | 'hugetlb' | 'mteallowed' | 'shared'
>
type SlotFlags = Pick<KvmInputs, 'log' | 'readonly' | 'gmem' | 'bit3'>

const pageSizes = { '4k': 4, '16k': 16, '64k': 64 } as const

/** Flags as the engine takes them, by their value: there are few, and each is asked often. */
const vmaFlags = kept((words): VmaFlags => {
  return {
    pfnmap: words.includes('pfnmap'),
    io: words.includes('io'),
    mixedmap: words.includes('mixedmap'),
    anyuncached: words.includes('uncached'),
    hugetlb: words.includes('hugetlb'),
    mteallowed: words.includes('mte'),
    shared: words.includes('shared'),
  }
})

const slotFlags = kept((words): SlotFlags => {
  return {
    log: words.includes('log'),
    readonly: words.includes('ro'),
    gmem: words.includes('gmem') ? 'mmap' : 'none',
    bit3: words.includes('bit3'),
  }
})

function kept<T>(read: (words: readonly string[]) => T): (value: string) => T {
  const known = new Map<string, T>()
  return (value) => {
    const found = known.get(value) ?? read(wordsOf(value))
    known.set(value, found)
    return found
  }
}

/**
 * The scenario as KVM takes it. What cannot be counts as absent: MTE without FEAT_MTE2, LPA2 with
 * 64K pages, an IPA size above 48 bits with neither or above PARange, a VMA swapped in under a guest_memfd. */
export function toKvm(scenario: Scenario): KvmInputs {
  const page = pageSizes[scenario.page]
  const slot = slotFlags(scenario.slot)
  return {
    ...defaultKvmInputs,
    ...vmaFlags(scenario.vma),
    ...slot,
    gmem: slot.gmem === 'mmap' && !scenario.gmemmap ? 'private' : slot.gmem,
    fwb: scenario.fwb,
    dic: scenario.dic,
    lpa2: scenario.lpa2 && page !== 64,
    page,
    mte: scenario.mte && scenario.mte2,
    ipa: Math.min(Number(scenario.ipa), Number(scenario.pa), scenario.lpa2 || page === 64 ? 52 : 48),
    vma: scenario.map === 'none' ? 'none' : 'mapped',
    pgprot: scenario.pgprot,
    pfn: scenario.pfn,
    map: scenario.map === 'none' ? 'page' : scenario.map,
    hpte: scenario.hpte,
    hwpoison: scenario.hwpoison,
    gpa: scenario.gpa,
    size: scenario.size,
    hva: scenario.hva,
    overlap: scenario.overlap,
    later: scenario.later,
    swap: scenario.swap && slot.gmem === 'none',
    acc: scenario.acc,
    addr: scenario.addr,
    s1ptw: scenario.s1ptw,
    cm: scenario.ins === 'cm',
    isv: scenario.ins === 'ldst',
    fsc: scenario.fsc,
  }
}

/** The kernel that a scenario asks. */
export const policyOf = ({ policy }: Scenario): Policy => policyNamed(policy)

/** The leaf that KVM writes for these inputs; null where the slot is refused or the fault ends otherwise. */
export function leafByKvm(policy: Policy, at: KvmInputs): Leaf | null {
  const { outcome, reached } = slotStory(policy, at)
  return reached ? outcome.fault.leaf : null
}
