import { useState } from 'react'
import type { ReadyMade as Entry } from '../../content/ready-made.ts'
import { firstThatHolds, holds } from '../../content/ready-made.ts'
import { hosts } from '../../content/ready-made/hosts.ts'
import { kernels } from '../../content/ready-made/kernels.ts'
import { asKind, kindOf, kinds } from '../../content/ready-made/kinds.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { useModel, useSettled } from '../hooks.ts'

interface Shelf {
  readonly label: string
  readonly list: readonly Entry[]
  readonly now: (scenario: Scenario) => Entry | undefined
  readonly changes: (entry: Entry, scenario: Scenario) => Partial<Scenario>
}

const shelves = {
  cpu: {
    label: 'Host',
    list: hosts,
    now: (at) => firstThatHolds(hosts, at),
    changes: ({ settings }) => settings,
  },
  kernel: {
    label: 'Release',
    list: kernels,
    now: (at) => firstThatHolds(kernels, at),
    changes: ({ settings }) => settings,
  },
  vma: { label: 'Kind of memory', list: kinds, now: kindOf, changes: asKind },
} as const satisfies Record<string, Shelf>

/** A list of well-known sets of this group's settings; it shows the one that the scenario agrees with. */
export function ReadyMade({ of }: { readonly of: keyof typeof shelves }) {
  const { label, list, now, changes }: Shelf = shelves[of]
  const { scenario } = useModel()
  const [told, setTold] = useState('')
  // Of several alike, the one that was chosen, for as long as the scenario agrees with it.
  const shown = useSettled((at) => list.find((one) => one.id === told && holds(one, at)) ?? now(at))
  const chosen = shown?.id ?? ''
  const choose = (id: string) => {
    const entry = list.find((one) => one.id === id)
    setTold(id)
    if (entry) scenario.getState().setMany(changes(entry, scenario.getState().scenario))
  }
  return (
    <p data-part className="ready-made">
      <select
        name={`ready-${of}`}
        aria-label={label}
        value={chosen}
        onChange={(event) => choose(event.target.value)}
      >
        {chosen === '' && <option value="">{label}: custom</option>}
        {list.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      {shown && shown.id === told && <span className="reason">{shown.says}</span>}
    </p>
  )
}
