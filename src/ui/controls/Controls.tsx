import { memo, type SyntheticEvent } from 'react'
import type { Group } from '../../scenario/groups.ts'
import { defaults, differences } from '../../scenario/scenario.ts'
import { settingsByGroup, type Scenario } from '../../scenario/schema.ts'
import { useScenario, useSettled } from '../hooks.ts'
import { Control } from './Control.tsx'

type Entry = (typeof settingsByGroup)[number]

/** What a folded group shows at its right: the values that are not the defaults, or else who sets it. */
function summary({ group, settings }: Entry, scenario: Scenario): string {
  const by: Group['by'] = group.by
  const changed = differences(scenario, defaults)
  const words = settings
    .filter(({ key, kind }) => kind !== 'text' && changed.includes(key))
    .map(({ key, values }) => `${key} ${values.find(({ value }) => value === scenario[key])?.address}`)
  return words.length > 0 ? words.join(', ') : (by ?? '')
}

const Fold = memo(function Fold({ entry }: { readonly entry: Entry }) {
  const { group, settings } = entry
  const isOpen = useScenario((state) => state.open.includes(group.id))
  const toggle = useScenario((state) => state.toggleOpen)
  const says = useSettled((scenario) => (isOpen ? group.by : summary(entry, scenario)))
  const toggled = (event: SyntheticEvent<HTMLDetailsElement>) => {
    if (event.currentTarget.open !== isOpen) toggle(group.id)
  }
  return (
    <details open={isOpen} data-group={group.id} onToggle={toggled}>
      <summary>
        <span className="group-name">{group.name}</span>
        <span className="group-by">{says}</span>
      </summary>
      {settings.map((setting) => (
        <Control key={setting.key} setting={setting} />
      ))}
    </details>
  )
})

/** Every setting, grouped by who sets it. */
export const Controls = memo(function Controls() {
  return settingsByGroup.map((entry) => <Fold key={entry.group.id} entry={entry} />)
})
