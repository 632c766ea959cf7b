import { MarkView } from '../PictureView.tsx'
import { familyOf, layoutToken, type TokenCode } from './layout.ts'

/** A memory type's square. With `plate` its code stands on paper inside; otherwise text beside must say it. */
export function Token(props: {
  readonly codes: readonly TokenCode[]
  readonly size: number
  readonly plate?: boolean
}) {
  const { codes, size, plate = false } = props
  const [only, second] = codes
  const family = only && familyOf(only)
  const word = family === 'Device' ? 'Dev' : (family ?? '')
  const shows = plate && second === undefined && family !== 'fault'
  return (
    <svg className="token" width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <MarkView mark={layoutToken(0, 0, size, codes)} />
      {shows && (
        <rect
          x={size * 0.14}
          y={size * 0.32}
          width={size * 0.72}
          height={size * 0.36}
          rx={2}
          className="plate"
        />
      )}
      {shows && (
        <text x={size / 2} y={size / 2 + 4} textAnchor="middle" className="plate-code">
          {word}
        </text>
      )}
    </svg>
  )
}
