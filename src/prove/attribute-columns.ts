import type { CacheField, MemoryAttributes } from '../arch/attributes.ts'
import type { Answer } from '../read/vector.ts'

/** Memory attributes in the columns of the pseudocode's vectors; `-` stands where a column does not apply. */
export function attributeColumns(attrs: MemoryAttributes): Answer {
  const inner = fieldColumns(attrs.inner)
  const outer = fieldColumns(attrs.outer)
  return {
    memtype: attrs.device === null ? 'Normal' : 'Device',
    device: attrs.device ?? '-',
    inner: inner.attr,
    ihint: inner.hint,
    itrans: inner.transient,
    outer: outer.attr,
    ohint: outer.hint,
    otrans: outer.transient,
    tags: attrs.tagged ? 'tagged' : 'untagged',
    notagaccess: Number(attrs.notagaccess),
    xs: Number(attrs.xs),
  }
}

function fieldColumns(field: CacheField | null) {
  if (!field) return { attr: '-', hint: '-', transient: '-' }
  if (field.attr === 'NC') return { attr: 'NC', hint: '-', transient: '-' }
  return { attr: field.attr, hint: field.hint, transient: field.transient ? '1' : '0' }
}
