import { useEffect, useRef } from 'react'

/** Where a button is gone that showed the rest of a list, the focus goes to the first of it: give that one the ref. */
export function useFocusOnMore<T extends HTMLElement>(all: boolean) {
  const first = useRef<T>(null)
  useEffect(() => {
    if (all) first.current?.focus()
  }, [all])
  return first
}
