import type { Capture } from '../captures/read.ts'
import type { Observed } from './capture-observations.ts'

const does = ({ steps }: Capture, code: string) => steps.some((step) => step.code === code)
const hasFlag = ({ args }: Capture, flag: string) => (args['flags'] ?? '').split('+').includes(flag)
const isOf = (holds: (capture: Capture) => boolean) => (one: Observed) => holds(one.capture)

/** What each category of the fault path and of changes to a slot is observed in; an observation counts for the first that holds. */
const categories = {
  'logging switched on later': isOf((capture) => does(capture, 'L')),
  'a poisoned page': isOf((capture) => does(capture, 'P')),
  'a host mapping that is read-only': isOf((capture) => hasFlag(capture, 'protr') || does(capture, 'Q')),
  'no VMA': isOf(({ args }) => args['kind'] === 'unmapped'),
  'a slot beyond the IPA size': isOf(({ slots }) => slots[0]?.errno === 'EFAULT'),
  'a slot that is not aligned': isOf(({ name }) => name.startsWith('unaligned')),
  'a slot that overlaps another': isOf(({ name }) => name === 'overlap'),
  'logging from the start': isOf((capture) => hasFlag(capture, 'log')),
  'a permission fault': ({ permissionFaults }: Observed) => permissionFaults.length > 0,
  'an Access flag fault': ({ seen }: Observed) => seen === 'access_flag_set',
} as const

export type Category = keyof typeof categories

/** Categories that no case came about in, and why. */
export const unobserved: Readonly<Partial<Record<Category, string>>> = {
  'an Access flag fault': 'nothing ages pages in a run that short, and KVM maps every leaf with AF 1',
}

/** Takes observations; gives how many are of each category. */
export function byCategory(all: readonly Observed[]): Readonly<Record<Category, number>> {
  const names = Object.keys(categories) as readonly Category[]
  const found = all.map((one) => names.find((name) => categories[name](one)))
  return Object.fromEntries(
    names.map((name) => [name, found.filter((one) => one === name).length]),
  ) as unknown as Record<Category, number>
}
