import type { CitationId } from '../cite/citations.ts'
import type { KernelFunction } from './check.ts'
import { citedIn } from './cited.ts'
import { givenBits } from './fault-bits.ts'
import { faultFacts } from './fault-facts.ts'
import { Graph } from './graph.ts'
import { memslotFacts } from './memslot-facts.ts'

/** Where a policy got to on the list. */
export type PolicyStatus = 'merged' | 'posted' | 'proposed' | 'rejected'

/** What KVM_CHECK_EXTENSION(KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED) tells: nothing, or what its condition gives. */
export type CapabilityRule = 'absent' | 'fwb' | 'fwb && dic'

/** One reading of a mail, or one thing to know of posted code. */
export interface PolicyNote {
  /** A sentence. */
  readonly says: string
  /** The mail that it reads, if there is one. */
  readonly cite?: CitationId
}

/** How a kernel decides, as lists of functions with their checks. */
export interface PolicySource {
  readonly id: string
  /** The subject of a sentence: `Linux 7.3`, `The patch v3`. */
  readonly title: string
  /** What it is, in a few words, as a row of a table names it. */
  readonly describes: string
  readonly status: PolicyStatus
  /** The day on which it was posted, proposed or applied, ISO; of a release, the year. */
  readonly date: string
  /** What made it: a mail, a commit or the source of a release. */
  readonly source: CitationId
  /** The release whose source is cited, as `src/cite` writes it; what is cited of other releases is left out. */
  readonly version: string
  /** Which releases decide so; empty for what was never released. */
  readonly releases: string
  /** Where nobody coded it: why it is an interpretation, as a sentence. */
  readonly interpretation?: string
  /** How it was read, and what else is to be known. */
  readonly notes: readonly PolicyNote[]
  readonly capability: CapabilityRule
  /** The hardware on which cacheable memory that KVM cannot maintain is mapped Write-Back. */
  readonly follows: CapabilityRule
  /** Whether the fault path asks for bit 3 of the slot's flags. */
  readonly asksFlag: boolean
  /** Whether a check reads `vm_page_prot`. */
  readonly readsPgprot: boolean
  /** Functions of KVM_SET_USER_MEMORY_REGION2, in the order in which they check. */
  readonly memslot: readonly KernelFunction[]
  /** Functions of a stage-2 abort, likewise. */
  readonly fault: readonly KernelFunction[]
}

export interface Policy extends PolicySource {
  /** The same lists as graphs, which grow as they are asked. */
  readonly graphs: Graphs
}

export interface Graphs {
  readonly memslot: Graph
  readonly fault: Graph
}

/** Makes a policy of its lists. Its graphs throw RangeError for a condition that cannot be read, once they are asked. */
export function policy(source: PolicySource): Policy {
  const lists = {
    memslot: citedIn(source.version, source.memslot),
    fault: citedIn(source.version, source.fault),
  }
  return { ...source, ...lists, graphs: graphsOf(lists) }
}

const graphsOf = ({ memslot, fault }: Pick<PolicySource, 'memslot' | 'fault'>): Graphs => ({
  memslot: new Graph(memslot, memslotFacts),
  fault: new Graph(fault, faultFacts, givenBits),
})
