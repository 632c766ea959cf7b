import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import type { Copied, Copying } from './copy.ts'

const says = (copied: Copied | null) => {
  if (copied?.is === 'done') return `${copied.what} copied.`
  return copied ? 'Nothing was copied: the code for it could not be loaded.' : ''
}

/** What came of a copy action: a word, or where the browser refused, the text itself. */
export function CopyOutcome({ of: { copied, forget } }: { readonly of: Copying }) {
  if (copied?.is === 'refused') return <Refused text={copied.text} onClose={forget} />
  return (
    <output className="toast" hidden={copied === null}>
      {says(copied)}
    </output>
  )
}

interface Props {
  readonly text: string
  readonly onClose: () => void
}

/** A text that the browser did not put on its clipboard, selected, to be copied by hand. */
function Refused({ text, onClose }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  useEffect(() => {
    const opener = document.activeElement
    field.current?.focus()
    field.current?.select()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])
  const onKey = ({ key }: KeyboardEvent) => {
    if (key === 'Escape') onClose()
  }
  return (
    <section className="refused" aria-label="Not copied">
      <label htmlFor={id}>The browser refused to copy. Here it is, to be copied by hand:</label>
      <textarea
        id={id}
        ref={field}
        readOnly
        rows={text.includes('\n') ? 8 : 3}
        value={text}
        onKeyDown={onKey}
      />
      <button type="button" onClick={onClose} onKeyDown={onKey}>
        Close
      </button>
    </section>
  )
}
