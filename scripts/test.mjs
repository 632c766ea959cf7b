import { join } from 'node:path'
import { root, runToolBeside } from './tool.mjs'

/**
 * `npm test [-- PATH...]`: the tests, and beside them types, lint and format, whose words follow at the end; fails if any of them does.
 * `--update` writes the stored pictures and texts anew, `--all` runs random sweeps whole.
 */

const own = ['--update', '--all']
const args = process.argv.slice(2)
const env = {
  ...process.env,
  ...(args.includes('--update') && { UPDATE: '1' }),
  ...(args.includes('--all') && { SWEEPS: 'all' }),
}

/** Where the formatter keeps which files it has found well. */
const kept = join(root, 'node_modules', '.cache', 'stagecraft', 'format')

/** @type {readonly (readonly [string, string, readonly string[], string?])[]} */
const checks = [
  ['types', 'typescript', ['-b'], 'tsc'],
  ['lint', 'oxlint', ['--deny-warnings']],
  [
    'format',
    'prettier',
    ['--check', '.', '--cache', '--cache-strategy', 'content', '--cache-location', kept],
  ],
]

/** One check after the other, so that the tests keep most of the machine. */
async function runChecks() {
  const results = []
  for (const [title, name, toolArgs, command = name] of checks)
    results.push({ title, ...(await runToolBeside(name, toolArgs, { command, env })) })
  return results
}

const checking = runChecks()
const tests = await runToolBeside('vitest', ['run', ...args.filter((arg) => !own.includes(arg))], {
  env,
  shown: true,
})
const results = await checking
for (const { title, code, output } of results)
  process.stdout.write(`\n== ${title}: ${code === 0 ? 'passed' : `failed\n${output}`}`)
process.stdout.write('\n')
process.exitCode = [tests, ...results].find(({ code }) => code !== 0)?.code ?? 0
