import { checkLines, rolesOf, stateSays, textOf, type Line } from '../../../src/explain/checks.ts'
import { rowsOf } from '../../../src/explain/kvm/rows.ts'
import type { Trace } from '../../../src/kvm/trace.ts'
import { named, type Tells } from './story.ts'

function lineTold(line: Line): readonly string[] {
  if (line.kind === 'function')
    return named(line.name, [line.says, textOf(line.when)].filter((text) => text !== '').join(' '))
  const exit = line.exit ? ` → ${line.exit.short} (${line.exit.says})` : ''
  return [`${stateSays[line.state]}: ${textOf(line.pieces)}${exit}`]
}

const linesOf = (trace: Trace) => [
  ...checkLines(trace, false).lines,
  ...checkLines(trace, true).lines.filter(({ kind }) => kind === 'function'),
]

/** The checks of acts 1 and 2 with what became of them, and the part of each operand. */
export const checksTold: Tells = ({ outcome: { kvm } }) => {
  if (!kvm) return []
  const traces = kvm.stopped === 'memslot' ? [kvm.traces.memslot] : [kvm.traces.memslot, kvm.traces.fault]
  const roles = rowsOf({ traces: kvm.traces }).flatMap(rolesOf)
  return [
    ...traces.flatMap(linesOf).flatMap(lineTold),
    ...roles.map(({ role, value }) => `an operand that is ${value ? 1 : 0}: ${role}`),
  ]
}
