import type { AttributeInputs } from '../arch/inputs.ts'
import { mairByte } from '../arch/mair.ts'
import { recording, type Decision } from '../arch/rule.ts'
import { effectiveShareability, stage1Shareability, stage2Shareability } from '../arch/shareability.ts'
import { stage2Leaf } from '../arch/stage2.ts'
import { translateAttributes } from '../arch/translate-attributes.ts'
import { joinNames } from '../read/columns.ts'
import type { Answer } from '../read/vector.ts'
import { attributeColumns } from './attribute-columns.ts'

/** Names of the choices that the architecture left to the PE and that the decisions made use of. */
function choicesOf(log: readonly Decision[]): string {
  return joinNames(log.flatMap(({ rule }) => rule.choice ?? []))
}

/** Stage 1's decode of a MAIR byte and SH, in the columns of `sail-mair`. */
export function mairAnswer(at: AttributeInputs): Answer {
  const log: Decision[] = []
  const decide = recording(log)
  const shareability = decide(stage1Shareability, at)
  const attrs = decide(mairByte, { at, shareability })
  return {
    ...attributeColumns(attrs),
    reserved: Number(log.some(({ rule }) => rule.choice === 'RESMAIR')),
    sh_decoded: shareability,
    sh_effective: decide(effectiveShareability, { at, attrs }),
    cu: choicesOf(log),
  }
}

/** Stage 2's decode of MemAttr and SH with FWB 0, in the columns of `sail-s2attr`. */
export function stage2Answer(at: AttributeInputs): Answer {
  const log: Decision[] = []
  const decide = recording(log)
  const shareability = decide(stage2Shareability, at)
  const attrs = decide(stage2Leaf, { at, shareability })
  return { ...attributeColumns(attrs), sh_decoded: shareability, cu: choicesOf(log) }
}

/** Both stages combined, in the columns of `sail-combine`; for an access that faults, the fault. */
export function combineAnswer(at: AttributeInputs): Answer {
  const log: Decision[] = []
  const { final, par, fault } = translateAttributes(at, recording(log))
  if (!final || !par) return { memtype: `${fault?.type} fault at stage ${fault?.stage}` }
  return {
    ...attributeColumns(final),
    sh: final.shareability,
    par_attr: par.attr,
    par_sh: par.sh,
    cu: choicesOf(log),
  }
}
