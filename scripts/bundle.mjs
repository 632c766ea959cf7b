import { join } from 'node:path'
import { build } from 'vite'
import { root } from './tool.mjs'

/** Where bundles and other things that can be made again are kept. */
export const cacheFolder = join(root, 'node_modules', '.cache', 'stagecraft')

/**
 * Bundles a TypeScript entry for Node.js: readable, without getters between its modules, packages left
 * outside. File names carry a hash of the content, so that two runs at a time do not disturb each other.
 * @param {string} entry absolute path
 * @param {string} name folder of the output below the cache folder
 * @returns {Promise<string>} absolute path of the bundle
 */
export async function bundle(entry, name) {
  const outDir = join(cacheFolder, name)
  const result = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: entry,
      target: 'node20',
      minify: false,
      outDir,
      emptyOutDir: false,
      rolldownOptions: {
        output: {
          format: 'es',
          entryFileNames: '[name]-[hash].mjs',
          chunkFileNames: '[name]-[hash].mjs',
        },
      },
    },
  })
  const outputs = Array.isArray(result) ? result : [result]
  for (const one of outputs) {
    if (!('output' in one)) continue
    const chunk = one.output.find((part) => part.type === 'chunk' && part.isEntry)
    if (chunk) return join(outDir, chunk.fileName)
  }
  throw new Error(`no entry came out of bundling ${entry}`)
}
