import {
  isCacheable,
  type Attribute,
  type Options,
  type Script,
  type State,
  type Step,
} from '../../coherency/script.ts'
import type { OwnAgent, OwnScript, OwnStep } from '../../scenario/own-script.ts'
import { asSentence, say, type Sentence } from '../sentence.ts'
import type { Alias, Aliases } from './aliases.ts'
import { attributeName } from './attribute.ts'

/** The alias that each may act through; KVM's is the kernel's linear map. */
export const aliasesOfAgents = ({ vmm, guest, linear }: Aliases): Readonly<Record<OwnAgent, Alias>> => ({
  vmm,
  guest,
  kvm: linear,
})

export const agentName: Readonly<Record<OwnAgent, string>> = {
  vmm: 'the VMM',
  guest: 'the guest',
  kvm: 'KVM',
}

/** One step as it counts in this scenario. */
export interface OwnStepResolved {
  readonly step: OwnStep
  /** What an access counts as: one attribute, two where inner and outer differ; nothing for maintenance, and for what is left out. */
  readonly counts: readonly Attribute[]
  /** Its alias in words: `Normal Write-Back`, `Non-cacheable by hand`; nothing for maintenance. */
  readonly through: string
  /** There is no such alias, so that the step is left out. */
  readonly leftOut: boolean
  /** What has to be said of it, where it is left out, or the first of those whose alias counts as two: one whole sentence. */
  readonly says: Sentence | null
}

/** What is asked for one reading of the aliases. */
export interface OwnReading {
  readonly script: Script
  readonly options: Options
}

/** A script of one's own with the aliases of a scenario. */
export interface OwnResolved {
  readonly steps: readonly OwnStepResolved[]
  /** The place in `steps` of each step that is run. */
  readonly places: readonly number[]
  readonly start: State
  /** One, or several where an alias counts as two attributes: every outcome of each is possible. */
  readonly readings: readonly OwnReading[]
}

/** Gives each access the attribute of its alias. */
export function resolveOwn(aliases: Aliases, own: OwnScript, hits: boolean): OwnResolved {
  const of = aliasesOfAgents(aliases)
  const resolved = own.steps.map((step, at) => resolveStep(of[step.by], step, at))
  const ofTwo = ({ step, counts }: OwnStepResolved, by: OwnAgent) => step.by === by && counts.length > 1
  const steps = resolved.map((one, at) =>
    resolved.findIndex((other) => ofTwo(other, one.step.by)) === at ? { ...one, says: twoSays(one) } : one,
  )
  const places = steps.flatMap(({ leftOut }, at) => (leftOut ? [] : [at]))
  const run = places.flatMap((at) => own.steps[at] ?? [])
  const byHand = own.steps.some((step) => 'as' in step && step.as !== null && isCacheable(step.as))
  return {
    steps,
    places,
    start: { memory: own.memory, cache: own.cache },
    readings: readingsOf(of).map((reading) => ({
      script: run.flatMap((step) => stepAs(step, reading)),
      options: { fill: byHand || Object.values(reading).some((one) => one && isCacheable(one)), hits },
    })),
  }
}

/** What the aliases count as at once; null where there is none. */
type Reading = Readonly<Record<OwnAgent, Attribute | null>>

function readingsOf({ vmm, guest, kvm }: Readonly<Record<OwnAgent, Alias>>): readonly Reading[] {
  const each = ({ counts }: Alias) => (counts.length > 0 ? counts : [null])
  return each(vmm).flatMap((vmm) =>
    each(guest).flatMap((guest) => each(kvm).map((kvm) => ({ vmm, guest, kvm }))),
  )
}

function stepAs(step: OwnStep, reading: Reading): Step | readonly [] {
  if (step.do !== 'read' && step.do !== 'write') return { by: step.by, do: step.do }
  const attr = step.as ?? reading[step.by]
  if (attr === null) return []
  return step.do === 'read'
    ? { by: step.by, do: 'read', attr }
    : { by: step.by, do: 'write', attr, value: step.value }
}

function resolveStep(alias: Alias, step: OwnStep, at: number): OwnStepResolved {
  const access = 'as' in step
  const byHand = access ? step.as : null
  if (byHand)
    return { step, counts: [byHand], through: `${attributeName[byHand]} by hand`, leftOut: false, says: null }
  const through = access ? alias.type : ''
  if (alias.attributes === null)
    return { step, counts: [], through, leftOut: true, says: leftOutSays(step, at) }
  if (!access) return { step, counts: [], through, leftOut: false, says: null }
  return { step, counts: alias.counts, through, leftOut: false, says: null }
}

function leftOutSays({ by, do: what }: OwnStep, at: number): Sentence {
  const act = what === 'read' || what === 'write' ? `${what} by` : 'maintain by'
  return asSentence(
    say(
      `step ${at + 1} is left out: the kernel’s linear map does not have the page, so that ${agentName[by]} has no address to ${act}`,
    ),
  )
}

/** Only the guest's alias may count as two: the others are Linux's own. */
function twoSays({ counts }: OwnStepResolved): Sentence {
  const [one, two] = counts.map((each) => attributeName[each])
  return asSentence(
    say(
      `what goes through the guest’s alias is told for ${one} and for ${two}, as inner and outer cacheability differ: it may count as either`,
    ),
  )
}
