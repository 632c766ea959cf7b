/** Cacheability of one field, weakest first: Non-cacheable, Write-Through, Write-Back. */
export type Cacheability = 'NC' | 'WT' | 'WB'

/** Allocation hint: none, read-allocate, write-allocate, both. */
export type Hint = 'none' | 'RA' | 'WA' | 'RWA'

/** Device types, strongest (what allows least) first. */
export type DeviceType = 'nGnRnE' | 'nGnRE' | 'nGRE' | 'GRE'

/** Non-, Inner and Outer Shareable. */
export type Shareability = 'NSH' | 'ISH' | 'OSH'

export const deviceTypes: readonly DeviceType[] = ['nGnRnE', 'nGnRE', 'nGRE', 'GRE']
export const hintNames: readonly Hint[] = ['none', 'WA', 'RA', 'RWA']

/** One cacheability field. NC has no hint; without a hint, transient means nothing and is false. */
export interface CacheField {
  readonly attr: Cacheability
  readonly hint: Hint
  readonly transient: boolean
}

/**
 * A location's attributes: the pseudocode's MemoryAttributes.
 * Device memory has a device type and no cacheability, Normal memory the reverse.
 * `xs` true means that the location may take long to answer (XS = 1).
 */
export interface MemoryAttributes {
  readonly device: DeviceType | null
  readonly inner: CacheField | null
  readonly outer: CacheField | null
  readonly shareability: Shareability
  readonly tagged: boolean
  readonly notagaccess: boolean
  readonly xs: boolean
}

export const nc: CacheField = { attr: 'NC', hint: 'none', transient: false }

/** A cacheability field; NC loses its hints. */
export function cached(attr: Cacheability, hint: Hint, transient = false): CacheField {
  return attr === 'NC' ? nc : { attr, hint, transient: transient && hint !== 'none' }
}

/** Normal memory, Untagged unless said otherwise. */
export function normal(
  inner: CacheField,
  outer: CacheField,
  shareability: Shareability,
  xs: boolean,
  tagged = false,
): MemoryAttributes {
  return {
    device: null,
    inner,
    outer,
    shareability,
    tagged,
    notagaccess: false,
    xs,
  }
}

/** Device memory: Untagged, with no cacheability. */
export function device(type: DeviceType, shareability: Shareability, xs: boolean): MemoryAttributes {
  return {
    device: type,
    inner: null,
    outer: null,
    shareability,
    tagged: false,
    notagaccess: false,
    xs,
  }
}

export const isDevice = (at: MemoryAttributes) => at.device !== null

/** Normal, Non-cacheable in both fields. */
export const isNonCacheable = (at: MemoryAttributes) => at.inner?.attr === 'NC' && at.outer?.attr === 'NC'

/** Normal, Write-Back in both fields. */
export const isWriteBack = (at: MemoryAttributes) => at.inner?.attr === 'WB' && at.outer?.attr === 'WB'

/** The Device type that allows less: no Gathering before no Reordering before no Early acknowledgement. */
export function strongerDevice(a: DeviceType, b: DeviceType): DeviceType {
  return deviceTypes.indexOf(a) < deviceTypes.indexOf(b) ? a : b
}
