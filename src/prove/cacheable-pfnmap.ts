import { faultWord, startState } from '../kvm/fault-word.ts'
import { stateOf } from '../kvm/graph.ts'
import type { KvmInputs } from '../kvm/inputs.ts'
import { typeOf } from '../kvm/leaf.ts'
import { isCacheable, memslotWord } from '../kvm/memslot-facts.ts'
import { policies } from '../kvm/policies.ts'
import type { Policy } from '../kvm/policy.ts'
import { distanceOf, inputAt, spaceSize, visitInputs } from './decision-space.ts'

/** How often a policy maps a cacheable VM_PFNMAP mapping other than Write-Back, over the whole space of decisions. */
export interface CacheablePfnmapCount {
  readonly policy: Policy
  /** Inputs whose fault, asked by itself, maps such memory Non-cacheable or Device. */
  readonly rows: number
  /** Those of them whose memslot is accepted, so that a guest gets there. */
  readonly accepted: number
  /** Inputs of any cacheable VMA whose memslot is accepted and whose leaf is not Write-Back: the hazard `leak`. */
  readonly leaks: number
  /** Of the accepted rows the one that differs from the default scenario in the fewest settings. */
  readonly counterexample: KvmInputs | null
}

/** The whole space, packed once for all policies. */
interface Space {
  readonly memslot: Int32Array
  readonly fault: Int32Array
  readonly state: Int32Array
  /** Bit 0: the VMA is cacheable. Bit 1: it is VM_PFNMAP. */
  readonly vma: Uint8Array
}

function wholeSpace(): Space {
  const word = () => new Int32Array(spaceSize)
  const space: Space = { memslot: word(), fault: word(), state: word(), vma: new Uint8Array(spaceSize) }
  visitInputs((at, index) => {
    space.memslot[index] = memslotWord(at)
    space.fault[index] = faultWord(at)
    space.state[index] = startState(at)
    space.vma[index] = (isCacheable(at) ? 1 : 0) | (at.pfnmap ? 2 : 0)
  })
  return space
}

/** Whether a policy maps the input at an index other than Write-Back. As `decide` has it, without the leaf. */
function mapsOtherwise({ graphs: { fault } }: Policy, space: Space, index: number): boolean {
  const start = space.state[index] as number
  const result = fault.walk(space.fault[index] as number, start)
  return fault.exitOf(result).kind === 'map' && typeOf(stateOf(result) | start) !== 'normal'
}

function isAccepted({ graphs: { memslot } }: Policy, space: Space, index: number): boolean {
  return memslot.exitOf(memslot.walk(space.memslot[index] as number, 0)).kind === 'accept'
}

function countOf(policy: Policy, space: Space): CacheablePfnmapCount {
  const reached: number[] = []
  let rows = 0
  let leaks = 0
  for (let index = 0; index < spaceSize; index++) {
    const vma = space.vma[index] as number
    if ((vma & 1) === 0 || !mapsOtherwise(policy, space, index)) continue
    const accepted = isAccepted(policy, space, index)
    if (accepted) leaks++
    if ((vma & 2) === 0) continue
    rows++
    if (accepted) reached.push(index)
  }
  return { policy, rows, accepted: reached.length, leaks, counterexample: nearest(reached.map(inputAt)) }
}

/** The first of those that differ least from the default scenario. */
function nearest(all: readonly KvmInputs[]): KvmInputs | null {
  const distances = all.map(distanceOf)
  return all[distances.indexOf(Math.min(...distances))] ?? null
}

/** Counts for every policy, in the order of their dates: each input of `decision-space` is decided by each of them. */
export function countCacheablePfnmap(): readonly CacheablePfnmapCount[] {
  const space = wholeSpace()
  return policies.map((policy) => countOf(policy, space))
}
