import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { useField } from '../hooks.ts'
import { Words } from '../Words.tsx'

/** What makes it worse: the settings of the group Model, beside what they change. */
export function Worst({ guestMayGet }: Pick<CoherencyAnswer, 'guestMayGet'>) {
  const [hits, setHits] = useField('hits')
  const [any, setAny] = useField('anyguest')
  return (
    <fieldset className="worst">
      <legend>The worst case</legend>
      <label>
        <input type="checkbox" checked={hits} onChange={(event) => setHits(event.target.checked)} />
        <span>
          NC and Device may hit the cache <span className="badge">assumption</span>{' '}
          <small>Permitted; current systems do not do it, and Linux relies on that.</small>
        </span>
      </label>
      <label>
        <input type="checkbox" checked={any} onChange={(event) => setAny(event.target.checked)} />
        <span>
          the guest may choose anything{' '}
          <small>
            <Words sentence={guestMayGet} />
          </small>
        </span>
      </label>
    </fieldset>
  )
}
