import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Plugin } from 'vite'
import { root } from '../tool.mjs'

/** Puts src/boot.js into the page's head: it chooses the theme before anything is painted. */
export function boot(): Plugin {
  const file = join(root, 'src', 'boot.js')
  return {
    name: 'stagecraft:boot',
    transformIndexHtml: {
      order: 'post',
      async handler() {
        const children = await readFile(file, 'utf8')
        return [{ tag: 'script', children, injectTo: 'head' }]
      },
    },
  }
}
