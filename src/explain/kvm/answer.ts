import { slotStory } from '../../kvm/story.ts'
import { descriptor, type Leaf } from '../../kvm/leaf.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import { explainKvm, type ExplainedKvm } from '../../kvm/trace.ts'
import { policyOf, toKvm } from '../../scenario/kvm-inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'

/** Acts 1 and 2: what KVM made of the memslot and of the fault, with every check. */
export interface KvmAnswer extends ExplainedKvm {
  /** The inputs of the access. */
  readonly inputs: KvmInputs
  /** The inputs of the call that act 1 tells. */
  readonly call: KvmInputs
  /** The act in which the story ends before an access is made; null where a leaf is mapped. */
  readonly stopped: 'memslot' | 'fault' | null
  /** The leaf that is in place when the guest goes on. */
  readonly leaf: Leaf | null
  /** The whole descriptor, with the output address of the example. */
  readonly descriptor: bigint | null
}

const gibibyte = 2 ** 30

/** Where the memory of the example stands; no decision depends on it. */
const example = { 'map-memory': 0x880000000, 'zone-device': 0x300000000000, none: 0x420000000000 } as const

/** Above every example address; those of larger slots begin again at 0. */
const highest = 2 ** 47

/** Log2 of what a leaf maps, by host page size in KiB and level. */
export const spans = {
  4: { 3: 12, 2: 21, 1: 30 },
  16: { 3: 14, 2: 25, 1: 36 },
  64: { 3: 16, 2: 29, 1: 42 },
} as const

/**
 * Where the host keeps the accessed IPA, on a PE with physical addresses of `pa` bits: the example's memory, as far
 * aligned as the host address.
 */
export function exampleAddress({ vma, pfn, hva, gpa, addr }: KvmInputs, pa: number): number {
  const end = Math.min(highest, 2 ** pa)
  const address = (example[vma === 'none' ? 'map-memory' : pfn] + (hva % gibibyte) + (addr - gpa)) % end
  return address < 0 ? address + end : address
}

/** The output address of the leaf at the accessed IPA. */
export function outputAddress(inputs: KvmInputs, { level }: Leaf, pa: number): bigint {
  const span = BigInt(spans[inputs.page][level])
  return (BigInt(exampleAddress(inputs, pa)) >> span) << span
}

/** Asks KVM, with reasons. */
export function kvmAnswer(scenario: Scenario): KvmAnswer {
  const policy = policyOf(scenario)
  const { call, access: inputs, reached } = slotStory(policy, toKvm(scenario))
  const explained = explainKvm(policy, inputs, call)
  const leaf = reached ? explained.fault.leaf : null
  return {
    ...explained,
    inputs,
    call,
    stopped: !reached ? 'memslot' : leaf ? null : 'fault',
    leaf,
    descriptor: leaf && descriptor(leaf, outputAddress(inputs, leaf, Number(scenario.pa)), inputs.page),
  }
}
