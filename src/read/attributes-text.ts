import type { CacheField, MemoryAttributes } from '../arch/attributes.ts'

const fieldText = (field: CacheField | null) =>
  field === null || field.attr === 'NC'
    ? 'NC'
    : `${field.attr}-${field.hint}${field.transient ? '-transient' : ''}`

/** Attributes as one text to compare: type, both fields with their hints, shareability, tags, NoTagAccess, XS. */
export function attributesText(attrs: MemoryAttributes): string {
  const { device, inner, outer, shareability, tagged, notagaccess, xs } = attrs
  const type = device ? `Device-${device}` : `Normal inner ${fieldText(inner)} outer ${fieldText(outer)}`
  return `${type} ${shareability} ${tagged ? 'tagged' : 'untagged'} nta ${Number(notagaccess)} xs ${Number(xs)}`
}
