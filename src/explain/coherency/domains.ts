import type { MemoryAttributes, Shareability } from '../../arch/attributes.ts'
import type { AttributeInputs } from '../../arch/inputs.ts'
import { first } from '../../arch/rule.ts'
import { translateAttributes } from '../../arch/translate-attributes.ts'
import { isCacheable } from '../../coherency/script.ts'
import { attributesIn } from './attribute.ts'

/** The shareability of a mapping that speculation may fill the line by; null of another, which counts as Outer Shareable. */
export const domainOf = (attrs: MemoryAttributes | null): Shareability | null =>
  attrs && attributesIn(attrs).some(isCacheable) ? attrs.shareability : null

/** A MAIR byte for each of Write-Back, Write-Through, Non-cacheable and Device. */
const bytes = [0xff, 0xbb, 0x44, 0x04]
const fields = [0b00, 0b01, 0b10, 0b11]

/** Every shareability that cacheable loads and stores can get, whatever MAIR byte and SH field the guest chooses. */
export function domainsFrom(at: AttributeInputs): readonly Shareability[] {
  const found = bytes.flatMap((mair) =>
    fields.flatMap((sh) => domainOf(translateAttributes({ ...at, mair, sh }, first).final) ?? []),
  )
  return [...new Set(found)]
}
