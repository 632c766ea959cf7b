import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Makes a fresh clone ready, with Node's built-ins only: checks Node.js, installs the packages when they
 * are missing or not those of the lock file, and with `--browser` makes sure that there is a browser.
 * Says what it does on stderr, so that the output of the command that follows stays clean.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldest = [20, 19]

/** @param {string} text */
function say(text) {
  process.stderr.write(`${text}\n`)
}

/** Ends with a sentence when this Node.js is too old. */
function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const [needMajor = 0, needMinor = 0] = oldest
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return
  say(`Stagecraft needs Node.js ${oldest.join('.')} or newer; this is ${process.versions.node}.`)
  process.exit(1)
}

/**
 * Reads the packages of a lock file.
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages
}

/** Tells whether node_modules holds what the lock file says; packages for other platforms may be absent. */
function isInstalled() {
  const installedLock = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedLock)) return false
  const installed = packagesOf(installedLock)
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) => {
      if (path === '') return true
      const found = installed[path]
      return found ? found.version === version : optional === true
    },
  )
}

/** Installs the packages of the lock file; ends with npm's exit code when that fails. */
function install() {
  say('Installing packages (npm ci) ...')
  const npm = process.env['npm_execpath']
  const args = ['ci', '--include=dev', '--no-fund', '--no-audit', '--loglevel=error']
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const child = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (child.error) throw child.error
  if (child.status === 0) return
  say('npm ci failed: see its message above.')
  process.exit(child.status ?? 1)
}

checkNode()
if (!isInstalled()) install()
if (process.argv.includes('--browser')) {
  const { findBrowser } = await import('./browser.mjs')
  const { executablePath } = await findBrowser()
  say(`Browser: ${executablePath}`)
}
