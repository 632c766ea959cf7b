import type { MemoryAttributes } from '../../arch/attributes.ts'
import { stage2On } from '../../arch/inputs.ts'
import { properties } from '../../explain/answer.ts'
import { shFieldOf } from '../../explain/stage2-says.ts'
import { memattrMeaning } from '../../explain/encodings.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { bin, kernelTypeName } from '../../explain/words.ts'
import { toInputs } from '../../scenario/inputs.ts'
import type { Property } from '../../arch/rule.ts'
import { ascii } from '../ascii.ts'
import { fold } from '../fold.ts'
import { names } from './names.ts'

const widths = [12, 15, 20, 16]
const separator = ' | '

/** MemAttr: with FWB 0 a type of its own, as the kernel spells types, else what it does to stage 1's. */
function leafSays({ scenario, decisions }: AccessAnswer): string {
  const leaf = decisions.find(({ table }) => table.id === 's2-memattr')
  if (!leaf) return memattrMeaning(toInputs(scenario)).replace('Device-', 'DEVICE-')
  const attrs = leaf.value as MemoryAttributes
  const reserved = leaf.rule.status ? ', reserved' : ''
  return `${kernelTypeName(attrs)}${attrs.notagaccess ? ', NoTagAccess' : ''}${reserved}`
}

/** What the leaf of stage 2 says of a property. */
function stage2Says(access: AccessAnswer, property: Property): string {
  const { scenario, decisions } = access
  const at = toInputs(scenario)
  if (!stage2On(at)) return '-'
  if (property === 'type') return leafSays(access)
  if (property === 'xs-attr') return at.xs ? `FnXS=${at.fnxs ? 1 : 0}` : '-'
  if (property !== 'shareability') return '-'
  const decoded = decisions.find(({ table }) => table.id === 's2sh-field')?.value
  return `${decoded ? `${String(decoded)}, ` : ''}${shFieldOf(scenario)}=${bin(scenario.s2sh, 2)}`
}

function cells(access: AccessAnswer, property: Property): readonly string[] {
  const { s1, final, fault } = access.attributes
  const { stage1, result } = access.answers[property]
  const says = stage2Says(access, property)
  if (property !== 'type') return [names[property], stage1 ?? '-', says, result ?? '-']
  const end = final ? kernelTypeName(final) : `${fault?.type.toUpperCase()} FAULT, stage ${fault?.stage}`
  return [names.type, s1 ? kernelTypeName(s1) : '-', says, end]
}

/** One row as lines: a cell that is too wide goes on below. */
function row(texts: readonly string[]): readonly string[] {
  const folded = texts.map((text, at) => fold(ascii(text), widths[at] ?? 0))
  const height = Math.max(...folded.map((lines) => lines.length))
  return Array.from({ length: height }, (_, n) =>
    folded
      .map((lines, at) => (lines[n] ?? '').padEnd(widths[at] ?? 0))
      .join(separator)
      .trimEnd(),
  )
}

/** Both stages and the result in the manner of the kernel's tables, a row a property. */
export function table(access: AccessAnswer): readonly string[] {
  const stage2 = stage2On(toInputs(access.scenario)) ? 'S2' : 'S2 (off)'
  const rows = properties.map((property) => cells(access, property))
  return [['', 'S1', stage2, 'Result'], ...rows].flatMap(row)
}
