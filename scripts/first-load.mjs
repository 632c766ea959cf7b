import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/**
 * Lists the scripts that a built page loads before anyone acts: those that it names itself, and all that
 * they import statically.
 * @param {string} dist folder of the built page
 * @returns {string[]} file names relative to it
 */
export function firstLoadScripts(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8')
  const named = html.matchAll(/<(?:script|link)\b[^>]*\b(?:src|href)="\.\/([^"]+\.js)"[^>]*>/g)
  const queue = [...named].map(([, file = '']) => file)
  const seen = new Set(queue)
  for (const file of queue) {
    const code = readFileSync(join(dist, file), 'utf8')
    for (const [, imported = ''] of code.matchAll(/\b(?:from|import)\s*["'](\.{1,2}\/[^"']+\.js)["']/g)) {
      const path = posix.join(posix.dirname(file), imported)
      if (seen.has(path)) continue
      seen.add(path)
      queue.push(path)
    }
  }
  if (queue.length === 0) throw new Error(`${dist}: index.html loads no script`)
  return queue
}
