import { runTool } from './tool.mjs'

/** `npm test [-- PATH...]`: types, lint, format, then the tests; ends at the first step that fails. */

const args = process.argv.slice(2)
const update = args.includes('--update')
const env = update ? { ...process.env, UPDATE: '1' } : process.env

/** @type {readonly (readonly [string, string, readonly string[], string?])[]} */
const steps = [
  ['types', 'typescript', ['-b'], 'tsc'],
  ['lint', 'oxlint', ['--deny-warnings']],
  ['format', 'prettier', ['--check', '.']],
  ['tests', 'vitest', ['run', ...args.filter((arg) => arg !== '--update')]],
]

for (const [title, name, toolArgs, command = name] of steps) {
  process.stdout.write(`\n== ${title}\n`)
  const code = runTool(name, toolArgs, { command, env })
  if (code !== 0) {
    process.stderr.write(`\n${title}: failed\n`)
    process.exit(code)
  }
}
