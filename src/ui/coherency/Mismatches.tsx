import { useId } from 'react'
import { citations } from '../../cite/citations.ts'
import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { countSays } from '../../explain/coherency/mismatch.ts'
import { Cite } from '../Cite.tsx'
import { Words } from '../Words.tsx'

interface Props extends Pick<CoherencyAnswer, 'mismatches'> {
  /** The guest may choose anything, so that these are the aliases as it maps the line now. */
  readonly now: boolean
}

/** Type, shareability and cacheability of all aliases: which differ, and what the architecture then permits. */
export function Mismatches({ mismatches, now }: Props) {
  const head = useId()
  const cited = [...new Set(mismatches.flatMap(({ cite }) => cite))]
  return (
    <section className="mismatches" aria-labelledby={head}>
      <h3 id={head}>
        Mismatch{now && ' as the guest maps it now'} <span>{countSays(mismatches)}</span>
      </h3>
      <dl>
        {mismatches.map(({ id, name, differs, says, permits }) => (
          <div key={id} data-differs={differs}>
            <dt>
              {name} <span className="badge">{differs ? 'differs' : 'agrees'}</span>
            </dt>
            <dd>
              <Words sentence={says} />
              {permits && (
                <>
                  {' '}
                  <Words sentence={permits} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {cited.map((id) => (
        <Cite key={id} citation={citations[id]} />
      ))}
    </section>
  )
}
