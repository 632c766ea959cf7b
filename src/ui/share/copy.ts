import { useEffect, useState } from 'react'

/** Puts text on the clipboard, also where the page is not a secure context. @throws Error if it is refused. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  if (!done) throw new Error('the browser refused to copy')
}

/** What came of a copy action. `what` was copied, as a sentence begins: `Link`; a refused text is to be copied by hand. */
export type Copied =
  | { readonly is: 'done'; readonly what: string }
  | { readonly is: 'refused'; readonly text: string }
  | { readonly is: 'not loaded' }

export interface Copying {
  readonly copied: Copied | null
  readonly copy: (what: string, text: string | Promise<string>) => void
  readonly forget: () => void
}

/** A copy action that says for four seconds what came of it, but for a refused text, which stays until it is forgotten. */
export function useCopy(): Copying {
  const [copied, setCopied] = useState<Copied | null>(null)
  useEffect(() => {
    if (copied === null || copied.is === 'refused') return undefined
    const timer = setTimeout(() => setCopied(null), 4000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (what: string, text: string | Promise<string>) => void cameOf(what, text).then(setCopied)
  return { copied, copy, forget: () => setCopied(null) }
}

async function cameOf(what: string, given: string | Promise<string>): Promise<Copied> {
  const text = await Promise.resolve(given).catch(() => null)
  if (text === null) return { is: 'not loaded' }
  return copyText(text).then(
    () => ({ is: 'done', what }),
    () => ({ is: 'refused', text }),
  )
}

/** Hands a file to the reader's browser to keep. */
export function download(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = name
  anchor.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
