import { memo, Suspense, type ReactNode, type SyntheticEvent } from 'react'
import type { Group } from '../../scenario/groups.ts'
import type { Panel } from '../../explain/panel.ts'
import { defaults, differences } from '../../scenario/scenario.ts'
import { settingsByGroup, type Scenario } from '../../scenario/schema.ts'
import { usePanel, useScenario, useSettled } from '../hooks.ts'
import { part } from '../part.ts'
import { Control } from './Control.tsx'

const ReadyMade = part('ReadyMade')

/** Groups with ready-made sets, with the list as an element that never changes. */
const shelves = new Map<string, ReactNode>(
  (['cpu', 'kernel', 'vma'] as const).map((id) => [
    id,
    <Suspense key={id}>
      <ReadyMade of={id} />
    </Suspense>,
  ]),
)

type Entry = (typeof settingsByGroup)[number]

/** What a folded group shows at its right: the values that are not the defaults, or else who sets it. */
function summary({ group, settings }: Entry, scenario: Scenario): string {
  const by: Group['by'] = group.by
  const changed = differences(scenario, defaults)
  const words = settings
    .filter(({ key, kind }) => kind !== 'text' && changed.includes(key))
    .map(({ key, encode }) => `${key} ${encode(scenario[key])}`)
  return words.length > 0 ? words.join(', ') : (by ?? '')
}

/** A reason that most settings of a group share stands once, at its foot. */
function sharedReason({ settings }: Entry, { against }: Panel): string | null {
  const reasons = settings.map(({ key }) => against[key]?.disabled ?? against[key]?.idle ?? null)
  const often = reasons.find((one, at) => one !== null && reasons.indexOf(one) !== at) ?? null
  return often
}

const Fold = memo(function Fold({ entry }: { readonly entry: Entry }) {
  const { group, settings } = entry
  const isOpen = useScenario((state) => state.open.includes(group.id))
  const toggle = useScenario((state) => state.toggleOpen)
  const says = useSettled((scenario) => (isOpen ? group.by : summary(entry, scenario)))
  const told = usePanel((panel) => (isOpen ? sharedReason(entry, panel) : null))
  const toggled = (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (event.currentTarget.open !== isOpen) toggle(group.id)
  }
  return (
    <details open={isOpen} data-group={group.id} onToggle={toggled}>
      <summary>
        <span className="group-name">{group.name}</span>
        <span className="group-by">{says}</span>
      </summary>
      {shelves.get(group.id)}
      {settings.map((setting) => (
        <Control key={setting.key} setting={setting} told={told} />
      ))}
      {told !== null && <p className="reason">{told}</p>}
    </details>
  )
})

/** Every setting, grouped by who sets it. */
export const Controls = memo(function Controls() {
  return settingsByGroup.map((entry) => <Fold key={entry.group.id} entry={entry} />)
})
