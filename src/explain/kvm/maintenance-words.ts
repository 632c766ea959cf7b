import type { DCacheMaintenance, ICacheMaintenance } from '../../kvm/maintenance.ts'

/** What is done to data caches, in words. */
export const dcacheWords = (value: DCacheMaintenance): string =>
  value === 'none' ? 'none' : 'clean and invalidate to PoC'

/** What is done to instruction caches, in words. */
export const icacheWords = (value: ICacheMaintenance): string =>
  value === 'none' ? 'none' : 'invalidate to PoU'
