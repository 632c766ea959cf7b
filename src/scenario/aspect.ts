/**
 * What can be asked of the story of a scenario, and every answer that there is. Which one is right is computed from the
 * story; a question only names the aspect.
 */
export const aspects = {
  /** What KVM_SET_USER_MEMORY_REGION2 returns. */
  memslot: ['0', '-EINVAL', '-EFAULT', '-EEXIST'],
  /** The type that stage 2 gives the page; `none` where no leaf is mapped. */
  type: ['normal', 'nc', 'device', 'none'],
  /** Who hears first how the story ends. */
  receiver: ['memslot-ioctl', 'kvm-run', 'vmm-exit', 'guest', 'vcpu-thread', 'nobody'],
  /** Which situation of one line goes wrong first in the life of a page; `none` where nobody gets to access it. */
  coherency: ['safe', 'leak', 'lost-write', 'guest-to-vmm', 'vmm-to-guest', 'dirty-civac', 'none'],
  /** The caches that KVM maintains as it maps the page, and whether it has an address for that. */
  maintenance: ['none', 'by-address', 'without-address', 'unmapped'],
} as const

export type Aspect = keyof typeof aspects

/** An answer to an aspect. */
export type AspectValue<A extends Aspect = Aspect> = (typeof aspects)[A][number]

type Asks<A extends Aspect> = {
  readonly aspect: A
  /** A question, with its mark. */
  readonly asks: string
  /** The answers to choose from, in the order in which they are shown. */
  readonly options: readonly AspectValue<A>[]
}

/** A question about an aspect, with answers of that aspect. */
export type Question = { readonly [A in Aspect]: Asks<A> }[Aspect]
