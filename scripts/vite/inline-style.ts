import { posix } from 'node:path'
import type { Plugin } from 'vite'

const stylesheet = /[ \t]*<link rel="stylesheet"[^>]* href="\.\/([^"]+\.css)"[^>]*>\n?/

/** Takes a style and its file's name; gives it with addresses that hold from the page instead. */
function rebase(css: string, fileName: string): string {
  return css.replace(
    /url\((['"]?)(?!data:|#|\/|[a-z]+:)([^'")]+)\1\)/g,
    (_match, quote: string, url: string) => {
      const fromPage = posix.join(posix.dirname(fileName), url)
      return `url(${quote}./${fromPage}${quote})`
    },
  )
}

/** Puts the built style into the page, so that its first paint waits for no second file. */
export function inlineStyle(): Plugin {
  return {
    name: 'stagecraft:inline-style',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const [link, fileName] = stylesheet.exec(html) ?? []
        if (bundle === undefined || link === undefined || fileName === undefined) return html
        const asset = bundle[fileName]
        if (asset?.type !== 'asset') throw new Error(`${fileName} is not in the build`)
        const css = typeof asset.source === 'string' ? asset.source : new TextDecoder().decode(asset.source)
        delete bundle[fileName]
        return html.replace(link, () => `    <style>${rebase(css.trim(), fileName)}</style>\n`)
      },
    },
  }
}
