import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { cacheFolder } from '../bundle.mjs'
import { root } from '../tool.mjs'
import { eachBy } from './crew.ts'
import { watched } from './mutants.ts'
import { compiled, type Source } from './sources.ts'
import type { TestAt, Told } from './worker.ts'

/** A test on the code as it is: how long it takes, and what runs in it. */
export interface Measured extends TestAt {
  readonly ms: number
  readonly met: Uint8Array
}

/** A file of tests: what loading it takes, loads and runs. */
interface TestFile {
  readonly loadMs: number
  readonly loaded: ReadonlySet<string>
  readonly atLoad: Uint8Array
  readonly tests: readonly Measured[]
}

/** What every test runs, by which a mutant finds the tests that may notice it. */
export class Coverage {
  readonly #files: readonly TestFile[]
  readonly #bases: ReadonlyMap<string, number>

  constructor(files: readonly TestFile[], bases: ReadonlyMap<string, number>) {
    this.#files = files
    this.#bases = bases
  }

  /** The tests that run function number `place` of a file, or that load the file, where it is -1. */
  testsOf(id: string, place: number): readonly Measured[] {
    const at = (this.#bases.get(id) ?? 0) + place
    return this.#files.flatMap(({ loaded, atLoad, tests, loadMs }) => {
      if (!loaded.has(id)) return []
      const mine = place < 0 || atLoad[at] === 1 ? tests : tests.filter(({ met }) => met[at] === 1)
      // Its share of loading the file, which whoever comes first pays.
      return mine.map((one) => ({ ...one, ms: one.ms + loadMs / mine.length }))
    })
  }
}

/** Runs every test once with all functions of `ids` watched. Tests that fail as things are can notice nothing: they are named and left out. */
export async function survey(
  ids: readonly string[],
  testFiles: readonly string[],
  crew: { readonly path: string; readonly sources: readonly Source[]; readonly hands: number },
): Promise<Coverage> {
  const bases = new Map<string, number>()
  const texts: Source[] = []
  let places = 0
  for (const id of ids) {
    const text = watched(readFileSync(join(root, id), 'utf8'), places)
    bases.set(id, places)
    places += text.places
    texts.push({ id, code: await compiled(id, text.code) })
  }
  const codes = new Map([...crew.sources, ...texts].map(({ id, code }) => [id, code]))
  const told = await eachBy(crew.hands, crew, testFiles, (file, ask) =>
    kept(file, codes, async () => {
      const reply = await ask({ ask: 'survey', file, places, watched: texts }, () => 900_000)
      if (reply.tell !== 'surveyed') throw new Error(`${file} gave no answer`)
      return reply
    }),
  )
  for (const failure of told.flatMap(failuresOf))
    process.stdout.write(`Left out, as it fails without a mutant: ${failure}\n`)
  return new Coverage(told.map(fileOf), bases)
}

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** What was found of a file before, if all that it loads is as it was; or what is found now, which is kept. */
async function kept(
  file: string,
  codes: ReadonlyMap<string, string>,
  find: () => Promise<FileTold>,
): Promise<FileTold> {
  const digest = ({ loaded }: FileTold) => digestOf(JSON.stringify(loaded.map((id) => codes.get(id))))
  const path = join(cacheFolder, 'mutate', `survey-${digestOf(file).slice(0, 16)}`)
  if (existsSync(path)) {
    const before: { readonly digest: string; readonly told: FileTold } = deserialize(readFileSync(path))
    if (before.told.loaded.length > 0 && before.digest === digest(before.told)) return before.told
  }
  const told = await find()
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(`${path}.new`, serialize({ digest: digest(told), told }))
  renameSync(`${path}.new`, path)
  return told
}

type FileTold = Extract<Told, { readonly tell: 'surveyed' }>

const failuresOf = ({ file, tests }: FileTold): readonly string[] =>
  tests.flatMap(({ failed }, at) => (failed === null ? [] : [`${file} test ${at + 1}: ${failed}`]))

const fileOf = ({ file, loadMs, loaded, atLoad, tests }: FileTold): TestFile => ({
  loadMs,
  loaded: new Set(loaded),
  atLoad,
  tests: tests.flatMap(({ ms, met, failed }, at) => (failed === null ? [{ file, at, ms, met }] : [])),
})
