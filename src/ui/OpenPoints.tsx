import { badge } from '../explain/badge.ts'
import type { OpenPoint } from '../explain/open.ts'
import { asSentence } from '../explain/sentence.ts'
import { Words } from './Words.tsx'

/** What the architecture leaves open about this answer, each with its badge and the other permitted answers. */
export function OpenPoints({ points }: { readonly points: readonly OpenPoint[] }) {
  if (points.length === 0) return null
  return (
    <ul className="open-points" aria-label="What the architecture leaves open here">
      {points.map((point) => (
        <li key={point.id}>
          <span className="badge">{badge[point.status]}</span> <Words sentence={asSentence(point.says)} />
          {point.others.map(({ choice, gives }) => (
            <span key={choice} className="other">
              {' '}
              If “{choice}”: {gives}.
            </span>
          ))}
          {!point.matters && <span className="other"> The answer does not depend on it.</span>}
        </li>
      ))}
    </ul>
  )
}
