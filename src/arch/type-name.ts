import type { Cacheability, CacheField, DeviceType } from './attributes.ts'

export const cacheabilityName: Readonly<Record<Cacheability, string>> = {
  WB: 'Write-Back',
  WT: 'Write-Through',
  NC: 'Non-cacheable',
}

interface Typed {
  readonly device: DeviceType | null
  readonly inner: CacheField | null
  readonly outer: CacheField | null
}

/** `Normal Write-Back`, `Normal, inner Write-Back, outer Non-cacheable`, `Device-nGnRE`. */
export function typeName({ device, inner, outer }: Typed): string {
  if (device || !inner || !outer) return `Device-${device}`
  if (inner.attr === outer.attr) return `Normal ${cacheabilityName[inner.attr]}`
  return `Normal, inner ${cacheabilityName[inner.attr]}, outer ${cacheabilityName[outer.attr]}`
}
