import { describe, expect, test } from 'vitest'
import { smapsFlags } from '../../src/kvm/capability.ts'
import { decide } from '../../src/kvm/decide.ts'
import type { Exit } from '../../src/kvm/exit.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { withoutSlot } from '../../src/kvm/story.ts'
import { captures, type Capture, type ObservedOperation } from '../captures/read.ts'
import { codeSlot, inputsOf, policyOf, secondVma } from './capture-inputs.ts'
import { Stage2 } from './capture-run.ts'

/** An observed thing: a memslot ioctl, a guest operation, or a leaf found at the end. */
interface Observed {
  readonly id: string
  readonly seen: string
  readonly ours: string
}

/** Cases that the model has nothing to say about, by the beginning of their ids, and why. */
const outside: readonly { readonly id: RegExp; readonly why: string }[] = [
  { id: /^nested\//, why: 'nested virtualisation is not modelled' },
  { id: / t[\da-f]* /, why: 'AT S1E1R asks stage 1 only' },
  {
    id: /^fwb1_dic1_sea\/sea_\w+ [rw][\da-f]* /,
    why: 'the device answers with an external abort once it is mapped; aborts of devices are not modelled',
  },
  {
    id: /^nvhe_a72\/anon_s1wb a0 /,
    why: 'the instruction is undefined on this CPU, so that nothing is accessed',
  },
  {
    id: /^linux612_fwb[01]\/devmem_ram [wx][\da-f]* /,
    why: 'up to 6.12 hva_to_pfn_remapped() wants a reference on a struct page, which this buffer has for its first page only',
  },
  {
    id: /^(fwb0_dic0_n1|nvhe_a72)\/pfn_dev_s1wb r1 completed/,
    why: 'these models of a CPU do not check alignment of Device memory: they complete the same load by stage 1 too',
  },
  { id: / r1 .*FSC=0x21/, why: "an alignment fault by the guest's own stage 1" },
]

/** Cases in which nothing came about to observe, and why. */
const empty: Readonly<Record<string, string>> = {
  'linux612_fwb0/gmem_mmap': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb0/gmem_log': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb1/gmem_mmap': 'no guest_memfd on arm64 in 6.12',
  'linux612_fwb1/gmem_log': 'no guest_memfd on arm64 in 6.12',
  'pg64k_fwb0_n1/hugetlb32m': 'no huge page of 32 MiB with 64K pages',
}

/** Takes a text of the guest's; gives its meaning in a word. */
function meaning(seen: string): string {
  if (seen.includes('signal=7') && seen.includes('si_code=4')) return 'sigbus'
  if (seen.includes('KVM_EXIT_MMIO')) return 'mmio_exit'
  const errno = /KVM_RUN=-1 errno=(\w+)/.exec(seen)?.[1]
  if (errno !== undefined) return `KVM_RUN ${errno}`
  if (/ESR_EL1=0x(8600|9600)00[15]0 /.test(seen)) return 'guest_abort_injected'
  return seen.startsWith('completed') || seen.includes('(EC=0 ') ? 'completed' : seen
}

function meaningOf(exit: Exit | null): string {
  if (exit === null || exit.kind === 'instruction_skipped') return 'completed'
  return exit.errno && exit.kind === 'error' ? `KVM_RUN ${exit.errno}` : exit.kind
}

const isGuests = (step: Capture['steps'][number]): step is ObservedOperation => 'seen' in step

/** Takes a case; gives all that was observed in it, with what the model says. */
function observations(capture: Capture): readonly Observed[] {
  const at = inputsOf(capture)
  const stage2 = new Stage2(policyOf(capture))
  const operations = operationsOf(capture, at, stage2)
  return [...slotsOf(capture, at), ...operations, ...leavesOf(capture, stage2)]
}

function slotsOf(capture: Capture, at: KvmInputs): readonly Observed[] {
  return capture.slots.map(({ flags, errno }, index) => {
    const { memslot } = decide(policyOf(capture), {
      ...at,
      log: (flags & 1) !== 0,
      readonly: (flags & 2) !== 0,
    })
    return {
      id: `${idOf(capture)} slot${index} `,
      seen: String(errno),
      ours: String(memslot.errno),
    }
  })
}

const idOf = ({ folder, name }: Capture) => `${folder}/${name}`

function operationsOf(capture: Capture, start: KvmInputs, stage2: Stage2): readonly Observed[] {
  let at = start
  return capture.steps.flatMap((step): Observed | readonly [] => {
    if (isGuests(step)) return operationOf(capture, at, stage2, step)
    at = hostStep(step.code, at, stage2)
    return []
  })
}

/** What the VMM does in between: it changes what a later fault finds. */
function hostStep(code: string, at: KvmInputs, stage2: Stage2): KvmInputs {
  if (code === 'G') stage2.writeProtect()
  if (code === 'L' && !at.pfnmap) stage2.writeProtect()
  if (code === 'Q' || code === 'P') stage2.unmap(at.gpa)
  if (code === 'L' && !at.pfnmap) return { ...at, log: true }
  if (code === 'Q') return { ...at, hpte: 'ro' }
  return code === 'P' ? { ...at, hwpoison: true } : at
}

function operationOf(capture: Capture, start: KvmInputs, stage2: Stage2, step: ObservedOperation): Observed {
  const at = { ...reached(capture, start, step), addr: step.gpa }
  const exit = isMisaligned(capture, stage2, step)
    ? decide(policyOf(capture), { ...at, fsc: 'other' }).fault
    : stage2.operate(step.code, at)
  const offset = step.offset.toString(16)
  return {
    id: `${idOf(capture)} ${step.code}${offset} ${step.seen}`,
    seen: meaning(step.seen),
    ours: meaningOf(exit),
  }
}

/** The inputs of an operation: without a slot after a refusal, in the second VMA, or in the slot that was there before. */
function reached(capture: Capture, at: KvmInputs, { gpa }: ObservedOperation): KvmInputs {
  const refused = capture.slots[0]?.errno ?? null
  if (refused === 'EEXIST') return codeSlot(at)
  if (refused !== null) return withoutSlot(at)
  return capture.args['kind'] === 'two' && gpa >= at.gpa + 0x2000 ? secondVma(at) : at
}

/**
 * Whether a load of eight bytes is an alignment fault of stage 2, whose status KVM does not handle: its address is no
 * multiple of eight, and the leaf that the model put there is Device, which the guest's stage 1 does not say itself.
 */
const isMisaligned = ({ args }: Capture, stage2: Stage2, { code, gpa }: ObservedOperation) =>
  code === 'r' && gpa % 8 !== 0 && args['s1'] !== 'dev' && stage2.leafAt(gpa)?.leaf.type === 'device'

/** Bits of a leaf that the model answers: 54 and 53, and 11 to 0. */
const attributeBits = (3n << 53n) | 0xfffn

function leavesOf(capture: Capture, stage2: Stage2): readonly Observed[] {
  return capture.leaves.map(({ ipa, level, descriptor }) => {
    const present = stage2.leafAt(ipa)
    const ours = present && {
      ...present.leaf,
      attributes:
        (((BigInt(present.leaf.hi) << 32n) | BigInt(present.leaf.lo)) & ~(3n << 53n) & ~(1n << 7n)) |
        (present.x ? 0n : 2n << 53n) |
        (present.w ? 1n << 7n : 0n),
    }
    return {
      id: `${idOf(capture)} leaf ${ipa.toString(16)} `,
      seen: `L${level} ${(descriptor & attributeBits).toString(16)}`,
      ours: ours ? `L${ours.level} ${ours.attributes.toString(16)}` : 'none',
    }
  })
}

const all = captures()
const observed = all.flatMap(observations)
const named = observed.filter(({ id }) => outside.some((one) => one.id.test(id)))
const checked = observed.filter((one) => !named.includes(one))

describe('what was observed on Linux 7.2 and 6.12', () => {
  test('is what the policies answer', () => {
    const wrong = checked.filter(({ seen, ours }) => seen !== ours)
    expect(wrong).toEqual([])
  })

  test('is checked but for the cases that are named with the reason', () => {
    expect({ checked: checked.length, named: named.length }).toEqual({ checked: 1515, named: 78 })
  })

  test('is something in every case but those that are named', () => {
    const without = all.filter((one) => observations(one).length === 0).map(idOf)
    expect(without.toSorted()).toEqual(Object.keys(empty).toSorted())
  })

  test.each(outside.map(({ id, why }) => [why, id] as const))('%s: some case is so', (_, id) => {
    expect(observed.some((one) => id.test(one.id))).toBe(true)
  })

  test('covers memslots, operations and leaves of both kernels', () => {
    const kinds = [/ slot\d/, / [rwxlpbaczt][\da-f]* /, / leaf /]
    for (const folder of ['fwb1_dic1/', 'fwb0_dic1/', 'linux612_fwb1/', 'linux612_fwb0/'])
      for (const kind of kinds)
        expect(checked.some(({ id }) => id.startsWith(folder) && kind.test(id))).toBe(true)
  })
})

test('smaps shows the flags that were seen, as far as the inputs decide them', () => {
  const known = new Set(['rd', 'wr', 'sh', 'mw', 'ms', 'pf', 'io', 'ht', 'mm', '??'])
  for (const capture of all.filter(({ attrIndex }) => attrIndex !== null)) {
    const seen = capture.vmFlags.filter((code) => known.has(code)).join(' ')
    expect(smapsFlags(inputsOf(capture)), idOf(capture)).toBe(seen)
  }
})
