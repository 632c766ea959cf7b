import type { Aspect, AspectValue } from '../../scenario/aspect.ts'
import { stage2TypeName } from '../kvm/leaf-words.ts'

/** An answer in short, as a sentence takes it, and what it means, as a choice shows it. */
export interface AspectWords {
  readonly short: string
  /** Empty where the short form says it all. */
  readonly means: string
}

const words = (short: string, means = ''): AspectWords => ({ short, means })

const unmapped = words('no mapping', 'KVM refuses it, at registration or at the access')

const every: { readonly [A in Aspect]: Readonly<Record<AspectValue<A>, AspectWords>> } = {
  memslot: {
    '0': words('0', 'the memslot exists'),
    '-EINVAL': words('-EINVAL'),
    '-EFAULT': words('-EFAULT'),
    '-EEXIST': words('-EEXIST'),
  },
  type: {
    normal: words(stage2TypeName.normal),
    nc: words(stage2TypeName.nc),
    device: words(stage2TypeName.device),
    none: unmapped,
  },
  receiver: {
    'memslot-ioctl': words('the VMM at registration', 'KVM_SET_USER_MEMORY_REGION2 fails'),
    'kvm-run': words('the VMM at the first access', 'KVM_RUN fails while the guest runs'),
    'vmm-exit': words('the VMM by an exit', 'KVM_RUN returns for the access to be emulated'),
    guest: words('the guest', 'it takes an abort'),
    'vcpu-thread': words('the vCPU thread', 'it gets a signal'),
    nobody: words('nobody', 'the page is mapped, and the guest goes on'),
  },
  coherency: {
    safe: words('nothing', 'without maintenance everyone reads what was written last'),
    leak: words('a leak', 'the guest may read what the previous tenant left'),
    'lost-write': words('a lost write', 'what the guest writes may be overwritten by the VMM’s zeros'),
    'guest-to-vmm': words('a stale read by the VMM', 'it may read old data in place of what the guest wrote'),
    'vmm-to-guest': words('a stale read by the guest', 'it may read old data in place of what the VMM wrote'),
    'dirty-civac': words('DC CIVAC by the VMM', 'it may overwrite what the guest wrote'),
    none: words('no access', 'the story ends before one is made, as where KVM refuses the memory'),
  },
  maintenance: {
    none: words('none', 'the hardware needs none, or the page allows none'),
    'by-address': words('those that it has to', 'by the page’s address in the kernel’s linear map'),
    'without-address': words(
      'those of a page that it has no address for',
      'it goes by the linear map, in which this memory does not stand',
    ),
    unmapped,
  },
}

/** An answer to an aspect in words. */
export const aspectWords = <A extends Aspect>(aspect: A, value: AspectValue<A>): AspectWords =>
  every[aspect][value]
