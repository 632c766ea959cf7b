import type { ParFields } from '../arch/par.ts'
import { translateAttributes } from '../arch/translate-attributes.ts'
import { parWord } from '../read/par-word.ts'
import type { Answer, Vector } from '../read/vector.ts'
import { deviate, deviationsAt, explainQemu, sameFields } from './qemu/explain.ts'
import { compare, type Verdict } from './verdict.ts'

/**
 * A row that QEMU measured agrees, or QEMU deviates there for a reason that the row's inputs give,
 * or it is a mismatch.
 */
export function measuredVerdict({ inputs, expected }: Vector): Verdict {
  const { par } = translateAttributes(inputs)
  const verdict = compare(expected, par ? measuredColumns(par) : {})
  const qemu = parFields(expected, 'par')
  if (!verdict.mismatch || sameFields(par, qemu) || expected['par'] !== parWord(qemu)) return verdict
  const deviation = explainQemu(inputs, qemu)
  return deviation === null ? verdict : { ...verdict, mismatch: false, deviation }
}

/** A doubted row holds the architecture's answer as well as QEMU's, and the name of the deviation. */
export function doubtedVerdict({ inputs, expected }: Vector): Verdict {
  const { par } = translateAttributes(inputs)
  const foretold = deviate(inputs, deviationsAt(inputs))
  const qemu = parFields(expected, 'qemu')
  const deviation = sameFields(par, qemu) ? null : explainQemu(inputs, qemu)
  const actual = {
    ...(foretold && { qemu_attr: foretold.attr, qemu_sh: foretold.sh }),
    ...(par && { arm_attr: par.attr, arm_sh: par.sh }),
    class: deviation ?? 'none',
  }
  return { ...compare(expected, actual), ...(deviation !== null && { deviation }) }
}

const measuredColumns = (par: ParFields): Answer => ({
  par_attr: par.attr,
  par_sh: par.sh,
  par: parWord(par),
})

const parFields = (answer: Answer, prefix: 'par' | 'qemu'): ParFields => ({
  attr: Number(answer[`${prefix}_attr`]),
  sh: Number(answer[`${prefix}_sh`]),
})
