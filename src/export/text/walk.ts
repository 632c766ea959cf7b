import type { Decision } from '../../arch/rule.ts'
import { badge } from '../../explain/badge.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { faultRegisters } from '../../explain/walk/fault-registers.ts'
import { faultShort, takenBy } from '../../explain/walk/fault-words.ts'
import { takerOf } from '../../explain/walk/taker.ts'
import { faultRule, walkOpen } from '../../explain/walk/open.ts'
import type { WalkRead } from '../../explain/walk/reads.ts'
import type { WalkRow } from '../../explain/walk/rows.ts'
import { hex64, hex } from '../../explain/words.ts'
import { columns, paragraph } from './paragraph.ts'
import { placeOf } from './place.ts'

const widths = [2, 5, 14, 15, 18, 7]
const indent = '  '
const below = ' '.repeat(6)

/** Cells in their columns; folded where they are wider than a line. */
function row(cells: readonly string[]): readonly string[] {
  const line = indent + cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' ')
  return line.trimEnd().length <= columns ? [line.trimEnd()] : paragraph(cells.join(' '), below, indent)
}

/** A read on a line, and under it what hardware then writes there. */
function readLines({ number, stage, level, index, pa, value, kind, written }: WalkRead): readonly string[] {
  const bits = `[${index.msb}:${index.lsb}] ${hex(index.value)}`
  const read = row([String(number).padStart(2), `S${stage} L${level}`, bits, hex(pa), hex64(value), kind])
  return written === null ? read : [...read, ...paragraph(`hardware writes ${hex64(written)}`, below)]
}

/** The reads of a row that were not made: `S2 L1, S2 L2, S1 L0`. */
function unmadeLines({ of, unmade }: WalkRow): readonly string[] {
  if (unmade.length === 0) return []
  const reads = unmade.map(({ stage, level }) => `S${stage} L${level}`).join(', ')
  const whose = of === 'access' ? 'the access' : `stage 1 level ${of}`
  return paragraph(`not made for ${whose}: ${reads}`, below, indent)
}

/** Every read of a walk in order, a line each, and those that a fault kept from being made. */
export function reads({ reads: made, rows }: WalkAnswer): readonly string[] {
  const lines = [...made.flatMap(readLines), ...rows.flatMap(unmadeLines)]
  const head = [' #', 'Level', 'Index', 'Descriptor at', 'Value', 'Kind']
  return made.length > 0 ? [...row(head), ...lines] : lines
}

/** A rule of the walk: what it says with its badge, why, and where it stands. */
function ruleLines({ rule, because }: Decision): readonly string[] {
  const status = rule.status ? `[${badge[rule.status]}] ` : ''
  return [
    ...paragraph(`${status}${rule.says}`, '    ', indent),
    ...paragraph(because, '    '),
    ...paragraph(`${placeOf(rule)}, rule ${rule.id}`, '    '),
  ]
}

/** The fault that ended a walk: who takes it, what the registers then say, and the rule that gave it. */
export function walkFault(walk: WalkAnswer): readonly string[] {
  const { fault, syndrome } = walk
  if (!fault || !syndrome) return []
  const rule = faultRule(walk)
  const taken = takerOf(walk)
  const registers = faultRegisters(walk).map(
    ({ name, value, by }) => `${name}=${value}${by ? ` by ${by}` : ''}`,
  )
  return [
    ...paragraph(`The walk ends in a fault: ${faultShort(fault)}.`),
    ...(taken ? paragraph(`${taken}.`, indent) : []),
    ...paragraph(`${takenBy(syndrome, fault)}.`, indent),
    ...paragraph(registers.join(', '), indent),
    ...(rule ? ruleLines(rule) : []),
  ]
}

/** What the walk took although the architecture leaves it open. */
export const openInWalk = (walk: WalkAnswer) => walkOpen(walk).flatMap(ruleLines)
