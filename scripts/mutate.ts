import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { parseArgs } from 'node:util'
import { everySetting } from '../src/scenario/schema.ts'
import { bundle } from './bundle.mjs'
import { controlsOf, plainOperators } from './mutate/operators.ts'
import { mutantsOf, type Mutant } from './mutate/mutants.ts'
import { isEquivalent } from './mutate/equivalent.ts'
import { drawn } from './mutate/drawn.ts'
import { report, said } from './mutate/report.ts'
import { sourcesOf } from './mutate/sources.ts'
import { survey } from './mutate/survey.ts'
import { tried } from './mutate/trial.ts'
import { root } from './tool.mjs'

/**
 * `npm run mutate -- PATHS [--most N] [--seed S] [--workers W] [--budget SECONDS] [--log FILE]`: makes small mistakes in the sources
 * below PATHS (`src/kvm`, or a line, `src/kvm/exit.ts:12`), one at a time, and tells which of them no test notices. With `--most`, at
 * most so many a floor, drawn by the seed. With `--budget`, a mutant that no test has noticed after tests of so many seconds counts
 * as one that lives, so that the score is never told too high. `--log` keeps a line for each mutant as it is tried.
 */

const usage = 'usage: npm run mutate -- PATH... [--most N] [--seed S] [--workers W] [--budget S] [--log FILE]'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
    budget: { type: 'string', default: 'Infinity' },
    log: { type: 'string' },
  },
})
if (positionals.length === 0) throw new Error(usage)

/** Tests that ask other processes about the files on the disk, where no mutant is. */
const asksTheDisk = new Set(['/tests/layers.test.ts', '/tests/bench.test.ts'])

/** Module ids of the files below a path whose name ends in `ending`. */
function idsBelow(path: string, ending: string): readonly string[] {
  const whole = join(root, path)
  if (path.endsWith(ending)) return [`/${path.split(sep).join('/')}`]
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `/${relative(root, join(whole, name)).split(sep).join('/')}`)
    .toSorted()
}

const operators = [...plainOperators, controlsOf(everySetting.map(({ key }) => key))]
/** The mutants below a path, or in one line of a file: `src/kvm/exit.ts:12`. */
function mutantsBelow(place: string): readonly Mutant[] {
  const [path = '', line] = place.split(':')
  return idsBelow(path, '.ts')
    .flatMap((id) => {
      const text = readFileSync(join(root, id), 'utf8')
      return mutantsOf(id, text, operators).filter((mutant) => !isEquivalent(mutant, text))
    })
    .filter((mutant) => line === undefined || mutant.line === Number(line))
}

const all = positionals.flatMap(mutantsBelow)
const mutants = drawn(all, { most: Number(values.most), seed: Number(values.seed) })
process.stdout.write(`${all.length} mutants; ${mutants.length} are tried.\n`)

const testFiles = idsBelow('tests', '.test.ts').filter(
  (id) => !id.startsWith('/tests/browser/') && !asksTheDisk.has(id),
)
const path = await bundle(join(root, 'scripts', 'mutate', 'worker.ts'), 'mutate')
const sources = await sourcesOf(testFiles)
const crew = { path, sources, hands: Number(values.workers), budget: 1000 * Number(values.budget) }
const floors = ['arch', 'kvm', 'coherency', 'scenario', 'explain', 'export']
const watched = floors.flatMap((floor) => idsBelow(join('src', floor), '.ts'))
const coverage = await survey(watched, testFiles, crew)
process.stdout.write('Every test has run once without a mutant.\n')
const trials = await tried(mutants, coverage, crew, (trial) => {
  if (values.log !== undefined) appendFileSync(values.log, said(trial))
})
process.stdout.write(report(trials))
