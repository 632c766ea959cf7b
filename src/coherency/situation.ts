import type { CitationId } from '../cite/citations.ts'
import type { Attribute, Maintenance, Options, Script, State, Step } from './script.ts'
import { isCacheable } from './script.ts'

/** The two agents of a situation, each with an alias of its own. */
export type Party = 'vmm' | 'guest'

/** A step of a situation; which attribute an access has is the mix's to say. */
export type Deed =
  | { readonly by: Party; readonly do: 'read' }
  | { readonly by: Party; readonly do: 'write'; readonly value: string }
  | { readonly by: Party; readonly do: Maintenance }
  /** KVM installs the leaf of stage 2, with its maintenance, if any. */
  | { readonly by: 'kvm'; readonly do: 'map' }

/** What may go wrong between a VMM and its guest, told in a few steps. Nothing is cached before. */
export interface Situation {
  readonly id: string
  readonly title: string
  /** What it shows, in a sentence. */
  readonly says: string
  readonly cite: readonly CitationId[]
  /** What memory holds before: the word that stands for it, and what that is. */
  readonly memory: { readonly value: string; readonly is: string }
  readonly deeds: readonly Deed[]
  /** What the reads have to give, in their order. */
  readonly good: readonly string[]
}

/** Who maps the line as what, and what KVM does about it. */
export interface Mix {
  /** The VMM's mapping, by the host's stage 1. */
  readonly host: Attribute
  /** The guest's, by both stages. */
  readonly guest: Attribute
  /** KVM cleans and invalidates as it maps: it does so for Normal leaves without FWB, by the linear map. */
  readonly maintains: boolean
  /** The kernel's linear map has the memory, Write-Back. */
  readonly linearAlias: boolean
  /** See `Options.hits`. */
  readonly hits: boolean
}

/** A situation with a mix: what `outcomes` takes, and the one outcome that is good. */
export interface Case {
  readonly script: Script
  readonly start: State
  readonly options: Options
  readonly good: readonly string[]
}

/** Gives the script of a situation where the aliases are as in `mix`. */
export function caseOf({ memory, deeds, good }: Situation, mix: Mix): Case {
  return {
    script: deeds.flatMap((deed) => stepOf(deed, mix)),
    start: { memory: memory.value, cache: null },
    options: { fill: isMappedCacheable(mix), hits: mix.hits },
    good,
  }
}

/** Whether a cacheable mapping exists anywhere, so that speculation may fill the line. */
const isMappedCacheable = ({ host, guest, linearAlias }: Mix) =>
  isCacheable(host) || isCacheable(guest) || linearAlias

function stepOf(deed: Deed, { host, guest, maintains }: Mix): Step | readonly [] {
  if (deed.do === 'map') return maintains ? { by: 'kvm', do: 'cleaninv' } : []
  const attr = deed.by === 'vmm' ? host : guest
  if (deed.do === 'read') return { by: deed.by, do: 'read', attr }
  if (deed.do === 'write') return { by: deed.by, do: 'write', attr, value: deed.value }
  return { by: deed.by, do: deed.do }
}
