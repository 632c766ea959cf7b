import type { AccessAnswer } from '../../explain/access.ts'
import { reachable, type Reach } from '../../explain/reach.ts'
import { typeCodes, type TypeCode } from '../../explain/words.ts'
import { bend } from '../bend.ts'
import { arrowHead, group, line, path, text, type Group, type Mark } from '../marks.ts'
import { familyOf, layoutEmptyToken, layoutToken } from '../token/layout.ts'
import type { Geometry } from './geometry.ts'

const pitch = 21
const token = 14

/** Height of the seven types below each other. */
export const typesHeight = pitch * typeCodes.length

interface Rows {
  readonly g: Geometry
  /** The middle of the first row. */
  readonly top: number
}

const yOf = ({ top }: Rows, type: TypeCode) => top + pitch * typeCodes.indexOf(type)
function stage1Type(rows: Rows, { from, possible, current }: Reach): readonly Mark[] {
  const x = rows.g.stage1
  const y = yOf(rows, from)
  const icon = possible
    ? layoutToken(x, y - token / 2, token, [from])
    : layoutEmptyToken(x, y - token / 2, token)
  const field = current === 'inner' || current === 'outer' ? ` ${current}` : ''
  return [
    icon,
    text(x + 20, y + 4, `${from}${field}`, current ? 'mono strong' : possible ? 'mono' : 'mono faint'),
  ]
}

function resultType(rows: Rows, type: TypeCode, can: boolean, is: boolean, field: string): readonly Mark[] {
  const x = rows.g.result
  const y = yOf(rows, type)
  const icon = can ? layoutToken(x, y - token / 2, token, [type]) : layoutEmptyToken(x, y - token / 2, token)
  return [icon, text(x + 20, y + 4, `${type}${field}`, is ? 'mono strong' : can ? 'mono' : 'mono faint')]
}

interface Course {
  readonly from: TypeCode
  readonly to: TypeCode
  /** The present access, or what else could have been asked for. */
  readonly now: boolean
  /** Stage 2 decides this one's type. */
  readonly replaced: boolean
  /** Characters of the field's name behind the type at stage 1. */
  readonly named: number
}

/** Where each type goes: one line, two where inner and outer part. */
function courses(all: readonly Reach[]): readonly Course[] {
  return all.flatMap(({ from, possible, current, to }) => {
    if (!possible || !to) return []
    const fields =
      to.inner === to.outer
        ? [['inner', to.inner] as const]
        : [['inner', to.inner] as const, ['outer', to.outer] as const]
    return fields.map(([field, end]) => {
      const now = current === 'both' || (current !== null && (to.inner === to.outer || current === field))
      return { from, to: end, now, replaced: end !== from, named: current && current !== 'both' ? 6 : 0 }
    })
  })
}

function course(
  rows: Rows,
  { from, to, now, replaced, named }: Course,
  decidedBy2: boolean,
): readonly Mark[] {
  const { stage1, gate, result } = rows.g
  const [left, right] = gate
  const y1 = yOf(rows, from)
  const y2 = yOf(rows, to)
  const family = familyOf(to)
  const weight = now ? `flow now line-${family}` : 'flow thin'
  const dashed = replaced || (now && decidedBy2) ? ' stage2' : ''
  const start = stage1 + 26 + (from.length + named) * 7.3
  const before = now ? `flow now line-${familyOf(from)}` : 'flow thin'
  const marks: Mark[] = [
    line(start, y1, left, y1, before),
    path(bend(left, y1, right, y2), `${weight}${dashed}`),
    line(right, y2, result - (now ? 6 : 4), y2, `${weight}${dashed}`),
  ]
  return now ? [...marks, arrowHead(result - 4, y2, `line-${family}`)] : marks
}

/** A type that stage 2 would not let through either. */
function refused(rows: Rows, from: TypeCode): readonly Mark[] {
  const { stage1, gate } = rows.g
  const y = yOf(rows, from)
  const end = (gate[0] + gate[1]) / 2
  return [
    line(stage1 + 26 + from.length * 7.3, y, end, y, 'flow thin'),
    line(end, y - 5, end, y + 5, 'bracket'),
  ]
}

/** Where a fault ends the access: before the gate or inside of it. */
function stopped(rows: Rows, from: TypeCode, stage: 1 | 2): readonly Mark[] {
  const { stage1, gate } = rows.g
  const y = yOf(rows, from)
  const end = stage === 1 ? gate[0] - 14 : (gate[0] + gate[1]) / 2
  const start = stage1 + 30 + from.length * 7.3
  return [line(start, y, end, y, `flow now line-${familyOf(from)}`), layoutToken(end, y - 8, 16, ['fault'])]
}

/** Brackets the types that cannot come out. */
function impossible(rows: Rows, out: ReadonlySet<TypeCode>): readonly Mark[] {
  const runs: TypeCode[][] = []
  typeCodes.forEach((type, at) => {
    if (out.has(type)) return
    const previous = typeCodes[at - 1]
    if (previous !== undefined && !out.has(previous)) runs.at(-1)?.push(type)
    else runs.push([type])
  })
  const x = rows.g.result + 71
  return runs.flatMap((run): Mark[] => {
    const [first = 'WB'] = run
    const y1 = yOf(rows, first) - 7
    const y2 = yOf(rows, run.at(-1) ?? first) + 7
    const mid = (y1 + y2) / 2
    const words = ['cannot', 'happen']
    const says = words.map((word, n) =>
      text(x + 6, mid + 4 + (n - (words.length - 1) / 2) * 13, word, 'tiny'),
    )
    return [path(`M${x - 4},${y1}H${x}V${y2}H${x - 4}`, 'bracket'), ...(rows.g.names === 'left' ? says : [])]
  })
}

/** The memory type row: all seven types on both sides, the function between them, the present access bold. */
export function layoutTypes(access: AccessAnswer, g: Geometry, top: number): Group {
  const rows: Rows = { g, top: top + pitch / 2 }
  const all = courses(access.reach)
  const { fault, final } = access.attributes
  const { type } = access.answers
  const out = new Set(reachable(access.reach))
  const now = all.filter((c) => c.now)
  const fieldOf = (code: TypeCode) => {
    if (!final?.inner || final.inner.attr === final.outer?.attr) return ''
    return code === final.inner.attr ? ' inner' : code === final.outer?.attr ? ' outer' : ''
  }
  const results = typeCodes.flatMap((code) => {
    const is = final !== null && now.some(({ to }) => to === code)
    return resultType(rows, code, out.has(code), is, is ? fieldOf(code) : '')
  })
  const lines = [...all.filter((c) => !c.now), ...(final ? now : [])]
  const stops = access.reach.flatMap(({ from, current, possible, to }) => {
    if (fault && current) return stopped(rows, from, fault.stage)
    return possible && !to ? refused(rows, from) : []
  })
  const box = {
    x: -6,
    y: top - 2,
    width: g.decided.place === 'beside' ? g.decided.x + 2 : g.width + 6,
    height: typesHeight + 4,
  }
  return group(
    [
      ...access.reach.flatMap((one) => stage1Type(rows, one)),
      ...results,
      ...lines.flatMap((c) => course(rows, c, type.whose === 'stage2')),
      ...stops,
      ...impossible(rows, out),
    ],
    { id: 'type', label: `${type.label}: ${type.words}`, box, act: 'pick', as: 'node' },
  )
}
