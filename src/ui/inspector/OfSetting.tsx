import { lazy, Suspense } from 'react'
import { byteMeaning, memattrMeaning } from '../../explain/encodings.ts'
import { properties } from '../../explain/answer.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { citations } from '../../cite/citations.ts'
import { toInputs } from '../../scenario/scenario.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { Cite } from '../Cite.tsx'
import { useLight } from '../light.ts'

const HelpText = lazy(() => import('./HelpText.tsx'))
const Multiples = lazy(() => import('./Multiples.tsx'))

/** The value of a setting and what it means here. */
function title(setting: Setting<SettingKey>, { scenario }: Outcome): string {
  const at = toInputs(scenario)
  const value = setting.values.find((one) => one.value === scenario[setting.key])
  if (setting.key === 'mair') return `${value?.address}: ${byteMeaning(at.mair, at)}`
  if (setting.key === 'memattr') return `${value?.address}: ${memattrMeaning(at)}`
  if (setting.kind === 'text') return setting.name
  if (setting.group === 'choices') return value?.label ?? ''
  return value?.label === value?.address ? (value?.address ?? '') : `${value?.address}: ${value?.label}`
}

/** A setting: its value, what it means, the properties of the result that it has a part in. */
export function OfSetting(props: { readonly outcome: Outcome; readonly setting: Setting<SettingKey> }) {
  const { outcome, setting } = props
  const light = useLight()
  const reason = setting.disabled(toInputs(outcome.scenario)) ?? setting.idle(toInputs(outcome.scenario))
  const goesTo = properties.filter((p) => outcome.answers[p].sources.includes(setting.key))
  return (
    <>
      <p className="picked">Picked: {setting.name}</p>
      <h2>{title(setting, outcome)}</h2>
      <Suspense fallback={<p className="because">Loading.</p>}>
        <HelpText of={setting.key} />
      </Suspense>
      {reason !== null && <p className="because">{reason}.</p>}
      <section>
        <h3>Where it goes</h3>
        {goesTo.length === 0 && <p className="none">No property of this result looks at it.</p>}
        <dl className="operands">
          {goesTo.map((property) => (
            <div key={property}>
              <dt>
                <button type="button" className="link" onClick={() => light.onPick(property)}>
                  {outcome.answers[property].label}
                </button>
              </dt>
              <dd>{outcome.answers[property].result ?? 'not reached'}</dd>
            </div>
          ))}
        </dl>
      </section>
      {(setting.key === 'memattr' || setting.key === 'hcrfwb' || setting.key === 'fwb') && (
        <Suspense fallback={null}>
          <Multiples outcome={outcome} />
        </Suspense>
      )}
      {setting.cite.length > 0 && (
        <section>
          <h3>Where it stands</h3>
          {setting.cite.map((id) => (
            <Cite key={id} citation={citations[id]} />
          ))}
        </section>
      )}
    </>
  )
}
