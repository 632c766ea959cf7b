import type { SideBySide } from '../../explain/policies/side-by-side.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { narrow, useMedia } from '../hooks.ts'
import { NarrowTable } from './NarrowTable.tsx'
import { WideTable } from './WideTable.tsx'

interface Props {
  readonly all: SideBySide
  readonly than: Scenario['policy'] | null
}

/** All policies on the scenario, a row each. */
export function PolicyTable(props: Props) {
  const phone = useMedia(narrow)
  return <div className="table-scroll">{phone ? <NarrowTable {...props} /> : <WideTable {...props} />}</div>
}
