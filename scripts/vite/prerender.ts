import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'vite'
import { bundle } from '../bundle.mjs'
import { root } from '../tool.mjs'
import { refuseInline } from './refuse-inline.ts'

const placeholder = '<!--app-->'

interface PrerenderModule {
  prerender(): Promise<string>
}

/**
 * Puts the default story into the page's root at build time, so that it is read before any script runs.
 * The story is what `prerender()` of src/ui/prerender.tsx gives.
 */
export function prerender(): Plugin {
  let story = ''
  return {
    name: 'stagecraft:prerender',
    apply: 'build',
    async buildStart() {
      const file = await bundle(join(root, 'src', 'ui', 'prerender.tsx'), 'prerender')
      const module: PrerenderModule = await import(pathToFileURL(file).href)
      story = await module.prerender()
      refuseInline(story)
    },
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        if (html.split(placeholder).length !== 2)
          throw new Error(`index.html: not exactly one ${placeholder}`)
        return html.replace(placeholder, () => story)
      },
    },
  }
}
