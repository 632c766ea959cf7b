import type { CacheField, Cacheability, Hint, MemoryAttributes, Shareability } from '../arch/attributes.ts'

export { cacheabilityName, typeName } from '../arch/type-name.ts'

/** The seven types that a diagram draws, from what caches most to what allows least. */
export type TypeCode = Cacheability | 'GRE' | 'nGRE' | 'nGnRE' | 'nGnRnE'
export const typeCodes: readonly TypeCode[] = ['WB', 'WT', 'NC', 'GRE', 'nGRE', 'nGnRE', 'nGnRnE']

export const shareabilityName: Record<Shareability, string> = {
  NSH: 'Non-shareable',
  ISH: 'Inner Shareable',
  OSH: 'Outer Shareable',
}

const hintName: Record<Hint, string> = {
  none: 'no allocate',
  RA: 'read-allocate',
  WA: 'write-allocate',
  RWA: 'read- and write-allocate',
}

/** The type of each field as a code: one for Device and for equal fields, else inner and outer. */
export function typeCodesOf({ device, inner, outer }: MemoryAttributes): {
  inner: TypeCode
  outer: TypeCode
} {
  if (device || !inner || !outer) return { inner: device ?? 'nGnRnE', outer: device ?? 'nGnRnE' }
  return { inner: inner.attr, outer: outer.attr }
}

/** `WB`, `nGnRE`, or `iWB oNC` where the fields differ. */
export function typeCode(attrs: MemoryAttributes): string {
  const { inner, outer } = typeCodesOf(attrs)
  return inner === outer ? inner : `i${inner} o${outer}`
}

/** The kernel's spelling for tables: `NORMAL-WB`, `NORMAL-iWB-oNC`, `DEVICE-nGnRE`. */
export function kernelTypeName(attrs: MemoryAttributes): string {
  if (attrs.device) return `DEVICE-${attrs.device}`
  const { inner, outer } = typeCodesOf(attrs)
  return inner === outer ? `NORMAL-${inner}` : `NORMAL-i${inner}-o${outer}`
}

const fieldHint = (f: CacheField) => `${f.hint}${f.transient ? ' transient' : ''}`

/** Allocation hints in short: `RWA`, `WA transient`, `i RWA, o none`, or a dash where nothing is cacheable. */
export function hintsCode({ inner, outer }: MemoryAttributes): string {
  const cacheable = [inner, outer].filter((f) => f !== null && f.attr !== 'NC')
  if (!inner || !outer || cacheable.length === 0) return '-'
  if (inner.attr === 'NC') return `outer ${fieldHint(outer)}`
  if (outer.attr === 'NC') return `inner ${fieldHint(inner)}`
  if (fieldHint(inner) === fieldHint(outer)) return fieldHint(inner)
  return `i ${fieldHint(inner)}, o ${fieldHint(outer)}`
}

const fieldName = (f: CacheField) => `${hintName[f.hint]}${f.transient ? ', transient' : ''}`

/** Allocation hints in words. */
export function hintsName(attrs: MemoryAttributes): string {
  const { inner, outer } = attrs
  if (!inner || !outer || hintsCode(attrs) === '-') return 'no allocation hints'
  if (inner.attr === 'NC') return `outer ${fieldName(outer)}`
  if (outer.attr === 'NC') return `inner ${fieldName(inner)}`
  if (fieldHint(inner) === fieldHint(outer)) return fieldName(inner)
  return `inner ${fieldName(inner)}; outer ${fieldName(outer)}`
}

/** `untagged`, `tagged`, and with FEAT_MTE_PERM (`showsNoTagAccess`) also `tagged, NoTagAccess`. */
export function tagsName({ tagged, notagaccess }: MemoryAttributes, showsNoTagAccess: boolean): string {
  const denied = tagged && notagaccess && showsNoTagAccess ? ', NoTagAccess' : ''
  return `${tagged ? 'tagged' : 'untagged'}${denied}`
}

/** An address as it is typed. */
export const hex = (value: number | bigint) => `0x${value.toString(16)}`
export const hex8 = (byte: number) => `0x${byte.toString(16).padStart(2, '0')}`
export const hex64 = (value: bigint) => `0x${value.toString(16).padStart(16, '0')}`
export const bin = (value: number, width: number) => `0b${value.toString(2).padStart(width, '0')}`
