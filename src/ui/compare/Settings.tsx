import { useState } from 'react'
import { everySetting, findSetting, settingsByGroup, type SettingKey } from '../../scenario/schema.ts'
import { Differs } from './Differs.tsx'
import type { Pair } from './pair.ts'
import { SideControl } from './SideControl.tsx'

interface RowProps {
  readonly setting: SettingKey
  readonly pair: Pair
}

function Row({ setting, pair: { a, b, edit } }: RowProps) {
  const differs = a[setting] !== b[setting]
  return (
    <tr data-differs={differs || undefined} data-setting={setting}>
      <th scope="row">
        <Differs when={differs} />
        {findSetting(setting)?.name}
      </th>
      <td data-side="a">
        <SideControl setting={setting} letter="A" scenario={a} onEdit={(values) => edit('A', values)} />
      </td>
      <td data-side="b">
        <SideControl setting={setting} letter="B" scenario={b} onEdit={(values) => edit('B', values)} />
      </td>
    </tr>
  )
}

interface AddProps {
  readonly shown: ReadonlySet<SettingKey>
  readonly onAdd: (key: SettingKey) => void
}

/** Any other setting, to make a difference of it. */
function Add({ shown, onAdd }: AddProps) {
  const offered = settingsByGroup.filter(({ group }) => group.id !== 'about')
  return (
    <label className="compare-add">
      Add a difference{' '}
      <select
        name="add-difference"
        value=""
        onChange={(event) => {
          const found = findSetting(event.target.value)
          if (found) onAdd(found.key)
        }}
      >
        <option value="">choose a setting</option>
        {offered.map(({ group, settings }) => (
          <optgroup key={group.id} label={group.name}>
            {settings
              .filter(({ key }) => !shown.has(key))
              .map(({ key, name }) => (
                <option key={key} value={key}>
                  {name}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

/** The settings in which A and B differ, the policy always, and those that the reader adds; each side's can be changed. */
export function Settings({ pair }: { readonly pair: Pair }) {
  const [added, setAdded] = useState<readonly SettingKey[]>([])
  const differing = pair.comparison.settings.map(({ key }) => key)
  const shown = new Set<SettingKey>(['policy', ...differing, ...added])
  const keys = everySetting.map(({ key }) => key).filter((key) => shown.has(key))
  return (
    <section className="compare-settings" aria-labelledby="compare-settings">
      <h2 id="compare-settings">Settings</h2>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Setting</th>
              <th scope="col">A</th>
              <th scope="col">B</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <Row key={key} setting={key} pair={pair} />
            ))}
          </tbody>
        </table>
      </div>
      <Add shown={shown} onAdd={(key) => setAdded([...added, key])} />
    </section>
  )
}
