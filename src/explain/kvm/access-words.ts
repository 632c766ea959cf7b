import type { KvmInputs } from '../../kvm/inputs.ts'

type Access = Pick<KvmInputs, 'acc' | 's1ptw' | 'cm' | 'fsc'>

const nouns = { r: 'read', w: 'write', x: 'instruction fetch' } as const
const verbs = { r: 'reads', w: 'writes', x: 'fetches from' } as const

/** A fetch cannot be cache maintenance. */
const maintains = ({ cm, acc }: Access) => cm && acc !== 'x'

/** The access as a noun: `read`, `cache maintenance`, `stage 1 walk`. */
export const accessNoun = (at: Access) =>
  at.s1ptw ? 'stage 1 walk' : maintains(at) ? 'cache maintenance' : nouns[at.acc]

/** The access as a clause up to its address: `The guest reads`. A walk that lacks a permission updates a descriptor. */
export function accessClause(at: Access): string {
  if (at.s1ptw)
    return `The guest’s stage 1 walk ${at.fsc === 'permission' ? 'updates' : 'reads'} a descriptor at`
  return maintains(at) ? 'The guest maintains caches at' : `The guest ${verbs[at.acc]}`
}
