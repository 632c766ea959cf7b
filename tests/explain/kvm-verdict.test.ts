import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { marked } from '../../src/explain/marked.ts'
import { reasonOf } from '../../src/explain/kvm/reasons.ts'
import { shortVerdict } from '../../src/explain/kvm/verdict.ts'
import { isOwnAccess } from '../../src/explain/kvm/own-access.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { plain, type Sentence } from '../../src/explain/sentence.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import { explainKvm } from '../../src/kvm/trace.ts'
import type { FlagsSetting } from '../../src/scenario/kinds/flags.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { findSetting, type Scenario } from '../../src/scenario/schema.ts'
import { anyInputs } from '../kvm/arbitrary.ts'
import { evenScenario, kvmScenario } from '../scenario/arbitrary.ts'
import { checksOf } from './checks-of.ts'
import { line, sentence } from './one-sentence.ts'
import { sweep } from '../sweep.ts'

const story = (changes: Partial<Scenario> = {}) => resolve({ ...defaults, ...changes })
const verdictOf = (changes: Partial<Scenario> = {}) => plain(story(changes).verdict)
const linesOf = (changes: Partial<Scenario> = {}) => story(changes).consequences.map(plain)

/** Ids that a sentence lights and that no control has: it is the key of a setting, or key, hyphen, flag. */
const unknownIds = (words: Sentence) =>
  words.flatMap(({ setting: id }) => {
    if (id === undefined) return []
    const [key = '', flag] = id.split('-')
    const setting = findSetting(key)
    const flags = setting?.kind === 'flags' ? (setting as unknown as FlagsSetting).flags : []
    const known = flag === undefined ? setting : flags.find(({ word }) => word === flag)
    return known ? [] : [id]
  })

const vfioBar: Partial<Scenario> = {
  vma: 'pfnmap+io+uncached+shared',
  pgprot: 'device_nGnRnE',
  map: 'pmd',
}
const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }

describe.each(policies)('under $id', ({ id }) => {
  const policy = id as Scenario['policy']
  const stories = fc
    .oneof({ arbitrary: kvmScenario, weight: 3 }, { arbitrary: evenScenario, weight: 1 })
    .map((scenario): Scenario => ({ ...scenario, s2: 'kvm', policy }))

  test('the verdict of any story is one sentence, and names controls that there are', () => {
    fc.assert(
      fc.property(stories, (scenario) => {
        const { verdict, consequences, kvm, access } = resolve(scenario)
        expect(plain(verdict)).toMatch(sentence)
        expect(unknownIds(verdict)).toEqual([])
        for (const one of consequences) {
          expect(`${plain(one)}.`).toMatch(line)
          expect(unknownIds(one)).toEqual([])
        }
        expect(kvm?.stopped === null && isOwnAccess(kvm.inputs)).toBe(access !== null)
        const begins = kvm?.memslot.errno === null ? ' accepts ' : ' refuses '
        expect(plain(verdict)).toContain(begins)
        expect(kvm && `${shortVerdict(kvm)}.`).toMatch(sentence)
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('what ends a story has a reason, whatever the inputs', () => {
    const found = policies.find((one) => one.id === id) ?? policies[0]
    fc.assert(
      fc.property(anyInputs, (inputs) => {
        const { traces } = explainKvm(found as (typeof policies)[number], inputs)
        for (const { last } of [traces.memslot, traces.fault]) {
          const { kind } = last.check.exit ?? {}
          const reason = reasonOf(last.check.id, inputs)
          expect(reason === undefined).toBe(kind === 'accept' || kind === 'map')
          const words = marked(reason ?? 'None')
          expect(`Because ${plain(words)}.`).toMatch(sentence)
          expect(unknownIds(words)).toEqual([])
        }
      }),
      { numRuns: sweep(3_000) },
    )
  })

  test('every check that can end a story has a reason', () => {
    const found = policies.filter((one) => one.id === id).flatMap(checksOf)
    const [inputs] = fc.sample(anyInputs, 1)
    const ends = found.filter(({ exit }) => exit && exit.kind !== 'accept' && exit.kind !== 'map')
    expect(ends.length).toBeGreaterThan(20)
    expect(ends.filter((check) => inputs && !reasonOf(check.id, inputs)).map((check) => check.id)).toEqual([])
  })
})

describe('the verdict says', () => {
  test('what Linux 7.3 makes of GPU memory on a host with FWB and DIC', () => {
    expect(verdictOf()).toBe(
      'Linux 7.3 accepts this memslot and maps it Normal Write-Back: the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.',
    )
    expect(linesOf()).toEqual([
      'The guest gets Write-Back whatever type its stage 1 asks for',
      'Without maintenance everyone reads what was written last: VMM and guest both access the memory as Normal Write-Back',
      'KVM maintains no cache for it',
      'KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED reads 1 on the VM fd',
    ])
  })

  test('that it refuses the memslot without FWB, and which feature is missing', () => {
    const { verdict, access, kvm } = story({ fwb: false })
    expect(plain(verdict)).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: the VMA is cacheable PFNMAP, and this host has no FEAT_S2FWB.',
    )
    expect(verdict).toContainEqual({ text: 'FEAT_S2FWB', setting: 'fwb' })
    expect([kvm?.stopped, access]).toEqual(['memslot', null])
    expect(linesOf({ fwb: false })).toEqual([
      'The VMM is told at registration, before the guest runs',
      'KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED reads 0 on the VM fd',
    ])
  })

  test('that it refuses the memslot without DIC, which the documentation does not mention', () => {
    const { verdict } = story({ dic: false })
    expect(plain(verdict)).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB but not CTR_EL0.DIC.',
    )
    expect(verdict).toContainEqual({ text: 'CTR_EL0.DIC', setting: 'dic' })
    expect(linesOf({ dic: false })).toContain('api.rst 7.44 mentions FWB only; the code asks for DIC too')
    expect(verdictOf({ fwb: false, dic: false })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: the VMA is cacheable PFNMAP, and this host has neither FEAT_S2FWB nor CTR_EL0.DIC.',
    )
  })

  test('that up to 6.16 the same memory became Device, and leaks', () => {
    expect(verdictOf({ policy: 'before' })).toBe(
      'Linux 6.9 to 6.16 accepts this memslot and maps it Device-nGnRE: the PFN is not in memblock, this kernel never reads pgprot, and the VMA is not VM_ALLOW_ANY_UNCACHED.',
    )
    expect(linesOf({ policy: 'before' })).toEqual([
      'The guest may read what the previous tenant left, and four other situations are unsafe too: the VMM accesses the memory as Normal Write-Back, the guest as Device-nGnRE, and KVM cleans nothing as it maps it',
      'Whatever stage 1 asks for, only Device-nGnRE or Device-nGnRnE can come out',
      'This kernel has no KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED',
    ])
    for (const fwb of [false, true])
      expect(verdictOf({ policy: 'before', fwb })).toBe(verdictOf({ policy: 'before' }))
  })

  test('what becomes of a vfio-pci BAR, and why the driver’s flag matters', () => {
    expect(verdictOf(vfioBar)).toBe(
      'Linux 7.3 accepts this memslot and maps it Normal Non-cacheable: the VMA is Device, and VM_ALLOW_ANY_UNCACHED says that Normal is safe.',
    )
    expect(verdictOf({ ...vfioBar, vma: 'pfnmap+io+shared' })).toBe(
      'Linux 7.3 accepts this memslot and maps it Device-nGnRE: the VMA is Device and not VM_ALLOW_ANY_UNCACHED.',
    )
  })

  test('that a fetch from a BAR is an abort in the guest', () => {
    expect(verdictOf({ ...vfioBar, acc: 'x' })).toBe(
      'Linux 7.3 accepts this memslot, and KVM answers the guest’s instruction fetch with a synchronous external instruction abort: the page would be mapped Non-cacheable or Device, as the VMA is not cacheable, and such a leaf is never executable.',
    )
    expect(verdictOf({ acc: 'x', policy: 'before' })).toBe(
      'Linux 6.9 to 6.16 accepts this memslot, and KVM answers the guest’s instruction fetch with a synchronous external instruction abort: the PFN is not in memblock, so that KVM takes it for a device, and such a leaf is never executable.',
    )
  })

  test('that only the fault sees a VMA that was swapped in later', () => {
    expect(verdictOf({ swap: true })).toBe(
      'Linux 7.3 accepts this memslot, made over anonymous RAM; once the VMA is swapped in, it maps the page Normal Write-Back: the VMA is cacheable PFNMAP, and this host has FEAT_S2FWB and DIC.',
    )
    expect(verdictOf({ swap: true, fwb: false })).toBe(
      'Linux 7.3 accepts this memslot, made over anonymous RAM; once the VMA is swapped in, the guest’s read ends in -EFAULT from KVM_RUN: the VMA is cacheable PFNMAP, its PFN is not in memblock, and this host has no FEAT_S2FWB.',
    )
  })

  test('who hears of an access where no slot stands', () => {
    const addr = 0x10000000
    expect(verdictOf({ addr })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s read exits to the VMM as KVM_EXIT_MMIO: no slot stands at the IPA.',
    )
    expect(verdictOf({ addr, acc: 'x' })).toBe(
      'Linux 7.3 accepts this memslot, and KVM answers the guest’s instruction fetch with a synchronous external instruction abort: no slot stands at the IPA, and instructions are not emulated.',
    )
    expect(verdictOf({ addr, s1ptw: true })).toBe(
      'Linux 7.3 accepts this memslot, and KVM answers the guest’s stage 1 walk with a synchronous external data abort: no slot stands at the IPA, and page tables are not emulated.',
    )
    expect(verdictOf({ addr, ins: 'nisv' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s read then ends in -ENOSYS from KVM_RUN: no slot stands at the IPA, and the syndrome does not say what is accessed.',
    )
    expect(verdictOf({ addr, ins: 'cm' })).toBe(
      'Linux 7.3 accepts this memslot, and KVM skips the instruction: no slot stands at the IPA, and what is no memory cannot be cached.',
    )
  })

  test('that a write to a read-only slot is for the VMM', () => {
    expect(verdictOf({ ...ram, slot: 'ro', acc: 'w' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s write exits to the VMM as KVM_EXIT_MMIO: the slot is read-only.',
    )
  })

  test('what becomes of guest_memfd', () => {
    expect(verdictOf({ ...ram, slot: 'gmem' })).toBe(
      'Linux 7.3 accepts this memslot and maps it Normal Write-Back: memory of a guest_memfd is always mapped so.',
    )
    expect(verdictOf({ ...ram, slot: 'gmem', gmemmap: false })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: its guest_memfd was made without GUEST_MEMFD_FLAG_MMAP.',
    )
    expect(verdictOf({ ...ram, slot: 'log+gmem' })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: a slot of a guest_memfd cannot be logged.',
    )
    expect(verdictOf({ ...ram, slot: 'gmem', policy: 'before' })).toBe(
      'Linux 6.9 to 6.16 refuses this memslot with -EINVAL: this kernel has no guest_memfd on arm64.',
    )
  })

  test('what a VM with MTE asks of a VMA', () => {
    expect(verdictOf({ ...ram, mte: true })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: the VM has MTE, and the VMA is not VM_MTE_ALLOWED.',
    )
    expect(verdictOf({ ...ram, mte: true, swap: true })).toBe(
      'Linux 7.3 accepts this memslot, made over anonymous RAM; once the VMA is swapped in, the guest’s read ends in -EFAULT from KVM_RUN: the VM has MTE, and the VMA is not VM_MTE_ALLOWED.',
    )
    expect(verdictOf({ ...ram, mte: true, vma: 'mte' })).toBe(
      'Linux 7.3 accepts this memslot and maps it Normal Write-Back: the PFN is in memblock.',
    )
  })

  test('what is wrong with a slot, each by its own errno', () => {
    expect(verdictOf({ slot: 'log' })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: the VMA is PFNMAP, whose writes dirty logging cannot track.',
    )
    expect(verdictOf({ slot: 'bit3' })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: bit 3 of its flags is no flag of this kernel.',
    )
    expect(verdictOf({ gpa: 0xa000000800 })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: guest_phys_addr is not a multiple of the host page size.',
    )
    expect(verdictOf({ size: 2 ** 44 })).toBe(
      'Linux 7.3 refuses this memslot with -EINVAL: it has more than 2^31 - 1 pages.',
    )
    expect(verdictOf({ overlap: true })).toBe(
      'Linux 7.3 refuses this memslot with -EEXIST: another slot covers a part of its range.',
    )
    expect(verdictOf({ ipa: '36' })).toBe(
      'Linux 7.3 refuses this memslot with -EFAULT: it ends beyond the VM’s IPA size of 36 bits.',
    )
  })

  test('why no page was found', () => {
    expect(verdictOf({ map: 'none' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s read then ends in -EFAULT from KVM_RUN: there is no VMA at the host address.',
    )
    expect(verdictOf({ acc: 'w', hpte: 'ro' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s write then ends in -EFAULT from KVM_RUN: the host’s leaf is read-only.',
    )
    expect(verdictOf({ acc: 'w', hpte: 'cow' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s write then ends in -EFAULT from KVM_RUN: the host’s leaf is copy on write, which only get_user_pages() could break.',
    )
    expect(verdictOf({ vma: 'mixedmap' })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s read then ends in -EFAULT from KVM_RUN: the PFN has no struct page, and the VMA is neither VM_IO nor VM_PFNMAP.',
    )
    expect(verdictOf({ ...ram, hwpoison: true })).toBe(
      'Linux 7.3 accepts this memslot, and the guest’s read ends in SIGBUS (BUS_MCEERR_AR) for the vCPU thread: the page is poisoned.',
    )
  })

  test('also what the guest gets, where that is not what KVM mapped', () => {
    expect(verdictOf({ ...ram, fwb: false, mair: 0x44 })).toMatch(
      /^Linux 7\.3 accepts this memslot and maps it Normal Write-Back: the PFN is in memblock; the guest gets Normal Non-cacheable: .*\.$/,
    )
    expect(verdictOf({ ...vfioBar, mair: 0x04 })).toMatch(/; the guest gets Device-nGnRE: .*\.$/)
  })

  test('by hand nothing of KVM', () => {
    expect(verdictOf({ s2: 'hand' })).toBe(
      'The guest gets Normal Write-Back: MemAttr 0b0110 under HCR_EL2.FWB 1 makes it Write-Back, inner and outer, whatever stage 1 says.',
    )
  })
})

describe('what follows', () => {
  test('is said first of an alias: Non-cacheable for the host, Write-Back for the guest', () => {
    expect(linesOf({ pfn: 'map-memory', pgprot: 'nc' })[0]).toBe(
      'The guest may read what the previous tenant left, and two other situations are unsafe too: the VMM accesses the memory as Normal Non-cacheable, the guest as Normal Write-Back, and KVM cleans nothing as it maps it',
    )
  })

  test('is what KVM maintains', () => {
    expect(linesOf({ ...ram, fwb: false })).toContain(
      'KVM cleans and invalidates its data to PoC as it maps it',
    )
    expect(linesOf({ ...ram, fwb: false, dic: false, acc: 'x' })).toContain(
      'KVM cleans and invalidates its data to PoC and invalidates its instructions to PoU as it maps it',
    )
    expect(linesOf({ ...ram, dic: false, acc: 'x' })).toContain(
      'KVM invalidates its instructions to PoU as it maps it',
    )
    expect(linesOf({ ...ram, fwb: false, mair: 0x44 })[0]).toBe(
      'The VMM may read the old data, and two other situations are unsafe too: the VMM accesses the memory as Normal Write-Back, the guest as Normal Non-cacheable, and KVM cleans only as it maps it',
    )
    expect(linesOf({ ...ram, mair: 0x44 })[1]).toMatch(
      /^As far as one shareability domain reaches, without maintenance everyone reads what was written last/,
    )
    expect(linesOf({ ...ram, mair: 0xbb })[1]).toMatch(
      /^Without maintenance everyone reads what was written last/,
    )
  })

  test('is told of KVM’s maintenance once, and never both that it cleans and that it cleans nothing', () => {
    fc.assert(
      fc.property(fc.oneof(kvmScenario, evenScenario), (scenario) => {
        const lines = resolve(scenario).consequences.map(plain).join('\n')
        expect(lines).not.toMatch(/KVM cleans nothing(?:.|\n)*(?:KVM cleans and|KVM maintains no cache)/)
      }),
      { numRuns: sweep(3_000) },
    )
    const noAddress: Partial<Scenario> = { vma: 'io', pfn: 'none', fwb: false, mair: 0x44 }
    expect(linesOf(noAddress)).toEqual([
      'The guest may read what the previous tenant left, and four other situations are unsafe too: the VMM accesses the memory as Normal Write-Back, the guest as Normal Non-cacheable, and KVM has no kernel address to clean it by',
      'Stage 1 gets whatever type it asks for',
      'KVM cleans and invalidates its data to PoC as it maps it, by a kernel address that this memory may not have',
      'KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED reads 0 on the VM fd',
    ])
  })

  test('begins with what may go wrong, and has that nothing does behind what the guest gets', () => {
    fc.assert(
      fc.property(fc.oneof(kvmScenario, evenScenario), (scenario) => {
        const { coherency, consequences } = resolve(scenario)
        const said = plain(coherency.says).replace(/\.$/, '')
        const at = consequences.map(plain).indexOf(said)
        expect(at).toBe(coherency.arises ? (coherency.safe ? 1 : 0) : -1)
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('is that a walk in Device memory faults again, for ever or until KVM fails', () => {
    const again = 'HCR_EL2.PTW is 1: the walk may not read Device memory and faults again, '
    const walk: Partial<Scenario> = { policy: 'before', s1ptw: true }
    expect(linesOf(walk)).toContain(`${again}for ever`)
    expect(linesOf({ ...walk, hpte: 'ro' })).toContain(`${again}and that ends in -EFAULT from KVM_RUN`)
    expect(linesOf({ ...walk, slot: 'ro' })).toContain(
      `${again}and that ends in a synchronous external data abort in the guest`,
    )
  })
})

test('a check that the memslot keeps any story from has a reason too', () => {
  const [inputs] = fc.sample(anyInputs, 1)
  const at = { ...(inputs as KvmInputs), fwb: false }
  expect(plain(marked(reasonOf('fault-flag-needs-fwb', at) ?? ''))).toBe(
    'bit 3 of the slot’s flags is set, and this host has no FEAT_S2FWB',
  )
})

test('a text with marks is words of which some light a control', () => {
  expect(marked('the VMA is [cacheable](pgprot) [PFNMAP](vma-pfnmap)')).toEqual([
    { text: 'the VMA is ' },
    { text: 'cacheable', setting: 'pgprot' },
    { text: ' ' },
    { text: 'PFNMAP', setting: 'vma-pfnmap' },
  ])
  expect(marked('')).toEqual([])
  expect(marked('none [here] (or) there')).toEqual([{ text: 'none [here] (or) there' }])
})
