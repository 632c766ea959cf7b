import { findSetting, type Scenario, type SettingKey } from '../../scenario/schema.ts'
import { useLight } from '../light.ts'

/** The settings that the decisions looked at, with their values; each can be picked in turn. */
export function Operands({
  keys,
  scenario,
}: {
  readonly keys: readonly SettingKey[]
  readonly scenario: Scenario
}) {
  const light = useLight()
  if (keys.length === 0) return null
  return (
    <section>
      <h3>Where its operands come from</h3>
      <dl className="operands">
        {keys.map((key) => {
          const setting = findSetting(key)
          const value = setting?.values.find((one) => one.value === scenario[key])
          return (
            <div
              key={key}
              onPointerEnter={() => light.onPoint(key)}
              onPointerLeave={() => light.onPoint(null)}
            >
              <dt>
                <button type="button" className="link" onClick={() => light.onPick(key)}>
                  {setting?.name}
                </button>
              </dt>
              <dd>{setting?.group === 'choices' ? value?.label : value?.address}</dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
