import { useEffect, useState } from 'react'

/** Puts text on the clipboard, also where the page is not a secure context. @throws Error if it is refused. */
export async function copyText(text: string): Promise<void> {
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

export type Copied = 'done' | 'refused' | null

/** A copy action that says for four seconds what came of it. */
export function useCopy(): readonly [Copied, (text: string | Promise<string>) => void] {
  const [copied, setCopied] = useState<Copied>(null)
  useEffect(() => {
    if (copied === null) return undefined
    const timer = setTimeout(() => setCopied(null), 4000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = (text: string | Promise<string>) => {
    Promise.resolve(text)
      .then(copyText)
      .then(
        () => setCopied('done'),
        () => setCopied('refused'),
      )
  }
  return [copied, copy]
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
