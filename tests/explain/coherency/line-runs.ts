import * as fc from 'fast-check'
import type { Options, Script, State, Step } from '../../../src/coherency/script.ts'
import { attributes, maintenances } from '../../../src/coherency/script.ts'
import { outcomes } from '../../../src/coherency/outcomes.ts'
import { vmaKinds } from '../../../src/content/vma-kinds.ts'
import type { Aliases } from '../../../src/explain/coherency/aliases.ts'
import { deedWords, tellRun, type StepTold } from '../../../src/explain/coherency/run-words.ts'
import { lineView, type LineView } from '../../../src/explain/coherency/view.ts'
import { say } from '../../../src/explain/sentence.ts'
import type { Scenario } from '../../../src/scenario/schema.ts'
import type { CoherencyChoice } from '../../../src/explain/coherency/answer.ts'
import { asked, situationIn } from './asked.ts'

/** A run with the aliases of its story. */
export interface LineRun {
  readonly aliases: Aliases
  readonly steps: readonly StepTold[]
}

/** The bad run of a situation, or where it is safe the last of those that may be. */
export function runOf(
  changes: Partial<Scenario>,
  id: string,
  choice: Partial<CoherencyChoice> = {},
): LineRun {
  const told = asked(changes, choice)
  const { bad, outcomes: all } = situationIn(told, id)
  const shown = bad ?? all.at(-1)
  if (!shown) throw new Error(`${id} has no outcome`)
  return { aliases: told.aliases, steps: shown.steps }
}

const { anon } = vmaKinds
const before = { policy: 'before' } as const
const nonCacheable = { ...anon.settings, fwb: false, mair: 0x44 } as const

/** Runs by name: those that the pictures are stored of. */
export const runs = {
  leak: runOf(before, 'leak'),
  'lost-write': runOf(before, 'lost-write'),
  'guest-to-vmm': runOf(nonCacheable, 'guest-to-vmm'),
  civac: runOf(nonCacheable, 'dirty-civac'),
  safe: runOf(anon.settings, 'guest-to-vmm'),
  device: runOf(vmaKinds['vfio-bar'].settings, 'leak'),
  hits: runOf(before, 'lost-write', { hits: true }),
} as const satisfies Readonly<Record<string, LineRun>>

/** What a value is, as the page of a situation says it. */
export const memoryIs = (value: string) =>
  value === 'secret' ? 'what the previous tenant left' : value === 'zero' ? 'the VMM’s zeros' : null

/** What the picture shows at a step of a run. */
export const viewOf = ({ aliases, steps }: LineRun, now: number): LineView =>
  lineView({ aliases, steps, memoryIs }, now)

/** Every view of a run, step by step. */
export const viewsOf = (run: LineRun): readonly LineView[] => run.steps.map((_, now) => viewOf(run, now))

const agent = fc.constantFrom('vmm', 'guest', 'kvm')
const value = fc.constantFrom('a', 'b', 'c', 'd')
const attr = fc.constantFrom(...attributes)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ by: agent, do: fc.constant('read' as const), attr }),
  fc.record({ by: agent, do: fc.constant('write' as const), attr, value }),
  fc.record({ by: agent, do: fc.constantFrom(...maintenances) }),
)
const anyStart: fc.Arbitrary<State> = fc.record({
  memory: value,
  cache: fc.option(fc.record({ state: fc.constantFrom('clean' as const, 'dirty' as const), value })),
})

interface Own {
  readonly script: Script
  readonly start: State
  readonly options: Options
  readonly pick: number
}

const stories = [runs.leak, runs['guest-to-vmm'], runs.device, runs.safe]

/** A script of one's own, whoever accesses the line as whatever, with a run of it. */
export const anyOwnRun: fc.Arbitrary<LineRun> = fc
  .tuple(
    fc.record<Own>({
      script: fc.array(anyStep, { minLength: 1, maxLength: 12 }),
      start: anyStart,
      options: fc.record({ fill: fc.boolean(), hits: fc.boolean() }),
      pick: fc.nat(),
    }),
    fc.constantFrom(...stories),
  )
  .map(([{ script, start, options, pick }, { aliases }]) => {
    const all = outcomes(script, start, options)
    const one = all[pick % all.length]
    if (!one) throw new Error('a script has an outcome')
    const steps = tellRun(
      {
        before: { what: `memory holds ${start.memory}`, says: say(`Memory holds ${start.memory}.`) },
        stepWords: (step) => deedWords(step, 'attr' in step ? step.attr : ''),
        wanted: one.values.map((read, at) => (at === pick % 3 ? `${read}?` : null)),
      },
      one.run,
    )
    return { aliases, steps }
  })
