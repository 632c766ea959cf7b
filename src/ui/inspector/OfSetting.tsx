import { lazy, Suspense } from 'react'
import { byteMeaning, memattrMeaning } from '../../explain/encodings.ts'
import { properties } from '../../explain/answer.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { citations } from '../../cite/citations.ts'
import { asMet, reasonAgainst, toInputs } from '../../scenario/inputs.ts'
import { stateSays } from '../../explain/checks.ts'
import { readersOf } from '../../explain/kvm/rows.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import { Broken } from '../Broken.tsx'
import { Cite } from '../Cite.tsx'
import { useLight } from '../light.ts'

const HelpText = lazy(() => import('./HelpText.tsx'))
const Multiples = lazy(() => import('./Multiples.tsx'))

/** The value of a setting and what it means here. */
function title(setting: Setting<SettingKey>, { scenario }: Outcome): string {
  const at = toInputs(scenario)
  const met = asMet(scenario)[setting.key]
  const value = setting.values.find((one) => one.value === met)
  if (setting.kind === 'flags' || setting.kind === 'number') return setting.encode(met)
  if (setting.key === 'mair') return `${value?.address}: ${byteMeaning(at.mair, at)}`
  if (setting.key === 'memattr') return `${value?.address}: ${memattrMeaning(at)}`
  if (setting.kind === 'text') return setting.name
  if (setting.group === 'choices') return value?.label ?? ''
  return value?.label === value?.address ? (value?.address ?? '') : `${value?.address}: ${value?.label}`
}

/** A setting: its value, what it means, the properties of the result that it has a part in. */
interface Props {
  readonly outcome: Outcome
  readonly setting: Setting<SettingKey>
  /** The setting's key, or `<key>-<flag>` where one of its flags is picked. */
  readonly id: string
}

export function OfSetting({ outcome, setting, id }: Props) {
  const light = useLight()
  const reason = reasonAgainst(setting, outcome.scenario)
  const { kvm, access } = outcome
  const goesTo = access ? properties.filter((p) => access.answers[p].sources.includes(setting.key)) : []
  const checks = kvm ? readersOf(kvm, id) : []
  return (
    <>
      <p className="picked">Picked: {setting.name}</p>
      <h2>{title(setting, outcome)}</h2>
      <Broken says="The help could not be loaded. Reload the page to try again.">
        <Suspense fallback={<p className="because">Loading.</p>}>
          <HelpText of={setting.key} />
        </Suspense>
      </Broken>
      {reason !== null && <p className="because">{reason}.</p>}
      <section>
        <h3>Where it goes</h3>
        {goesTo.length + checks.length === 0 && <p className="none">Nothing in this story looks at it.</p>}
        <dl className="operands">
          {checks.map(({ check, state }) => (
            <div key={check.id}>
              <dt>
                <button type="button" className="link" onClick={() => light.onPick(check.id)}>
                  {check.says}
                </button>
              </dt>
              <dd>{stateSays[state]}</dd>
            </div>
          ))}
          {goesTo.map((property) => (
            <div key={property}>
              <dt>
                <button type="button" className="link" onClick={() => light.onPick(property)}>
                  {access?.answers[property].label}
                </button>
              </dt>
              <dd>{access?.answers[property].result ?? 'not reached'}</dd>
            </div>
          ))}
        </dl>
      </section>
      {access && (setting.key === 'memattr' || setting.key === 'hcrfwb' || setting.key === 'fwb') && (
        <Broken says="The small multiples could not be loaded.">
          <Suspense fallback={null}>
            <Multiples access={access} />
          </Suspense>
        </Broken>
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
