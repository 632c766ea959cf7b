import type { Host } from '../../explain/policies/cells.ts'

/** A host by what decides there: without FWB DIC does not. */
export const hostName = ({ fwb, dic }: Host) => (fwb ? `FWB 1, DIC ${dic ? 1 : 0}` : 'FWB 0')
