import { readNumber } from '../../explain/walk/reads.ts'
import type { Gate, PermissionChain, RightLine } from '../../explain/walk/permissions.ts'
import { group, line, rect, text, wrap, type Mark, type Picture } from '../marks.ts'

const left = 72
const right = 40
const top = 34
const pitch = 22
const groupGap = 8

interface Sizes {
  readonly width: number
  /** The read at which the walk stands: gates that later reads bring are grey. Null where all are made. */
  readonly now: number | null
}

const phone = 354

/** As wide as a phone, or as the gates with what stands below them. */
export const phoneWidth = ({ gates }: PermissionChain): number =>
  Math.max(phone, left + right + gates.length * 88)

/** Whether a phone has to scroll it. */
export const isWiderThanPhone = (chain: PermissionChain) => phoneWidth(chain) > phone

interface Columns {
  /** The bits of each gate, in lines that do not reach the next gate. */
  readonly says: readonly (readonly string[])[]
  readonly from: readonly number[]
  readonly gateWidth: number
  readonly end: number
  /** Where what has been read ends: past the last gate of a read that is made. */
  readonly read: number
}

const monoDigit = 6.3
/** Between what stands below one gate and the next. */
const captionGap = 6
const lineHeight = 13

/** How many gates have been read: each with its descriptor, PSTATE with the leaf before it. */
function gatesRead(gates: readonly Gate[], now: number | null): number {
  if (now === null) return gates.length
  const next = gates.findIndex(({ read }) => read !== null && (readNumber(read) ?? 0) > now)
  return next < 0 ? gates.length : next
}

/** A field and its value stay in one line. */
const paired = (says: string) => says.replaceAll(/ (?=[01]+( |$))/g, '\u00a0')

function columnsOf(gates: readonly Gate[], { width, now }: Sizes): Columns {
  const count = gates.length
  const room = (width - left - right) / count
  const gateWidth = Math.min(room - 16, 110)
  const from = Array.from({ length: count }, (_, at) => left + at * room + (room - gateWidth) / 2)
  const made = gatesRead(gates, now)
  const read = made === count ? width - right : made === 0 ? left - 8 : (from[made - 1] as number) + gateWidth
  return {
    says: gates.map(({ says }) => wrap(paired(says), Math.floor((room - captionGap) / monoDigit))),
    from,
    gateWidth,
    end: width - right,
    read,
  }
}

const rowY = (at: number) => top + 12 + at * pitch + (at > 2 ? groupGap : 0)
const bottom = rowY(5) + 14

const mostLines = ({ says }: Columns) => Math.max(...says.map((lines) => lines.length))

function gateMark(gate: Gate, at: number, columns: Columns): Mark {
  const { from, gateWidth, says } = columns
  const x = from[at] as number
  const dashed = gate.stage === 2 ? ' stage2' : ''
  const box = { x, y: top, width: gateWidth, height: bottom - top }
  const taken = gate.takes.map(({ says }) => says).join('; ')
  return group(
    [
      text(x + gateWidth / 2, 20, gate.name, 'gate-title', 'middle'),
      rect(box, `permission-gate${dashed}`, { rx: 3 }),
      ...(says[at] ?? []).map((words, below) =>
        text(x + gateWidth / 2, bottom + 16 + below * lineHeight, words, 'gate-bits', 'middle'),
      ),
    ],
    gate.read
      ? {
          id: gate.read,
          label: `${gate.name}: ${gate.says}. ${taken || 'It takes no right'}`,
          box: { x, y: 6, width: gateWidth, height: bottom + 16 + (mostLines(columns) - 1) * lineHeight },
          act: 'pick',
          as: 'node',
        }
      : {},
  )
}

/** Where a right ends: at the right if it is kept, and where the walk was stopped, as far as that came. */
function stopOf(endsAt: number | null, { from, gateWidth, end }: Columns, whole: boolean): number {
  if (endsAt !== null) return (from[endsAt] as number) + gateWidth / 2
  return whole ? end : (from.at(-1) as number) + gateWidth
}

/** A right's line, grey beyond what has been read. */
function lineMarks(y: number, stop: number, as: string, { read }: Columns): readonly Mark[] {
  const known = Math.min(stop, read)
  return [
    ...(known > left - 8 ? [line(left - 8, y, known, y, as)] : []),
    ...(stop > known ? [line(Math.max(known, left - 8), y, stop, y, 'right later')] : []),
  ]
}

function rightMarks(of: RightLine, at: number, columns: Columns, whole: boolean): readonly Mark[] {
  const { letter, endsAt, asked } = of
  const y = rowY(at)
  const stop = stopOf(endsAt, columns, whole)
  const as = asked ? 'right-letter asked' : 'right-letter'
  return [
    text(left - 16, y + 4, letter, as, 'end'),
    ...lineMarks(y, stop, asked ? 'right asked' : 'right', columns),
    ...(endsAt === null && whole ? [text(columns.end + 12, y + 4, letter, as)] : []),
    ...(endsAt === null ? [] : [line(stop, y - 6, stop, y + 6, stop > columns.read ? 'right later' : 'bar')]),
  ]
}

/** Which right survives, in words. */
function told({ lines, gates, whole }: PermissionChain): string {
  return lines
    .map(({ letter, el, endsAt }) =>
      endsAt === null
        ? `EL${el} ${letter} ${whole ? 'stays' : 'is left where the walk stops'}`
        : `EL${el} ${letter} ends at ${gates[endsAt]?.name}`,
    )
    .join(', ')
}

/** Each right as a line that runs until something takes it. */
export function layoutPermissions(chain: PermissionChain, sizes: Sizes): Picture {
  const columns = columnsOf(chain.gates, sizes)
  return {
    width: sizes.width,
    height: bottom + 28 + (mostLines(columns) - 1) * lineHeight,
    title: `Permissions: ${told(chain)}`,
    marks: [
      text(0, rowY(0) + 4, 'EL1', 'right-el'),
      text(0, rowY(3) + 4, 'EL0', 'right-el'),
      ...chain.gates.map((gate, at) => gateMark(gate, at, columns)),
      ...chain.lines.flatMap((one, at) => rightMarks(one, at, columns, chain.whole)),
    ],
  }
}
