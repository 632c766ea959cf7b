import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { root, runTool } from './tool.mjs'

/**
 * How to start a browser: what goes to playwright-core's `chromium.launch()`.
 * @typedef {{ executablePath: string, args: string[], env: Record<string, string> }} Browser
 */

/** The Chromium that comes inside an npm package, for machines that reach only a package registry. */
const packaged = { name: '@sparticuz/chromium', version: '147.0.0' }
const packagedFolder = join(root, 'node_modules', '.cache', 'stagecraft', 'chromium')

const usualNames = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
]

/** Keeps the browser from looking up anything but the page that a test asks for. */
const quietFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Lists the places outside of PATH where an installer puts a browser on this system. */
function usualPlaces() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    )
  }
  if (process.platform !== 'win32') return []
  const folders = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap(
    (key) => process.env[key] ?? [],
  )
  return folders.flatMap((folder) => [
    join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
    join(folder, 'Chromium', 'Application', 'chrome.exe'),
    join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
  ])
}

/** Lists every file on PATH that has a browser's usual name. */
function onPath() {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return usualNames.flatMap((name) => folders.map((folder) => join(folder, name + suffix)))
}

/**
 * Tells whether a file is a browser that starts here: a stub, or one whose libraries are missing, is not.
 * @param {string} path
 */
function works(path) {
  if (!existsSync(path)) return false
  if (process.platform !== 'linux') return true
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 60_000 }).status === 0
}

/**
 * Adds to a browser's file what it needs to be started with.
 * @param {string} executablePath
 * @returns {Browser}
 */
function browser(executablePath) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  /** @type {Record<string, string>} */
  const env = {}
  for (const [key, value] of Object.entries(process.env)) if (value !== undefined) env[key] = value
  return { executablePath, args: [...sandbox, ...quietFlags], env }
}

/** Gives what CHROME_PATH names, or nothing when it is not set. */
function fromEnvironment() {
  const path = process.env['CHROME_PATH']
  if (path === undefined || path === '') return undefined
  if (!works(path)) throw new Error(`CHROME_PATH is ${path}, which is not a browser that starts here`)
  return path
}

/** Gives playwright-core's own browser if it has been fetched, or nothing. */
function fetched() {
  return [chromium.executablePath()].find(works)
}

/** Fetches playwright-core's own browser; gives its file, or nothing when it cannot be had here. */
function fetchOwn() {
  process.stderr.write('No browser found: fetching one (playwright-core install chromium) ...\n')
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000', ...process.env }
  const code = runTool('playwright-core', ['install', 'chromium'], { env, quiet: true })
  if (code !== 0) process.stderr.write('That browser cannot be fetched here.\n')
  return code === 0 ? fetched() : undefined
}

/** Tells where the packaged browser's module is, once it is installed. */
function packagedModule() {
  return join(packagedFolder, 'node_modules', packaged.name, 'build', 'esm', 'index.js')
}

/** Installs the npm package with a Chromium inside into a folder of its own. */
function installPackaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return
  process.stderr.write(`Installing ${packaged.name}@${packaged.version} ...\n`)
  mkdirSync(packagedFolder, { recursive: true })
  writeFileSync(join(packagedFolder, 'package.json'), '{ "private": true }\n')
  const args = ['install', '--no-save', '--no-package-lock', '--no-fund', '--no-audit', '--loglevel=error']
  const child = spawnSync('npm', [...args, `${packaged.name}@${packaged.version}`], {
    cwd: packagedFolder,
    stdio: ['ignore', 2, 2],
  })
  if (child.error) throw child.error
}

/** Gives the packaged browser, unpacked with its own libraries, or nothing when it is not installed. */
async function fromPackage() {
  if (!existsSync(packagedModule())) return undefined
  process.env['AWS_EXECUTION_ENV'] ??= 'AWS_Lambda_nodejs20.x'
  /** @type {{ default: { executablePath(): Promise<string> } }} */
  const { default: own } = await import(pathToFileURL(packagedModule()).href)
  const path = await own.executablePath()
  return works(path) ? browser(path) : undefined
}

/**
 * Finds a browser, or fetches one: CHROME_PATH, the usual names and places, one fetched before,
 * playwright-core's own, the packaged one.
 * @returns {Promise<Browser>}
 */
export async function findBrowser() {
  const installed = fromEnvironment() ?? [...onPath(), ...usualPlaces()].find(works) ?? fetched()
  if (installed !== undefined) return browser(installed)
  const packagedBefore = await fromPackage()
  if (packagedBefore) return packagedBefore
  const own = fetchOwn()
  if (own !== undefined) return browser(own)
  installPackaged()
  const packagedNow = await fromPackage()
  if (packagedNow) return packagedNow
  throw new Error('No browser found. Install Chromium or Chrome, or set CHROME_PATH to one.')
}
