import type { Attribute } from '../../coherency/script.ts'
import type { TypeCode } from '../words.ts'
import type { Alias, AliasId, Aliases } from './aliases.ts'
import type { LaneId } from './lanes.ts'
import type { Actor, StepTold } from './run-words.ts'
import type { ValueToken } from './value-token.ts'

export { stepId, stepNumber } from './step-id.ts'

/** Where a step of a run stands to the one that is shown. */
export type DiscState = 'done' | 'now' | 'to-come'

/** What a party did last with the line. */
export interface DidLast {
  /** What it read or wrote; null where it did maintenance. */
  readonly value: ValueToken | null
  /** It read what it should not have read: a black plate. */
  readonly bad: boolean
  /** `is what it reads`, `written in step 1`, `DC CVAC in step 2`. */
  readonly words: string
}

/** VMM, guest or the kernel's linear map. */
export interface PartyView {
  readonly alias: Alias
  /** Through what it maps the line: `host stage 1, MT_NORMAL`; without a mapping why not, in short. */
  readonly where: string
  readonly exists: boolean
  /** Null where it did nothing yet. */
  readonly did: DidLast | null
  /** It acts in the step that is shown. */
  readonly now: boolean
}

/** A lane of the picture, drawn whether a value goes along it now, before, later or never in this run. */
export interface LaneView {
  readonly id: LaneId
  /** Of an alias: whose it is, and as what it accesses there. */
  readonly party: AliasId | null
  readonly attribute: Attribute | null
  /** Its type in words, `Write-Back`, and what stands in its token. */
  readonly type: string
  readonly codes: readonly TypeCode[]
  readonly state: DiscState | 'unused'
  /** Which ends have an arrow head: up towards the parties, down towards memory. */
  readonly up: boolean
  readonly down: boolean
}

/** A step of the run, numbered, on the lane where it happens. */
export interface DiscView {
  readonly id: string
  readonly number: number
  readonly who: Actor
  readonly lane: LaneId
  readonly state: DiscState
  readonly spontaneous: boolean
  /** What stands beside it, in one or two short lines. */
  readonly words: readonly string[]
  /** What happens, and why, told where the step is shown. */
  readonly says: string
  readonly because: string
  /** What a screen reader says of it: whole sentences. */
  readonly label: string
}

/** How a run ends: with its first read that is wrong, or with its last one. */
export interface EndView {
  readonly good: boolean
  /** `The guest reads secret`. */
  readonly says: string
  /** `zero is still dirty in the cache`. */
  readonly because: string
}

/** What the picture of a line shows at a moment of a run. */
export interface LineView {
  /** The run: where it is the same array, moving from step to step is a motion. */
  readonly steps: readonly StepTold[]
  readonly now: number
  readonly parties: Readonly<Record<AliasId, PartyView>>
  readonly cache: { readonly state: 'absent' | 'clean' | 'dirty'; readonly value: ValueToken | null }
  readonly memory: { readonly value: ValueToken; readonly is: string | null }
  readonly lanes: readonly LaneView[]
  readonly discs: readonly DiscView[]
  /** What moves in the step that is shown: along which lanes, and whose plate it becomes; null where nothing does. */
  readonly flow: { readonly way: readonly LaneId[]; readonly to: AliasId | 'cache' | 'memory' } | null
  /** Null before the read that ends the run. */
  readonly end: EndView | null
  /** Says it all at once, for those who cannot see it. */
  readonly title: string
}

export interface LineAsked {
  readonly aliases: Aliases
  readonly steps: readonly StepTold[]
  /** What a value is where memory holds it: `what the previous tenant left`; null where that says no more than its word. */
  readonly memoryIs: (value: string) => string | null
}

