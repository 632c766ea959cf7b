import { properties } from '../../src/explain/answer.ts'
import { isSettingKey } from '../../src/explain/keys.ts'

/** Whether an id names what can be picked in the act of attributes: a property, a field of PAR_EL1, a setting. */
export const isNodeId = (id: string): boolean =>
  properties.some((property) => property === id) || id === 'par-attr' || id === 'par-sh' || isSettingKey(id)
