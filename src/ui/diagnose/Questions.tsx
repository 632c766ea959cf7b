import { places, symptoms } from '../../explain/diagnose/symptoms.ts'
import { policies } from '../../kvm/policies.ts'
import type { Policy, PolicyStatus } from '../../kvm/policy.ts'

interface Props {
  /** The symptom that the address names, of which there may be none. */
  readonly seen: string
  readonly on: string
  readonly onSeen: (id: string) => void
  readonly onKernel: (id: string) => void
}

/** The two questions: what was seen, and on which kernel. */
export function Questions({ seen, on, onSeen, onKernel }: Props) {
  const isKnown = symptoms.some(({ id }) => id === seen)
  return (
    <form className="questions" onSubmit={(event) => event.preventDefault()}>
      <label>
        What was seen
        <select name="seen" value={seen} onChange={(event) => onSeen(event.target.value)}>
          {!isKnown && (
            <option value={seen} disabled>
              {seen}
            </option>
          )}
          {places.map((place) => (
            <optgroup key={place} label={place}>
              {symptoms
                .filter((symptom) => symptom.place === place)
                .map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <label>
        On which kernel
        <select name="on" value={on} onChange={(event) => onKernel(event.target.value)}>
          {kernels.map(([group, of]) => (
            <optgroup key={group} label={group}>
              {of.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </form>
  )
}

const isRelease = ({ releases }: Policy) => releases !== ''

const ofStatus = (status: PolicyStatus) => (one: Policy) => one.status === status && !isRelease(one)

/** Releases, newest first; then what was committed, posted, proposed and rejected, by date. */
const kernels: readonly (readonly [group: string, of: readonly Policy[]])[] = [
  ['Releases', policies.filter(isRelease).toReversed()],
  ['Merged, in no release by itself', policies.filter(ofStatus('merged'))],
  ['Posted', policies.filter(ofStatus('posted'))],
  ['Proposed', policies.filter(ofStatus('proposed'))],
  ['Rejected', policies.filter(ofStatus('rejected'))],
]
