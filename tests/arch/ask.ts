import type { CacheField, MemoryAttributes } from '../../src/arch/attributes.ts'
import type { AttributeInputs } from '../../src/arch/inputs.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { inputs } from './space.ts'

/** The final attributes of inputs that differ from the defaults by `changes`. @throws where the access faults */
export const final = (changes: Partial<AttributeInputs>) => finalOf(inputs(changes))

/** The final attributes of an access. @throws where it faults */
export function finalOf(at: AttributeInputs): MemoryAttributes {
  const { final: attrs } = translateAttributes(at)
  if (!attrs) throw new Error('the access takes a fault')
  return attrs
}

/** What stage 1 hands on. @throws where it faults */
export function stage1Of(at: AttributeInputs): MemoryAttributes {
  const { s1 } = translateAttributes(at)
  if (!s1) throw new Error('stage 1 takes a fault')
  return s1
}

const fieldWord = (f: CacheField) =>
  f.attr + (f.hint === 'none' ? '' : ` ${f.hint}`) + (f.transient ? ' tr' : '')

/** A type in short, outer before inner: `Device-nGRE`, `WB RWA`, `o NC i WT RA tr`. */
export function typeOf({ device, inner, outer }: MemoryAttributes): string {
  if (device || !inner || !outer) return `Device-${device}`
  const [o, i] = [fieldWord(outer), fieldWord(inner)]
  return o === i ? o : `o ${o} i ${i}`
}

/** The cacheability of both fields, outer before inner, or the Device type: `WB WB`, `NC WT`, `nGnRE`. */
export const kindOf = ({ device, inner, outer }: MemoryAttributes) =>
  device ?? `${outer?.attr} ${inner?.attr}`

/** From what allows most to what allows least. */
export const strength = ['WB', 'WT', 'NC', 'GRE', 'nGRE', 'nGnRE', 'nGnRnE']

/** How much one field of a location is restricted. */
export const restriction = (at: MemoryAttributes, field: 'inner' | 'outer') =>
  strength.indexOf(at.device ?? at[field]?.attr ?? '')

/** How far a location is shared: 0 for Non-shareable to 2 for Outer Shareable. */
export const sharing = ({ shareability }: MemoryAttributes) => ['NSH', 'ISH', 'OSH'].indexOf(shareability)

export const cacheable = ({ inner, outer }: MemoryAttributes) =>
  [inner, outer].some((field) => field !== null && field.attr !== 'NC')
