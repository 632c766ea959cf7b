import type { Fault, Syndrome } from '../../arch/walk/fault.ts'

export const faultName: Readonly<Record<Fault['kind'], string>> = {
  Translation: 'Translation fault',
  AddressSize: 'Address size fault',
  AccessFlag: 'Access flag fault',
  Permission: 'Permission fault',
  Alignment: 'Alignment fault',
}

/** A fault in the words of the strip: `Permission fault, stage 1 level 3`. */
export const faultShort = ({ kind, stage, level }: Fault) =>
  `${faultName[kind]}, stage ${stage} level ${level}`

/** Who takes a fault, and what that means for the guest. Without HCR_EL2.TGE, which no setting gives, EL2 takes those of stage 2. */
export function takenBy({ el }: Syndrome, { s1ptw }: Fault): string {
  if (el === 1) return 'The guest’s kernel takes it at EL1, and the hypervisor never sees it'
  return s1ptw
    ? 'The hypervisor takes it at EL2: stage 2 stopped the read of one of the guest’s tables'
    : 'The hypervisor takes it at EL2'
}
