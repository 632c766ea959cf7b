import { Fragment } from 'react'
import { defaults, differences } from '../../scenario/scenario.ts'
import { settingOf, type Scenario } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'

/** What of a scenario is not as in the default one, each setting with its value as an address writes it. */
export function Differences({ of }: { readonly of: Scenario }) {
  const keys = differences(defaults, of)
  if (keys.length === 0) return 'The default scenario'
  return keys.map((key, at) => {
    const setting: Setting = settingOf(key)
    return (
      <Fragment key={key}>
        {at > 0 && ', '}
        {setting.name} <code>{setting.encode(of[key])}</code>
      </Fragment>
    )
  })
}
