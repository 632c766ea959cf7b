import type { KernelFunction } from './check.ts'
import { citedIn } from './cited.ts'
import { sizeBits } from './fault-bits.ts'
import { faultFacts } from './fault-facts.ts'
import { Graph } from './graph.ts'
import { memslotFacts } from './memslot-facts.ts'

/** Where a policy got to on the list. */
export type PolicyStatus = 'merged' | 'posted' | 'proposed' | 'rejected'

/** What KVM_CHECK_EXTENSION(KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED) tells: nothing, or what its condition gives. */
export type CapabilityRule = 'absent' | 'fwb' | 'fwb && dic'

/** How a kernel decides, as lists of functions with their checks. */
export interface PolicySource {
  readonly id: string
  readonly title: string
  readonly status: PolicyStatus
  /** The release whose source is cited, as `src/cite` writes it; what is cited of other releases is left out. */
  readonly version: string
  /** Which releases decide so; empty for what was never released. */
  readonly releases: string
  /** Where nobody coded it: that it is an interpretation, and why. */
  readonly interpretation?: string
  readonly capability: CapabilityRule
  /** Whether a check reads `vm_page_prot`. */
  readonly readsPgprot: boolean
  /** Functions of KVM_SET_USER_MEMORY_REGION2, in the order in which they check. */
  readonly memslot: readonly KernelFunction[]
  /** Functions of a stage-2 abort, likewise. */
  readonly fault: readonly KernelFunction[]
}

export interface Policy extends PolicySource {
  /** The same lists as graphs, made when they are first asked for. */
  readonly graphs: Graphs
}

export interface Graphs {
  readonly memslot: Graph
  readonly fault: Graph
}

/** Makes a policy of its lists. Its graphs throw RangeError for a condition that cannot be read. */
export function policy(source: PolicySource): Policy {
  let graphs: Graphs | undefined
  const lists = {
    memslot: citedIn(source.version, source.memslot),
    fault: citedIn(source.version, source.fault),
  }
  return {
    ...source,
    ...lists,
    get graphs() {
      return (graphs ??= graphsOf(lists))
    },
  }
}

const graphsOf = ({ memslot, fault }: Pick<PolicySource, 'memslot' | 'fault'>): Graphs => ({
  memslot: new Graph(memslot, memslotFacts),
  fault: new Graph(fault, faultFacts, sizeBits),
})
