import { holds, readCondition } from '../kvm/condition.ts'
import type { TraceRow } from '../kvm/trace.ts'
import { idsOf } from './check-pieces.ts'

/** What an operand had to do with the answer of its row. */
export interface OperandRole {
  readonly name: string
  readonly value: boolean
  readonly ids: readonly string[]
  /** Flipped alone it changes the answer: 1 was `needed`, 0 `decides`. Otherwise it is `not enough alone`. */
  readonly role: 'needed' | 'decides' | 'not enough alone'
}

/** Flips each operand of a row alone and says whether the condition then comes out otherwise. */
export function rolesOf({ check, operands }: TraceRow): readonly OperandRole[] {
  const condition = readCondition(check.test)
  const valueOf = (name: string) => operands.find((one) => one.name === name)?.value ?? false
  if (operands.length === 0) return []
  const held = holds(condition, valueOf)
  return operands.map((operand) => {
    const { name, value } = operand
    const changes = holds(condition, (asked) => valueOf(asked) !== (asked === name)) !== held
    const role = !changes ? 'not enough alone' : value ? 'needed' : 'decides'
    return { name, value, ids: idsOf(operand), role }
  })
}
