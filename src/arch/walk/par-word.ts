import { encodePar } from '../par.ts'
import { first } from '../rule.ts'
import type { Access } from './access.ts'
import { faultStatus } from './fault.ts'
import type { Memory } from './memory.ts'
import type { Regime } from './regime.ts'
import type { Trace } from './trace.ts'
import { translate, type Translation } from './translate.ts'
import type { Word } from './word.ts'

/** Address translation instructions, as they are executed at EL2. */
export const atInstructions = [
  'S1E1R',
  'S1E1W',
  'S1E0R',
  'S1E0W',
  'S1E1RP',
  'S1E1WP',
  'S1E1A',
  'S12E1R',
  'S12E1W',
  'S12E0R',
  'S12E0W',
] as const

export type AtInstruction = (typeof atInstructions)[number]

/** The access that an instruction asks about. `pan` is PSTATE.PAN, which counts for the P forms alone. */
export function accessOfAt(instruction: AtInstruction, va: Word, pan: boolean): Access {
  const [, stages, el, kind] = /^(S12?)E([01])([RWA]P?)$/.exec(instruction) as unknown as string[]
  const acc = kind === 'A' ? 'any' : kind?.startsWith('W') ? 'w' : 'r'
  const el0 = el === '0'
  return {
    va,
    acc,
    el: el0 ? 0 : 1,
    el0,
    pan: pan && kind?.endsWith('P') === true,
    aligned: true,
    at: stages === 'S1' ? 'S1' : 'S12',
  }
}

/** PAR_EL1 for what became of a translation; the NS bit, UNKNOWN in Non-secure state, is 0. Source: `AArch64_EncodePAR`. */
export function parWordOf({ fault, pa, attributes }: Translation, { attributes: at }: Regime): bigint {
  const res1 = 1n << 11n
  if (fault || !attributes) {
    const stage2 = fault?.stage === 2 ? 1n << 9n : 0n
    const ptw = fault?.s1ptw ? 1n << 8n : 0n
    return res1 | stage2 | ptw | (BigInt(fault ? faultStatus(fault) : 0) << 1n) | 1n
  }
  const { attr, sh } = encodePar(at, attributes, first)
  const address = (BigInt(Math.floor(pa / 0x1000)) << 12n) & 0x00ff_ffff_ffff_f000n
  return (BigInt(attr) << 56n) | address | res1 | (BigInt(sh) << 7n)
}

/** PAR_EL1 after an address translation instruction at EL2. Hardware updates are written to `memory`. */
export const addressTranslation = (
  regime: Regime,
  instruction: AtInstruction,
  va: Word,
  pan: boolean,
  memory: Memory,
  trace: Trace | null = null,
): bigint => parWordOf(translate(regime, accessOfAt(instruction, va, pan), memory, trace), regime)
