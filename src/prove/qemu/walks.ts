import type { CitationId } from '../../cite/citations.ts'
import { SparseMemory } from '../../arch/walk/memory.ts'
import { accessOfAt, parWordOf, type AtInstruction } from '../../arch/walk/par-word.ts'
import { Recorder } from '../../arch/walk/recorder.ts'
import { regimeOf, type Regime } from '../../arch/walk/regime.ts'
import { translate, type Translation } from '../../arch/walk/translate.ts'
import { bitOf } from '../../arch/walk/word.ts'
import type { WalkInputs } from '../../read/walk-vector.ts'
import { explainQemu } from './explain.ts'

/** A walk that an AT instruction asks for, as the architecture answers it. */
interface Walked {
  readonly inputs: WalkInputs
  readonly instruction: AtInstruction
  readonly regime: Regime
  readonly translation: Translation
  readonly recorder: Recorder
}

/** A way in which QEMU 11.1.3 walks otherwise than the architecture. */
export interface WalkDeviation {
  readonly id: 'W1' | 'W2' | 'W3'
  readonly says: string
  readonly cite: readonly CitationId[]
  /** What it concerns, and what QEMU then answers: a walk under other inputs, or PAR_EL1. Null elsewhere. */
  readonly answers: (walked: Walked) => Walked | bigint | null
}

/** PAR_EL1 of a stage 2 Permission fault at level 0 on a walk of stage 1. */
const permissionAtLevel0 = 0xb19n

export const walkDeviations: readonly WalkDeviation[] = [
  {
    id: 'W1',
    says: 'HCR_EL2.PTW = 1 with a table in stage 2 Device memory: the fault is reported at level 0',
    cite: ['s2-check-permissions', 'fault-status'],
    answers: ({ translation: { fault } }) =>
      fault?.s1ptw && fault.why.id === 's2-refused-type' ? permissionAtLevel0 : null,
  },
  {
    id: 'W2',
    says: 'HCR_EL2.PTW = 1 faults an AT S1E* also where stage 2 is off',
    cite: ['s2-check-permissions', 'hcr-el2'],
    answers: ({ instruction, regime, recorder }) => {
      const walks = recorder.reads.length > 0
      const asks = instruction.startsWith('S1E') && bitOf(regime.registers.hcr, 2)
      return asks && walks && !regime.stage2On ? permissionAtLevel0 : null
    },
  },
  {
    id: 'W3',
    says: 'Bits [15:12] of a 64K descriptor are ignored where PS or IPS is below 52 bits',
    cite: ['leaf-base', 'oa-out-of-range'],
    answers(walked) {
      const { translation, recorder, inputs, instruction } = walked
      const last = recorder.reads.at(-1)?.descriptor
      if (translation.fault?.kind !== 'AddressSize' || !last) return null
      const { wide, outputBits } = last.tables
      if (!wide || outputBits >= 52 || ((last.lo >>> 12) & 0xf) === 0) return null
      return walk({ ...inputs, pe: { ...inputs.pe, lpa: false } }, instruction)
    },
  },
]

/** Walks what an AT instruction asks for. */
function walk(inputs: WalkInputs, instruction: AtInstruction): Walked {
  const regime = regimeOf(inputs.pe, inputs.attributePe, inputs.registers)
  const access = accessOfAt(instruction, inputs.access.va, inputs.pan)
  const recorder = new Recorder()
  const translation = translate(regime, access, new SparseMemory(inputs.memory), recorder)
  return { inputs, instruction, regime, translation, recorder }
}

const parOf = ({ translation, regime }: Walked) => parWordOf(translation, regime)

/** ATTR[63:56] and SH[8:7] of PAR_EL1. */
const attributeBits = (0xffn << 56n) | (3n << 7n)

/** Why QEMU's attributes of a walk that succeeds are others, if the rest of PAR_EL1 is the same. */
function explainAttributes(walked: Walked, qemu: bigint): string | null {
  const { regime, translation, recorder, instruction } = walked
  const ours = parOf(walked)
  if (translation.fault || (ours & ~attributeBits) !== (qemu & ~attributeBits)) return null
  const leaf = (stage: 1 | 2) =>
    recorder.reads.findLast(
      ({ descriptor, purpose }) => descriptor.tables.stage === stage && purpose === 'access',
    )?.descriptor ?? null
  const alone = instruction.startsWith('S1E')
  const at = regime.leaves.inputs(leaf(1), alone ? null : leaf(2), false)
  const fields = { attr: Number(qemu >> 56n), sh: Number((qemu >> 7n) & 3n) }
  return explainQemu(alone ? { ...at, vm: false } : at, fields)
}

/**
 * Why QEMU's PAR_EL1 is another than the architecture's: names joined by +. Null where none of its deviations
 * gives its answer.
 */
export function explainQemuWalk(inputs: WalkInputs, instruction: AtInstruction, qemu: bigint): string | null {
  const walked = walk(inputs, instruction)
  const attributes = explainAttributes(walked, qemu)
  if (attributes !== null) return attributes
  for (const { id, answers } of walkDeviations) {
    const answer = answers(walked)
    if (answer === null) continue
    const par = typeof answer === 'bigint' ? answer : parOf(answer)
    if (par === qemu) return id
    const also = typeof answer === 'bigint' ? null : explainAttributes(answer, qemu)
    if (also !== null) return `${id}+${also}`
  }
  return null
}
