import { MarkView } from './PictureView.tsx'
import { patterns } from './patterns.ts'

/** The patterns that fills refer to; drawn once a page. */
export function PatternDefs() {
  return (
    <svg className="pattern-defs" width="0" height="0" aria-hidden="true">
      <defs>
        {patterns.map(({ id, size, turn, marks }) => (
          <pattern
            key={id}
            id={`pattern-${id}`}
            width={size}
            height={size}
            patternUnits="userSpaceOnUse"
            patternTransform={turn ? `rotate(${turn})` : undefined}
          >
            {marks.map((mark, at) => (
              <MarkView key={at} mark={mark} />
            ))}
          </pattern>
        ))}
      </defs>
    </svg>
  )
}
