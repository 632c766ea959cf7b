import { isCacheable } from '../../coherency/script.ts'
import { linuxWriteBack } from './attribute.ts'
import { domainOf } from './domains.ts'
import type { Host } from './host.ts'
import { mixOf } from './user-space.ts'

/** Whether the cacheable aliases on a host differ in shareability: as the guest maps the line now, or whatever it chooses. */
export function areApart(host: Host, anyGuest: boolean): boolean {
  const { host: vmm, linearAlias } = mixOf(host, false)
  const linux = isCacheable(vmm) || linearAlias
  const now = domainOf(host.guest)
  const all = [
    ...(linux ? [linuxWriteBack.shareability] : []),
    ...(now ? [now] : []),
    ...(anyGuest ? host.mayShare : []),
  ]
  return new Set(all).size > 1
}
