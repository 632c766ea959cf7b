import { exits, type Exit } from './exit.ts'
import { stateBit } from './fault-bits.ts'
import { faultWord, startState } from './fault-word.ts'
import type { KvmInputs } from './inputs.ts'
import { leafOf, typeOf } from './leaf.ts'
import { maintain, onMap, onRelax } from './maintenance.ts'
import { memslotWord } from './memslot-facts.ts'
import type { Policy } from './policy.ts'
import { stateOf } from './graph.ts'

/** What a kernel answers: to the memslot, and to the fault, each as if the other were not. */
export interface KvmOutcome {
  readonly memslot: Exit
  readonly fault: Exit
}

/** The facts of inputs, packed: the same for every policy, so that a sweep over policies packs them once. */
export interface PackedInputs {
  readonly memslot: number
  readonly fault: number
  readonly state: number
  /** FWB and DIC, bits 1 and 0: what the leaf and its maintenance need besides. */
  readonly host: number
}

/** Packs inputs. */
export const packInputs = (at: KvmInputs): PackedInputs => ({
  memslot: memslotWord(at),
  fault: faultWord(at),
  state: startState(at),
  host: hostOf(at),
})

/** Answers by the checks of a policy, without a trace. */
export const decide = (policy: Policy, at: KvmInputs): KvmOutcome => decidePacked(policy, packInputs(at))

/** Answers for packed inputs. The parts of an outcome are interned: equal ones are the same object. */
export function decidePacked({ graphs }: Policy, at: PackedInputs): KvmOutcome {
  const slot = graphs.memslot.walk(at.memslot, 0)
  const fault = graphs.fault.walk(at.fault, at.state)
  return {
    memslot: graphs.memslot.exitOf(slot),
    fault: faultOutcome(graphs.fault.exitOf(fault), stateOf(fault) | at.state, at.host),
  }
}

/** FWB and DIC as `faultOutcome` takes them. */
export const hostOf = ({ fwb, dic }: KvmInputs) => (fwb ? 2 : 0) | (dic ? 1 : 0)

const leafStates = stateBit.lpa2 * 2
const mappings: (Exit | undefined)[] = Array.from({ length: leafStates * 4 })

/**
 * What an exit with a state amounts to on a host: itself, or a mapping with its leaf. @throws RangeError for a
 * mapping other than `exits.mapped`, by which alone mappings are kept
 */
export function faultOutcome(exit: Exit, state: number, host: number): Exit {
  if (exit !== exits.mapped) return unmapped(exit)
  const leaf = state & (leafStates - 1)
  return (mappings[(leaf << 2) | host] ??= mapping(exit, leaf, (host & 2) !== 0, (host & 1) !== 0))
}

function unmapped(exit: Exit): Exit {
  if (exit.kind === 'map') throw new RangeError(`exit: ${exit.says} is a mapping that is not interned`)
  return exit
}

function mapping(exit: Exit, state: number, fwb: boolean, dic: boolean): Exit {
  const occasion = state & stateBit.relax ? onRelax : onMap
  const executable = (state & stateBit.x) !== 0
  const maintenance = maintain(occasion, { fwb, dic, type: typeOf(state), executable })
  return { ...exit, leaf: leafOf(state, fwb), maintenance }
}
