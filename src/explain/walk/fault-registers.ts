import { faultStatus } from '../../arch/walk/fault.ts'
import { SparseMemory } from '../../arch/walk/memory.ts'
import { addressTranslation } from '../../arch/walk/par-word.ts'
import { toBigInt } from '../../arch/walk/word.ts'
import { bin, hex64 } from '../words.ts'
import type { WalkAnswer } from './answer.ts'
import type { Setup } from './setup.ts'

/** A register or a field of one, with its value as it is written. */
export interface RegisterValue {
  readonly name: string
  readonly value: string
  /** The address translation instruction that would put it there; an access does not. */
  readonly by?: string
}

/**
 * PAR_EL1 after AT S12E*, at EL2, for the VA of a data access. It looks at no PSTATE.PAN, so that it may succeed where the
 * access faults; nothing asks for a fetch. Source: `AArch64_AT`, `AArch64_EncodePAR`.
 */
function parByAt({ access, regime, memory }: Setup): readonly RegisterValue[] {
  if (access.acc === 'x') return []
  const instruction = `S12E${access.el0 ? 0 : 1}${access.acc === 'w' ? 'W' : 'R'}` as const
  const par = addressTranslation(regime, instruction, access.va, false, new SparseMemory(memory.entries()))
  return [{ name: 'PAR_EL1', value: hex64(par), by: `AT ${instruction}` }]
}

/**
 * What the registers say after the fault that ended a walk, and what AT would put into PAR_EL1; nothing without a fault.
 * Source: `AArch64_ReportException`.
 */
export function faultRegisters({ fault, syndrome, setup }: WalkAnswer): readonly RegisterValue[] {
  if (!fault || !syndrome) return []
  const { el, esr, far, hpfar } = syndrome
  const hpfarSays = hpfar === null ? 'UNKNOWN' : hex64(hpfar)
  return [
    { name: `ESR_EL${el}`, value: hex64(esr) },
    { name: setup.access.acc === 'x' ? 'IFSC' : 'DFSC', value: bin(faultStatus(fault), 6) },
    ...(fault.s1ptw ? [{ name: 'S1PTW', value: '1' }] : []),
    { name: `FAR_EL${el}`, value: hex64(toBigInt(far)) },
    ...(fault.stage === 2 ? [{ name: 'HPFAR_EL2', value: hpfarSays }] : []),
    ...parByAt(setup),
  ]
}
