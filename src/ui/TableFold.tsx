import { useState, type ReactNode } from 'react'

/** The equal table of a diagram, drawn while its fold is open. */
export function TableFold({ says, children }: { readonly says: string; readonly children: ReactNode }) {
  const [open, setOpen] = useState(false)
  return (
    <details className="as-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{says}</summary>
      {open && children}
    </details>
  )
}
