import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { Words } from '../Words.tsx'

/** What the answer takes for granted or leaves out, each with its badge. */
export function TakenForGranted({ taken }: Pick<CoherencyAnswer, 'taken'>) {
  if (taken.length === 0) return null
  return (
    <ul className="open-points" aria-label="What this answer takes for granted">
      {taken.map(({ badge, says }, at) => (
        <li key={at}>
          <span className="badge">{badge}</span> <Words sentence={says} />
        </li>
      ))}
    </ul>
  )
}
