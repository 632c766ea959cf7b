import { useMemo } from 'react'
import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { narrow, useMedia, wideScreen } from '../hooks.ts'
import { NarrowTable } from './NarrowTable.tsx'
import { WideTable } from './WideTable.tsx'

interface Props {
  readonly all: SideBySide
  readonly than: Scenario['policy'] | null
}

const toFront = <T,>(list: readonly T[], at: number): readonly T[] =>
  list.flatMap((one, place) => (place === at ? [one] : [])).concat(list.filter((_, place) => place !== at))

/** The scenario's host before the others, where not all of them are in sight. */
function hereFirst({ hosts, here, rows }: SideBySide): SideBySide {
  return {
    hosts: toFront(hosts, here),
    here: 0,
    rows: rows.map((row) => ({ ...row, cells: toFront(row.cells, here) })),
  }
}

/** All policies on the scenario, a row each. */
export function PolicyTable({ all, than }: Props) {
  const phone = useMedia(narrow)
  const wide = useMedia(wideScreen)
  const ordered = useMemo(() => (wide ? all : hereFirst(all)), [all, wide])
  return (
    <div className="table-scroll">
      {phone ? <NarrowTable all={all} than={than} /> : <WideTable all={ordered} than={than} />}
    </div>
  )
}
