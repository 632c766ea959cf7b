import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionRows } from '../../scripts/bench/kernel-rows.ts'
import { reasonOf } from '../../src/explain/kvm/reasons.ts'
import { whyType } from '../../src/explain/kvm/why-type.ts'
import { marked } from '../../src/explain/marked.ts'
import { plain } from '../../src/explain/sentence.ts'
import type { Check } from '../../src/kvm/check.ts'
import { decide, packInputs } from '../../src/kvm/decide.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import type { Leaf } from '../../src/kvm/leaf.ts'
import { isCacheable } from '../../src/kvm/memslot-facts.ts'
import { policies, policyNamed } from '../../src/kvm/policies.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { explainKvm } from '../../src/kvm/trace.ts'
import { anyInputs, valuesOf } from '../kvm/arbitrary.ts'
import { sweep } from '../sweep.ts'

const before = policyNamed('before')

/** Inputs with an access that is mapped, whatever the attributes of the memory. */
const translated = (at: KvmInputs): KvmInputs => ({
  ...at,
  vma: 'mapped',
  mte: false,
  hpte: 'rw',
  io: at.io || at.mixedmap,
  hwpoison: false,
  gmem: 'none',
  readonly: false,
  addr: at.gpa,
  ipa: 52,
  lpa2: true,
  acc: 'r',
  s1ptw: false,
  cm: false,
  fsc: 'translation',
})

interface Told {
  readonly at: KvmInputs
  readonly policy: Policy
  readonly leaf: Leaf | null
}

type Claim = readonly [words: string, holds: (told: Told) => boolean]

const isDevice = ({ pgprot }: KvmInputs) => pgprot.startsWith('device')
const isWithin = ({ addr, gpa, size }: KvmInputs) => addr >= gpa && addr < gpa + size
const off = (value: number, { page }: KvmInputs) => value % (page * 1024) !== 0

/** Whether the answer to the memslot or to the fault changes with pgprot. */
const pgprotMatters = ({ at, policy }: Pick<Told, 'at' | 'policy'>) => {
  const { memslot, fault } = decide(policy, at)
  return valuesOf('pgprot').some((pgprot) => {
    const other = decide(policy, { ...at, pgprot })
    return other.memslot !== memslot || other.fault !== fault
  })
}

/**
 * Whether pgprot is a reason on its own: on some host, with the flag or without, another pgprot gives another answer. On
 * this host the lack of FWB may be one as well.
 */
const pgprotIsReason = ({ at, policy }: Told) =>
  [true, false].some((fwb) =>
    [true, false].some((dic) =>
      [true, false].some((bit3) => pgprotMatters({ at: { ...at, fwb, dic, bit3 }, policy })),
    ),
  )

/**
 * All that the words can claim of inputs, and when it is so. Longer words stand before those that begin alike: what is
 * claimed is read from the front.
 */
const claims: readonly Claim[] = [
  ['memory of a guest_memfd is always mapped so', ({ at }) => at.gmem !== 'none'],
  ['the PFN is not in memblock', ({ at }) => at.pfn !== 'map-memory'],
  ['its PFN is not in memblock', ({ at }) => at.pfn !== 'map-memory'],
  ['the PFN is in memblock', ({ at }) => at.pfn === 'map-memory'],
  ['the PFN has no struct page', ({ at }) => at.pfn === 'none'],
  ['although the host maps it Non-cacheable', ({ at }) => at.pgprot === 'nc'],
  ['although the host maps it Device', ({ at }) => isDevice(at)],
  ['the VMA is neither PFNMAP nor MIXEDMAP', ({ at }) => !at.pfnmap && !at.mixedmap],
  ['the VMA is neither VM_IO nor VM_PFNMAP', ({ at }) => !at.io && !at.pfnmap],
  ['the VMA is cacheable PFNMAP', ({ at }) => isCacheable(at) && at.pfnmap],
  ['the VMA is cacheable MIXEDMAP', ({ at }) => isCacheable(at) && at.mixedmap && !at.pfnmap],
  ['the VMA is MT_NORMAL PFNMAP', ({ at }) => at.pgprot === 'normal' && at.pfnmap],
  ['the VMA is PFNMAP that is not cacheable', ({ at }) => at.pfnmap && !isCacheable(at)],
  [
    'the VMA is PFNMAP and copy on write, VM_MAYWRITE without VM_SHARED',
    ({ at }) => at.pfnmap && at.maywrite && !at.shared,
  ],
  ['the VMA is PFNMAP, whose writes dirty logging cannot track', ({ at }) => at.pfnmap && at.log],
  [
    'the VMA is MT_NORMAL_TAGGED, which this patch does not count as cacheable',
    ({ at, policy }) =>
      at.pgprot === 'normal_tagged' &&
      decide(policy, { ...at, pgprot: 'normal' }).fault !== decide(policy, at).fault,
  ],
  // As the reason of a type it has to be one.
  ['the VMA is Device', (told) => isDevice(told.at) && pgprotIsReason(told)],
  ['the VMA is Non-cacheable', (told) => told.at.pgprot === 'nc' && pgprotIsReason(told)],
  ['the VMA is not cacheable', ({ at }) => !isCacheable(at)],
  ['as the VMA is not cacheable', ({ at }) => !isCacheable(at)],
  ['the VMA is not VM_ALLOW_ANY_UNCACHED', ({ at }) => !at.anyuncached],
  ['the VMA is not VM_MTE_ALLOWED', ({ at }) => !at.mteallowed],
  ['not VM_ALLOW_ANY_UNCACHED', ({ at }) => !at.anyuncached],
  ['VM_ALLOW_ANY_UNCACHED says that Normal is safe', ({ at }) => at.anyuncached],
  ['bit 3 of the slot’s flags asks for it', ({ at }) => at.bit3],
  ['bit 3 of the slot’s flags asks for Write-Back', ({ at }) => at.bit3],
  ['bit 3 of the slot’s flags does not ask for it', ({ at }) => !at.bit3],
  ['bit 3 of the slot’s flags is set', ({ at }) => at.bit3],
  ['bit 3 of its flags asks for Write-Back', ({ at }) => at.bit3],
  ['bit 3 of its flags does not ask for it', ({ at }) => !at.bit3],
  ['bit 3 of its flags is set', ({ at }) => at.bit3],
  ['bit 3 of its flags is no flag of this kernel', ({ at }) => at.bit3],
  ['this host has FEAT_S2FWB but not CTR_EL0.DIC', ({ at }) => at.fwb && !at.dic],
  ['this host has FEAT_S2FWB and DIC', ({ at }) => at.fwb && at.dic],
  ['this host has FEAT_S2FWB', ({ at }) => at.fwb],
  ['this host has no FEAT_S2FWB', ({ at }) => !at.fwb],
  ['this host has neither FEAT_S2FWB nor CTR_EL0.DIC', ({ at }) => !at.fwb && !at.dic],
  ['this kernel never reads pgprot', (told) => !told.policy.readsPgprot && !pgprotMatters(told)],
  [
    'pgprot is read of PFNMAP only',
    ({ at, policy }) =>
      !at.pfnmap &&
      valuesOf('pgprot').every(
        (pgprot) => decide(policy, { ...at, pgprot }).fault === decide(policy, at).fault,
      ),
  ],
  // What KVM did before these patches.
  ['which KVM would map Device', ({ at }) => decide(before, translated(at)).fault.leaf?.type === 'device'],
  ['which KVM would map Non-cacheable', ({ at }) => decide(before, translated(at)).fault.leaf?.type === 'nc'],
  [
    'which this patch refuses even where the PFN is in memblock',
    ({ at, policy }) => at.pfn === 'map-memory' && policy.id.startsWith('block'),
  ],
  ['the VM has MTE', ({ at }) => at.mte],
  ['this kernel has no guest_memfd on arm64', ({ at }) => at.gmem !== 'none'],
  ['a slot of a guest_memfd cannot be logged', ({ at }) => at.gmem !== 'none' && at.log],
  ['a slot of a guest_memfd cannot be read-only', ({ at }) => at.gmem !== 'none' && at.readonly],
  ['its guest_memfd was made without GUEST_MEMFD_FLAG_MMAP', ({ at }) => at.gmem === 'private'],
  ['nobody would initialise tags in a guest_memfd', ({ at }) => at.gmem !== 'none'],
  ['guest_phys_addr', ({ at }) => off(at.gpa, at)],
  ['memory_size', ({ at }) => off(at.size, at)],
  ['userspace_addr', ({ at }) => off(at.hva, at)],
  ['is not a multiple of the host page size', () => true],
  ['are not multiples of the host page size', () => true],
  ['it has more than 2^31 - 1 pages', ({ at }) => at.size / (at.page * 1024) > 2 ** 31 - 1],
  ['another slot covers a part of its range', ({ at }) => at.overlap],
  [
    'the IPA lies beyond what any VM of this host can address',
    ({ at }) => at.addr >= 2 ** (at.page === 64 || at.lpa2 ? 52 : 48),
  ],
  ['the slot is read-only', ({ at }) => at.readonly && isWithin(at)],
  ['no slot stands at the IPA', ({ at }) => !isWithin(at)],
  ['what is no memory cannot be cached', ({ at }) => at.cm],
  ['instructions are not emulated', ({ at }) => at.acc === 'x'],
  ['page tables are not emulated', ({ at }) => at.s1ptw],
  ['the syndrome does not say what is accessed', ({ at }) => !at.isv],
  ['KVM does not handle this fault status', ({ at }) => at.fsc === 'other' || at.fsc === 'excl-atomic'],
  ['the leaf is there', ({ at }) => at.fsc === 'access-flag'],
  ['its Access flag is 0', ({ at }) => at.fsc === 'access-flag'],
  [
    'every leaf is readable, so that no read fails by permission',
    ({ at }) => at.fsc === 'permission' && at.acc === 'r',
  ],
  ['there is no VMA at the host address', ({ at }) => at.vma === 'none'],
  ['the page of the guest_memfd is poisoned', ({ at }) => at.hwpoison && at.gmem !== 'none'],
  ['the page is poisoned', ({ at }) => at.hwpoison],
  ['through VM_IO nobody is told', ({ at }) => at.io],
  ['the host’s leaf is copy on write', ({ at }) => at.hpte === 'cow'],
  ['which only get_user_pages() could break', ({ at }) => at.io || at.pfnmap],
  ['the host’s leaf is read-only', ({ at }) => at.hpte === 'ro'],
  ['the page would be mapped Non-cacheable or Device', ({ at }) => at.acc === 'x'],
  ['such a leaf is never executable', ({ at }) => at.acc === 'x'],
  ['so that KVM takes it for a device', ({ at }) => at.pfn !== 'map-memory'],
  [
    'the memory does not support this access, and that is the guest’s business',
    ({ at }) => at.fsc === 'excl-atomic',
  ],
]

/** Claims whose words hold a number of the inputs. */
const ofIpaSize = /^(it ends beyond|the IPA lies beyond) the VM’s IPA size of (\d+) bits/

/** The claim of the IPA's size at the front of words. */
function claimOfIpaSize(words: string): Claim | undefined {
  const [text, what, bits] = ofIpaSize.exec(words) ?? []
  if (text === undefined) return undefined
  const holds = ({ at: { addr, gpa, size, ipa } }: Told) =>
    Number(bits) === ipa && (what === 'it ends beyond' ? gpa + size : addr + 1) > 2 ** ipa
  return [text, holds]
}

/** Takes words; gives all that they claim, and what is no claim that is known. */
function claimsIn(words: string): readonly Claim[] {
  const found: Claim[] = []
  let rest = plain(marked(words))
  while (rest !== '') {
    const claim = claimOfIpaSize(rest) ?? claims.find(([text]) => rest.startsWith(text))
    if (!claim) return [...found, [`not known: ${rest}`, () => false]]
    found.push(claim)
    rest = rest.slice(claim[0].length).replace(/^(?:, and |, | and | )/, '')
  }
  return found
}

/** Words are few, and are asked of very many inputs. */
const claimsOf = new Map<string, readonly Claim[]>()

function withWrong(words = '', told: Told): readonly string[] {
  const all = claimsOf.get(words) ?? claimsIn(words)
  claimsOf.set(words, all)
  const wrong = all.filter(([, holds]) => !holds(told))
  return wrong.map(([text]) => `${told.policy.id}: ${words}: ${text}`)
}

/** The false words of many, each once. */
const once = (all: readonly string[]) => [...new Set(all)].slice(0, 20)

const rows = decisionRows()
const some = fc.sample(anyInputs, sweep(20_000))

/** The checks that end memslot and fault. A trace is made of the packed facts, so that inputs of the same facts share one. */
function lastChecksOf(policy: Policy): (at: KvmInputs) => readonly Check[] {
  const known = new Map<string, readonly Check[]>()
  return (at) => {
    const key = Object.values(packInputs(at)).join()
    const found = known.get(key)
    if (found) return found
    const { memslot, fault } = explainKvm(policy, at).traces
    const made = [memslot.last.check, fault.last.check]
    known.set(key, made)
    return made
  }
}

describe.each(policies.map((policy) => [policy.id, policy] as const))('under %s', (_, policy) => {
  const leafOf = (at: KvmInputs) => decide(policy, at).fault.leaf
  const typed = (at: KvmInputs): readonly string[] => {
    const leaf = leafOf(at)
    return leaf ? withWrong(whyType({ inputs: at, leaf, policy }), { at, policy, leaf }) : []
  }
  const lastChecks = lastChecksOf(policy)
  const reasons = (at: KvmInputs): readonly string[] =>
    lastChecks(at).flatMap(({ id }) => withWrong(reasonOf(id, at), { at, policy, leaf: null }))

  test('why a leaf has its type is true, for every row of the kernel decisions', () => {
    expect(once(rows.flatMap(typed))).toEqual([])
  })

  test('why a leaf has its type is true, whatever the inputs', () => {
    expect(once(some.flatMap(typed))).toEqual([])
  })

  test('why an act ends is true, for every row of the kernel decisions', () => {
    expect(once(rows.flatMap(reasons))).toEqual([])
  })

  test('why an act ends is true, whatever the inputs', () => {
    expect(once(some.flatMap(reasons))).toEqual([])
  })
})
