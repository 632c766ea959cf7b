import type { KvmInputs } from '../../kvm/inputs.ts'

/** Whether it is a load, a store or a fetch by the guest's own stage 1: no walk, and no cache maintenance. */
export const isOwnAccess = ({ s1ptw, cm, acc }: Pick<KvmInputs, 's1ptw' | 'cm' | 'acc'>) =>
  !s1ptw && !(cm && acc !== 'x')
