import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'

/** Takes the text of an inline script or style; gives its source expression. */
function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** Takes a page and an element's name; gives the hashes of those elements that hold text. */
function hashes(html: string, element: 'script' | 'style'): readonly string[] {
  const pattern = new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'g')
  return [...html.matchAll(pattern)].flatMap(([, text = '']) => (text.trim() === '' ? [] : [hash(text)]))
}

/** Takes a finished page; gives the policy under which it works and nothing else does. */
export function contentSecurityPolicy(html: string): string {
  const directives = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...hashes(html, 'script')],
    'style-src': ["'self'", ...hashes(html, 'style')],
    'img-src': ["'self'", 'data:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** Puts the content security policy first into the page's head, before anything that it rules. */
export function policy(): Plugin {
  return {
    name: 'stagecraft:policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const content = contentSecurityPolicy(html)
        const meta = `<meta http-equiv="Content-Security-Policy" content="${content}" />`
        return html.replace('<head>', () => `<head>\n    ${meta}`)
      },
    },
  }
}
