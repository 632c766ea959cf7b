import { decide } from '../../src/kvm/decide.ts'
import type { Exit } from '../../src/kvm/exit.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { slotStory } from '../../src/kvm/story.ts'
import type { Capture, ObservedOperation } from '../captures/read.ts'
import { codeSlot, inputsOf, secondVma } from './capture-inputs.ts'
import { Stage2, type PermissionFault } from './capture-run.ts'

/** An observed thing: a memslot ioctl, a guest operation, a leaf found at the end, or whether an address is mapped then. */
export interface Observed {
  readonly id: string
  readonly seen: string
  readonly ours: string
  readonly capture: Capture
  /** The permission faults that the model took for it. */
  readonly permissionFaults: readonly PermissionFault[]
}

export const idOf = ({ folder, name }: Capture) => `${folder}/${name}`

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

/** Takes a case and a policy; gives all that was observed in it, with what the policy's stories say. */
export function observations(capture: Capture, policy: Policy): readonly Observed[] {
  const at = inputsOf(capture)
  const stage2 = new Stage2(policy)
  const operations = operationsOf(capture, at, policy, stage2)
  return [
    ...slotsOf(capture, at, policy),
    ...operations,
    ...leavesOf(capture, stage2),
    ...translationsOf(capture, stage2),
  ]
}

/** The first ioctl makes the slot, a second one changes its flags. */
function slotsOf(capture: Capture, at: KvmInputs, policy: Policy): readonly Observed[] {
  return capture.slots.map(({ flags, errno }, index) => {
    const asked = { ...at, log: (flags & 1) !== 0, readonly: (flags & 2) !== 0, later: index > 0 }
    const { memslot } = slotStory(policy, asked).outcome
    return {
      id: `${idOf(capture)} slot${index} `,
      seen: String(errno),
      ours: String(memslot.errno),
      capture,
      permissionFaults: [],
    }
  })
}

function operationsOf(
  capture: Capture,
  start: KvmInputs,
  policy: Policy,
  stage2: Stage2,
): readonly Observed[] {
  let at = start
  return capture.steps.flatMap((step): Observed | readonly [] => {
    if (isGuests(step)) return operationOf(capture, at, policy, stage2, step)
    at = hostStep(step.code, at, policy, stage2)
    return []
  })
}

/** What the VMM does in between: it changes what a later fault finds. */
function hostStep(code: string, at: KvmInputs, policy: Policy, stage2: Stage2): KvmInputs {
  if (code === 'L') return loggedLater(at, policy, stage2)
  if (code === 'G') stage2.writeProtect()
  if (code === 'Q' || code === 'P') stage2.unmap(at.gpa)
  if (code === 'Q') return { ...at, hpte: 'ro' }
  return code === 'P' ? { ...at, hwpoison: true } : at
}

/** KVM_MR_FLAGS_ONLY, refused or not: the story of each later access tells which. */
function loggedLater(at: KvmInputs, policy: Policy, stage2: Stage2): KvmInputs {
  const changed: KvmInputs = { ...at, log: true, later: true }
  if (slotStory(policy, changed).outcome.memslot.kind === 'accept') stage2.writeProtect()
  return changed
}

function operationOf(
  capture: Capture,
  start: KvmInputs,
  policy: Policy,
  stage2: Stage2,
  step: ObservedOperation,
): Observed {
  const before = stage2.permissionFaults.length
  const at = { ...slotAt(capture, start, policy, step), addr: step.gpa }
  const exit = isMisaligned(capture, stage2, step)
    ? decide(policy, { ...at, fsc: 'other' }).fault
    : stage2.operate(step.code, at)
  const offset = step.offset.toString(16)
  return {
    id: `${idOf(capture)} ${step.code}${offset} ${step.seen}`,
    seen: meaning(step.seen),
    ours: meaningOf(exit),
    capture,
    permissionFaults: stage2.permissionFaults.slice(before),
  }
}

/** The inputs of an operation: in the second VMA, or in the slot that was there before where this one overlaps it. */
function slotAt(capture: Capture, at: KvmInputs, policy: Policy, { gpa }: ObservedOperation): KvmInputs {
  if (slotStory(policy, at).outcome.memslot.errno === 'EEXIST') return codeSlot(at)
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
      capture,
      permissionFaults: [],
    }
  })
}

/** Whether the three addresses that AT S12E1R was asked for are mapped: pages of a block that was replaced are not. */
function translationsOf(capture: Capture, stage2: Stage2): readonly Observed[] {
  return capture.translations.map(({ va, status }) => ({
    id: `${idOf(capture)} at ${va.toString(16)} `,
    seen: status === null ? 'mapped' : 'not mapped',
    ours: stage2.leafAt(va) ? 'mapped' : 'not mapped',
    capture,
    permissionFaults: [],
  }))
}
