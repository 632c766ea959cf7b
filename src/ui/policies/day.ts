import type { Policy } from '../../kvm/policy.ts'

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** `10 Mar 2025`, or a year. */
export function dayOf({ date }: Pick<Policy, 'date'>): string {
  const [year = '', month, day] = date.split('-')
  return month === undefined ? year : `${Number(day)} ${months[Number(month) - 1]} ${year}`
}
