import { useEffect, useRef, useState, type ReactNode } from 'react'

interface Props {
  /** What is in it, for those who meet it by its name. */
  readonly label: string
  readonly children: ReactNode
}

/** Room in which a table scrolls sideways where it has to: then keys can reach it, and otherwise it is no stop of Tab. */
export function TableScroll({ label, children }: Props) {
  const room = useRef<HTMLDivElement>(null)
  const [scrolls, setScrolls] = useState(false)
  useEffect(() => {
    const { current } = room
    if (!current) return undefined
    const seen = new ResizeObserver(() => setScrolls(current.scrollWidth > current.clientWidth))
    for (const one of [current, ...current.children]) seen.observe(one)
    return () => seen.disconnect()
  }, [])
  const named = scrolls ? { tabIndex: 0, role: 'group', 'aria-label': label } : {}
  return (
    <div ref={room} className="table-scroll" {...named}>
      {children}
    </div>
  )
}
