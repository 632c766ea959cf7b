import type { MemoryAttributes } from '../../arch/attributes.ts'
import { typeName } from '../../explain/words.ts'

/** Attributes with their type in words; null where there are none. */
export function attributes(at: MemoryAttributes | null) {
  if (!at) return null
  const { device, inner, outer, shareability, tagged, notagaccess, xs } = at
  return { words: typeName(at), device, inner, outer, shareability, tagged, notagaccess, xs }
}
