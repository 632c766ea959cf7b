import { policies } from '../../kvm/policies.ts'
import { within } from './find-checks.ts'

/** The checks that some merged kernel has. */
const merged: ReadonlySet<string> = new Set(
  policies
    .filter(({ status }) => status === 'merged')
    .flatMap(({ memslot, fault }) => [...memslot, ...fault])
    .flatMap(({ checks }) => within(checks).map(({ id }) => id)),
)

/** Whether a check was merged. One that was not would stand in the kernel function that it is cited with, and does not. */
export const isMerged = (id: string): boolean => merged.has(id)
