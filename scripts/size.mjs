import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, posix, sep } from 'node:path'
import { gzipSync } from 'node:zlib'
import { firstLoadScripts } from './first-load.mjs'
import { root } from './tool.mjs'

/** `node scripts/size.mjs`: prints what was built, raw and gzipped; fails when the first load is too big. */

const limit = 115_000
const dist = join(root, 'dist')
const firstLoad = new Set(firstLoadScripts(dist))

const rows = readdirSync(dist, { recursive: true, encoding: 'utf8' })
  .filter((path) => statSync(join(dist, path)).isFile())
  .map((path) => {
    const name = path.split(sep).join(posix.sep)
    const content = readFileSync(join(dist, path))
    return {
      name,
      raw: content.length,
      gz: gzipSync(content, { level: 9 }).length,
      first: firstLoad.has(name),
    }
  })
  .toSorted((a, b) => Number(b.first) - Number(a.first) || b.gz - a.gz)

/**
 * @param {number} bytes
 */
function kB(bytes) {
  return (bytes / 1000).toFixed(1).padStart(8)
}

const wide = Math.max(...rows.map(({ name }) => name.length))
const total = rows.filter(({ first }) => first).reduce((sum, { gz }) => sum + gz, 0)
process.stdout.write(`${'file'.padEnd(wide)}   raw kB    gz kB\n`)
for (const { name, raw, gz, first } of rows) {
  process.stdout.write(`${name.padEnd(wide)} ${kB(raw)} ${kB(gz)}${first ? '  first load' : ''}\n`)
}
process.stdout.write(`First load: ${total} B of JavaScript, gzipped; at most ${limit} B.\n`)
if (total > limit) {
  process.stderr.write(`The first load is ${total - limit} B too big.\n`)
  process.exitCode = 1
}
