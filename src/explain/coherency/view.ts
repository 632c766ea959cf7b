import type { Attribute } from '../../coherency/script.ts'
import type { TypeCode } from '../words.ts'
import type { Alias, AliasId, Aliases } from './aliases.ts'
import { firstLetterUp } from '../sentence.ts'
import { aliasOfStep, wayOfStep, type LaneId } from './lanes.ts'
import type { Actor, StepTold } from './run-words.ts'
import { tokensOf, type ValueToken } from './value-token.ts'
import { actorWords, discsOf } from './view-discs.ts'
import { lanesOf } from './view-lanes.ts'

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
  /** When a value goes up it, towards the parties, and down it, towards memory; null where none of the run does. */
  readonly up: DiscState | null
  readonly down: DiscState | null
  /** The step that takes it on its way, with its disc on another lane; null where none does. */
  readonly passing: {
    readonly number: number
    readonly state: DiscState
    readonly words: readonly string[]
  } | null
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

/** What the picture shows at a step of a run: each party with what it did, the line, and who goes where. */
export function lineView({ aliases, steps, memoryIs }: LineAsked, now: number): LineView {
  const shown = steps[now]
  if (!shown) throw new RangeError(`now is ${now}, and the run has ${steps.length} rows`)
  const tokenOf = tokensOf(steps)
  const { memory, cache } = shown.state
  const way = wayOfStep(shown)
  return {
    steps,
    now,
    parties: {
      vmm: partyOf(aliases.vmm, steps, now, tokenOf),
      guest: partyOf(aliases.guest, steps, now, tokenOf),
      linear: partyOf(aliases.linear, steps, now, tokenOf),
    },
    cache: { state: cache?.state ?? 'absent', value: cache && tokenOf(cache.value) },
    memory: { value: tokenOf(memory), is: memoryIs(memory) },
    lanes: lanesOf(steps, aliases, now),
    discs: discsOf(steps, now),
    flow: way.length > 0 && !way.includes('drop') ? { way, to: endOf(way.at(-1) ?? 'fill', shown) } : null,
    end: endAt(steps, now),
    title: `One line and its aliases at step ${now} of ${steps.length - 1}, ${actorWords(shown)}: ${shown.what}. Cache: ${shown.cache}. Memory: ${memory}.`,
  }
}

/** Whose plate a value becomes at the end of its way. */
function endOf(last: LaneId, step: StepTold): AliasId | 'cache' | 'memory' {
  if (last === 'fill') return 'cache'
  if (last === 'write-back') return 'memory'
  const alias = aliasOfStep(step)
  if (step.read && alias) return alias
  return last.endsWith('-cache') ? 'cache' : 'memory'
}

function whereOf({ id, attributes, says }: Alias): string {
  // The question does not arise where VMM or guest has no alias.
  if (!attributes) return 'no struct page: no alias, and KVM has no address to clean by'
  if (id === 'guest') return 'both stages combined'
  const pgprot = id === 'vmm' ? says.find(({ setting }) => setting === 'pgprot') : undefined
  return pgprot ? `host stage 1, ${pgprot.text}` : 'host stage 1'
}

function partyOf(alias: Alias, steps: readonly StepTold[], now: number, tokenOf: TokenOf): PartyView {
  const isOwn = (step: StepTold) => step.step !== null && aliasOfStep(step) === alias.id
  const at = steps.findLastIndex((step, place) => place <= now && isOwn(step))
  const step = steps[at]
  return {
    alias,
    where: !alias.attributes && step ? 'no alias of this story' : whereOf(alias),
    exists: alias.attributes !== null,
    did: step ? didIn(step, at, now, tokenOf) : null,
    now: at === now,
  }
}

type TokenOf = (value: string) => ValueToken

function didIn({ step, read }: StepTold, at: number, now: number, tokenOf: TokenOf): DidLast | null {
  const when = `in step ${at}`
  if (read) {
    const words = at === now ? 'is what it reads' : `read ${when}`
    return { value: tokenOf(read.value), bad: !read.good, words }
  }
  if (step?.do === 'write')
    return {
      value: tokenOf(step.value),
      bad: false,
      words: at === now ? 'is what it writes' : `written ${when}`,
    }
  return { value: null, bad: false, words: `${step?.do === 'clean' ? 'DC CVAC' : 'DC CIVAC'} ${when}` }
}

/** The end of a run, once it is reached. */
function endAt(steps: readonly StepTold[], now: number): EndView | null {
  const wrong = steps.findIndex(({ read }) => read?.good === false)
  const at = wrong < 0 ? steps.findLastIndex(({ read }) => read !== null) : wrong
  const step = steps[at]
  if (!step?.read || at > now) return null
  return {
    good: step.read.good,
    says: `${firstLetterUp(actorWords(step))} reads ${step.read.value}`,
    because: step.read.good ? 'no read of this run is wrong' : whyBad(step, steps[at - 1] ?? step),
  }
}

/** What the line held, of which a read that is wrong tells nothing. */
function whyBad({ rule, read }: StepTold, { state: { memory, cache } }: StepTold): string {
  const ofCopy = rule?.id === 'coherency-read-copy' || rule?.id === 'coherency-read-hit'
  if (ofCopy && memory !== read?.value) return `memory holds ${memory}`
  if (!ofCopy && cache && cache.value !== read?.value)
    return `${cache.value} is still ${cache.state} in the cache`
  return 'nothing holds what should be read'
}
