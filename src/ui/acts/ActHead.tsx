import type { ReactNode } from 'react'

interface Props {
  readonly id: string
  /** Its place among the acts; null where it is the only one. */
  readonly number: number | null
  readonly name: string
  readonly children: ReactNode
}

/** The head of an act: its number, its name, and what happens in it. */
export const ActHead = ({ id, number, name, children }: Props) => (
  <h2 id={`act-${id}`} tabIndex={-1}>
    {number !== null && <span className="act-number">{number} </span>}
    {name} <span className="act-says">{children}</span>
  </h2>
)
