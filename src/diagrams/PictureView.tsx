import { memo, useContext, type KeyboardEvent } from 'react'
import { LinksContext, TabStopContext, useLink } from './links.ts'
import type { Group, Mark, Picture, Reach } from './marks.ts'

/** Whether two marks draw the same. */
function isSame(a: Mark, b: Mark): boolean {
  if (a === b) return true
  const keys = Object.keys(a)
  if (a.kind !== b.kind || keys.length !== Object.keys(b).length) return false
  return keys.every((key) => {
    const one: unknown = Reflect.get(a, key)
    const other: unknown = Reflect.get(b, key)
    if (Array.isArray(one) && Array.isArray(other))
      return one.length === other.length && one.every((mark: Mark, at) => isSame(mark, other[at] as Mark))
    return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other))
  })
}

const Drawn = memo(MarkView, (before, after) => isSame(before.mark, after.mark))

interface Props {
  readonly picture: Picture
  readonly className?: string
  /** Whether it is a piece of a diagram that is named as a whole. */
  readonly isPiece?: boolean
}

/** Draws a layout. Nodes are buttons; arrow keys walk them in reading order. */
export function PictureView({ picture, className, isPiece = false }: Props) {
  return (
    <svg
      className={className ? `picture ${className}` : 'picture'}
      viewBox={`0 0 ${picture.width} ${picture.height}`}
      width={picture.width}
      height={picture.height}
      role={isPiece ? 'none' : 'group'}
      aria-label={isPiece ? undefined : picture.title}
    >
      {picture.marks.map((mark, at) => (
        <Drawn key={at} mark={mark} />
      ))}
    </svg>
  )
}

export function MarkView({ mark }: { readonly mark: Mark }) {
  switch (mark.kind) {
    case 'path':
      return <path d={mark.d} className={mark.as} />
    case 'rect': {
      const { x, y, width, height, rx, pattern, as } = mark
      const fill = pattern && `url(#pattern-${pattern})`
      return <rect x={x} y={y} width={width} height={height} rx={rx} fill={fill} className={as} />
    }
    case 'circle':
      return <circle cx={mark.x} cy={mark.y} r={mark.r} className={mark.as} />
    case 'text':
      return (
        <text x={mark.x} y={mark.y} textAnchor={mark.anchor} className={mark.as}>
          {mark.text}
        </text>
      )
    case 'reach':
      return <Around reach={mark} />
    case 'group':
      if (mark.id !== undefined) return <Node node={mark} id={mark.id} />
      return (
        <g className={mark.as} transform={mark.down === undefined ? undefined : `translate(0,${mark.down})`}>
          {inner(mark)}
        </g>
      )
  }
}

const inner = (mark: Group) => mark.marks.map((one, at) => <Drawn key={at} mark={one} />)

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Moves the focus to a neighbouring node of the same page region, in reading order. */
function walk(event: KeyboardEvent<SVGRectElement>): boolean {
  const all = [
    ...(event.currentTarget.closest('[data-walk]')?.querySelectorAll<SVGRectElement>('.hit') ?? []),
  ]
  const here = all.indexOf(event.currentTarget)
  const ends: Record<string, number> = { Home: 0, End: all.length - 1 }
  const step = steps[event.key]
  const to = ends[event.key] ?? (step === undefined ? undefined : here + step)
  if (to === undefined) return false
  all[to]?.focus()
  return true
}

/** Room that acts as a node does; the node itself is what keyboards and screen readers meet. */
function Around({ reach: { of, box } }: { readonly reach: Reach }) {
  const links = useContext(LinksContext)
  return (
    <rect
      {...box}
      className="reach"
      aria-hidden="true"
      onClick={(event) => {
        event.currentTarget.ownerSVGElement?.querySelector<SVGElement>(`[data-node="${of}"]`)?.focus()
        links.onPick(of)
      }}
      onPointerEnter={() => links.onPoint(of)}
      onPointerLeave={() => links.onPoint(null)}
    />
  )
}

/** A node: its drawing, and over it the button that is its hit area and its ring. */
function Node({ node, id }: { readonly node: Group; readonly id: string }) {
  const links = useContext(LinksContext)
  const stop = useContext(TabStopContext)
  const flips = node.act === 'flip'
  const activate = () => (flips ? links.onFlip(id) : links.onPick(id))
  const target = flips ? (id.split('.')[0] ?? id) : id
  const picked = useLink(links, ({ isPicked }) => !flips && isPicked(id))
  const lit = useLink(links, ({ isLit }) => isLit(target))
  const changed = useLink(links, (facts) => facts.changed(target))
  return (
    <g
      className={node.as}
      data-lit={lit || undefined}
      data-picked={picked || undefined}
      data-changed={changed}
    >
      <rect {...node.box} rx={3} className="ground" />
      <g aria-hidden="true">{inner(node)}</g>
      <rect
        {...node.box}
        rx={3}
        className="hit"
        role="button"
        tabIndex={stop === null || stop === id ? 0 : -1}
        aria-label={node.label}
        aria-pressed={flips ? undefined : picked}
        data-node={id}
        onClick={activate}
        onPointerEnter={() => links.onPoint(target)}
        onPointerLeave={() => links.onPoint(null)}
        onFocus={() => links.onPoint(target)}
        onBlur={() => links.onPoint(null)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ' ') activate()
          else if (!walk(event)) return
          event.preventDefault()
          event.stopPropagation()
        }}
      />
    </g>
  )
}
