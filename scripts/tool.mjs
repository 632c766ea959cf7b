import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Finds the project's folder above this module, which may have become part of a bundle in the cache. */
function findRoot() {
  let folder = dirname(fileURLToPath(import.meta.url))
  for (;;) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'stagecraft')
      return folder
    if (dirname(folder) === folder) throw new Error('no package.json of stagecraft above this module')
    folder = dirname(folder)
  }
}

/** The root folder of the project. */
export const root = findRoot()

/**
 * Finds the script behind an installed package's command.
 * @param {string} name the package, whose command has the same name unless `command` says otherwise
 * @param {string} [command]
 * @returns {string} the script's path, to be run with this Node.js
 */
export function toolPath(name, command = name) {
  const folder = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin?.[command]
  if (typeof script !== 'string') throw new Error(`package ${name} has no command ${command}`)
  return join(folder, script)
}

/**
 * Runs an installed package's command to its end, its output shown as it comes; a quiet
 * command's output all goes to stderr.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ command?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options]
 * @returns {number} its exit code; 1 when a signal ended it
 */
export function runTool(name, args, options = {}) {
  const { command = name, env = process.env, quiet = false } = options
  const child = spawnSync(process.execPath, [toolPath(name, command), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', quiet ? 2 : 'inherit', 'inherit'],
  })
  if (child.error) throw child.error
  return child.status ?? 1
}

/**
 * Runs an installed package's command beside whatever else runs.
 * @param {string} name
 * @param {readonly string[]} args
 * @param {{ command?: string, env?: NodeJS.ProcessEnv, shown?: boolean }} [options] `shown`: its output is shown as it comes
 * @returns {Promise<{ code: number, output: string }>} its exit code (1 when a signal ended it), and what it printed unshown
 */
export function runToolBeside(name, args, options = {}) {
  const { command = name, env = process.env, shown = false } = options
  const out = shown ? 'inherit' : 'pipe'
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(process.execPath, [toolPath(name, command), ...args], {
      cwd: root,
      env,
      stdio: ['ignore', out, out],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
