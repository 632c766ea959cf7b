import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../tool.mjs'
import { eachBy, type Ask } from './crew.ts'
import { floorOf } from './drawn.ts'
import { changed, type Mutant } from './mutants.ts'
import { compiled, type Source } from './sources.ts'
import type { Kind } from './operators.ts'
import type { Coverage, Measured } from './survey.ts'
import { Compiler } from './types.ts'
import type { TestAt } from './worker.ts'

/** What became of a mutant: a test failed or never came to an end, it cannot be read, the compiler refuses it, or it lived. */
export interface Trial {
  readonly mutant: Mutant
  readonly end: 'killed' | 'endless' | 'unreadable' | 'refused' | 'lived'
  readonly killer: TestAt | null
  readonly says: string
  /** How many tests meet it, and how many of these were asked before the time for one mutant was over. */
  readonly tests: number
  readonly asked: number
  readonly ms: number
}

/** How often each test killed a mutant of a file, and of a floor. */
class Killers {
  readonly #counts = new Map<string, number>()

  /** How likely a test is to kill another mutant of a file, as a number to compare with. */
  chance(file: string, { file: test, at }: TestAt): number {
    const floor = floorOf(file)
    const isNamesake = basename(test).includes(basename(file, '.ts'))
    const near = isNamesake ? 5 : test.startsWith(`/tests/${floor}/`) ? 0.5 : 0.05
    const count = (of: string) => this.#counts.get(`${of} ${test} ${at}`) ?? 0
    return near + count(floor) + 20 * count(file)
  }

  add(file: string, { file: test, at }: TestAt): void {
    for (const of of [floorOf(file), file]) {
      const key = `${of} ${test} ${at}`
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
    }
  }
}

/** Those that are likely to kill before others, as far as they are quick. */
function inOrder(tests: readonly Measured[], file: string, killers: Killers): readonly Measured[] {
  return tests
    .map((test) => ({ test, worth: killers.chance(file, test) / (test.ms + 20) }))
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ test }) => test)
}

/** Milliseconds that a test may take before it counts as one that never ends. */
const patienceFor = (test: Measured | undefined): number => 20_000 + 20 * (test?.ms ?? 0)

/** The first of them that together take no longer than `budget` milliseconds on the code as it is. */
function within(budget: number, tests: readonly Measured[]): readonly Measured[] {
  let sum = 0
  return tests.filter(({ ms }) => (sum += ms) <= budget)
}

/** Kinds of mutants of which the compiler may say that no such value can stand there. */
const typed: ReadonlySet<Kind> = new Set(['word', 'control', 'constant', 'row dropped', 'rows swapped'])

/** What tries mutants: the workers, the compiler, and how many milliseconds of tests one mutant is worth. */
export interface Crew {
  readonly path: string
  readonly sources: readonly Source[]
  readonly hands: number
  readonly budget: number
}

type Ended = Omit<Trial, 'mutant' | 'tests' | 'asked' | 'ms'>

async function ended(
  mutant: Mutant,
  asked: readonly Measured[],
  ask: Ask,
  compiler: Compiler,
): Promise<Ended> {
  const text = changed(readFileSync(join(root, mutant.file), 'utf8'), mutant)
  const code = await compiled(mutant.file, text).catch((error: unknown) => String(error))
  if (!code.includes('__vite_ssr_')) return { end: 'unreadable', killer: null, says: code }
  const tests = asked.map(({ file, at }) => ({ file, at }))
  const reply = await ask({ ask: 'try', changed: { id: mutant.file, code }, tests }, (at) =>
    patienceFor(asked[at]),
  )
  if (reply.tell === 'silent') return { end: 'endless', killer: tests[reply.test] ?? null, says: '' }
  if (reply.tell !== 'tried') throw new Error(`a worker tells ${reply.tell}`)
  if (reply.killer) return { end: 'killed', killer: reply.killer, says: reply.says }
  const refused = typed.has(mutant.kind) && (await compiler.refuses(mutant))
  return { end: refused ? 'refused' : 'lived', killer: null, says: '' }
}

/** Tries every mutant on the tests that meet it, and says of each what became of it as soon as that is known. */
export async function tried(
  mutants: readonly Mutant[],
  coverage: Coverage,
  crew: Crew,
  say: (trial: Trial) => void,
): Promise<readonly Trial[]> {
  const killers = new Killers()
  const compiler = new Compiler()
  const trials = await eachBy(crew.hands, crew, mutants, async (mutant, ask): Promise<Trial> => {
    const start = performance.now()
    const tests = inOrder(coverage.testsOf(mutant.file, mutant.place), mutant.file, killers)
    const asked = within(crew.budget, tests)
    const end = await ended(mutant, asked, ask, compiler)
    if (end.killer) killers.add(mutant.file, end.killer)
    const ms = performance.now() - start
    const trial = { mutant, tests: tests.length, asked: asked.length, ms, ...end }
    say(trial)
    return trial
  })
  compiler.end()
  return trials
}
