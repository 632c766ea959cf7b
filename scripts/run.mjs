import { basename, extname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './tool.mjs'

/** `node scripts/run.mjs FILE.ts [ARG...]`: bundles a TypeScript entry as the app is bundled, and runs it. */

process.env['NODE_ENV'] ??= 'production'

const [file, ...args] = process.argv.slice(2)
if (file === undefined) throw new Error('usage: node scripts/run.mjs FILE.ts [ARG...]')
const entry = resolve(root, file)
const { bundle } = await import('./bundle.mjs')
const output = await bundle(entry, join('run', basename(entry, extname(entry))))
process.argv = [process.execPath, entry, ...args]
await import(pathToFileURL(output).href)
