import * as fc from 'fast-check'
import type { Script } from 'node:vm'
import { collected, run, vitest, type Test } from './collector.ts'
import type { Source } from './sources.ts'
import { scriptOf, Universe } from './universe.ts'

/** All modules of the project and its tests, before anything else is asked. */
export interface Begin {
  readonly ask: 'begin'
  readonly sources: readonly Source[]
}

/** Run every test of a file, whose modules say by `watched` texts which functions of theirs run. */
export interface Survey {
  readonly ask: 'survey'
  readonly file: string
  readonly places: number
  readonly watched: readonly Source[]
}

/** Run tests one by one until one fails, with one module changed. */
export interface Try {
  readonly ask: 'try'
  readonly changed: Source
  readonly tests: readonly TestAt[]
}

/** A test by its file and its number there. */
export interface TestAt {
  readonly file: string
  readonly at: number
}

export type Asked = Begin | Survey | Try

/** How a test of a file ran on the code as it is. */
export interface Surveyed {
  readonly ms: number
  /** By the number of a function: 1 where it ran. */
  readonly met: Uint8Array
  readonly failed: string | null
}

export type Told =
  | { readonly tell: 'begun' }
  | {
      readonly tell: 'surveyed'
      readonly file: string
      readonly loadMs: number
      readonly loaded: readonly string[]
      readonly atLoad: Uint8Array
      readonly tests: readonly Surveyed[]
    }
  /** Which test begins now: a sign of life. */
  | { readonly tell: 'at'; readonly test: number }
  /** Which test failed, or null if none did. */
  | { readonly tell: 'tried'; readonly killer: TestAt | null; readonly says: string }

const tell = (told: Told) => process.send?.(told)

/** As a mutant is dead by the first failure, no smaller example is looked for. */
fc.configureGlobal({ seed: 1, endOnFailure: true })

const packages = new Map<string, unknown>([['vitest', vitest]])
const texts = new Map<string, string>()
const scripts = new Map<string, Script>()

function scriptFor(id: string): Script {
  const before = scripts.get(id)
  if (before) return before
  const code = texts.get(id)
  if (code === undefined) throw new Error(`${id} is not among the modules`)
  const script = scriptOf(id, code)
  scripts.set(id, script)
  return script
}

/** The modules as they are, but for some. */
function universe(instead: readonly Source[], met: (place: number) => void = () => undefined): Universe {
  const others = new Map(instead.map(({ id, code }) => [id, scriptOf(id, code)]))
  return new Universe((id) => others.get(id) ?? scriptFor(id), packages, met)
}

const says = (error: unknown): string => String(error).slice(0, 300)

async function survey({ file, places, watched }: Survey): Promise<Told> {
  let met = new Uint8Array(places)
  const all = universe(watched, (place) => (met[place] = 1))
  const start = performance.now()
  const found = await collected(() => all.import(file)).catch((error: unknown) => says(error))
  const loadMs = performance.now() - start
  const atLoad = met
  const tests: Surveyed[] = []
  if (typeof found === 'string')
    return {
      tell: 'surveyed',
      file,
      loadMs,
      loaded: [],
      atLoad,
      tests: [{ ms: 0, met: atLoad, failed: found }],
    }
  for (const one of found) {
    met = new Uint8Array(places)
    const begin = performance.now()
    const failed = await run(one).then(() => null, says)
    tests.push({ ms: performance.now() - begin, met, failed })
  }
  return { tell: 'surveyed', file, loadMs, loaded: all.loaded, atLoad, tests }
}

async function attempt(inside: Universe, tests: readonly TestAt[]): Promise<Told> {
  const files = new Map<string, readonly Test[]>()
  for (const [number, test] of tests.entries()) {
    tell({ tell: 'at', test: number })
    try {
      const found = files.get(test.file) ?? (await collected(() => inside.import(test.file)))
      files.set(test.file, found)
      const one = found[test.at]
      if (!one) return { tell: 'tried', killer: test, says: 'the file has fewer tests' }
      await run(one)
    } catch (error) {
      return { tell: 'tried', killer: test, says: says(error) }
    }
  }
  return { tell: 'tried', killer: null, says: '' }
}

process.on('message', async (asked: Asked) => {
  if (asked.ask === 'begin') {
    for (const { id, code } of asked.sources) texts.set(id, code)
    return tell({ tell: 'begun' })
  }
  if (asked.ask === 'survey') return tell(await survey(asked))
  return tell(await attempt(universe([asked.changed]), asked.tests))
})
