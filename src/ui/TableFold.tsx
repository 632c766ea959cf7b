import { useEffect, useRef, useState, type ReactNode } from 'react'

/** The equal table of a diagram, drawn while its fold is open. */
export function TableFold({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  const fold = useRef<HTMLDetailsElement>(null)
  // On the pre-rendered page the reader may have opened it before there was anything to hear it.
  useEffect(() => setOpen(fold.current?.open ?? false), [])
  return (
    <details ref={fold} className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{says}</summary>
      {open && children}
    </details>
  )
}
