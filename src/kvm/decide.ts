import type { Errno, Exit, ExitKind } from './exit.ts'
import { faultWord, startState, stateBit } from './fault-facts.ts'
import type { KvmInputs } from './inputs.ts'
import { leafOf, typeOf, type Leaf } from './leaf.ts'
import { maintain, onMap, onRelax, type Maintenance } from './maintenance.ts'
import { memslotWord } from './memslot-facts.ts'
import type { Policy } from './policy.ts'
import { exitOf, run, stateOf } from './program.ts'

/** What becomes of a fault. `leaf` and `maintenance` where it is mapped. */
export interface FaultOutcome {
  readonly kind: ExitKind
  readonly errno: Errno | null
  readonly exit: Exit
  readonly leaf: Leaf | null
  readonly maintenance: Maintenance | null
}

/** What a kernel answers: to the memslot, and to the fault, each as if the other were not. */
export interface KvmOutcome {
  readonly memslot: Exit
  readonly fault: FaultOutcome
}

/** Answers by the checks of a policy, without a trace. Its parts are interned: equal ones are the same object. */
export function decide({ programs }: Policy, at: KvmInputs): KvmOutcome {
  const slot = run(programs.memslot, memslotWord(at), 0)
  const fault = run(programs.fault, faultWord(at), startState(at))
  return {
    memslot: programs.memslot.exits[exitOf(slot)] as Exit,
    fault: faultOutcome(programs.fault.exits[exitOf(fault)] as Exit, stateOf(fault), at.fwb, at.dic),
  }
}

const leafStates = stateBit.lpa2 * 2
const mapped: (FaultOutcome | undefined)[] = Array.from({ length: leafStates * 4 })
const unmapped = new Map<Exit, FaultOutcome>()

/** What an exit with a state amounts to on a host. */
export function faultOutcome(exit: Exit, state: number, fwb: boolean, dic: boolean): FaultOutcome {
  if (exit.kind !== 'map') return unmapped.get(exit) ?? intern(exit)
  const leaf = state & (leafStates - 1)
  const key = (leaf << 2) | (fwb ? 2 : 0) | (dic ? 1 : 0)
  return (mapped[key] ??= mappedOutcome(exit, leaf, fwb, dic))
}

function intern(exit: Exit): FaultOutcome {
  const outcome: FaultOutcome = { kind: exit.kind, errno: exit.errno, exit, leaf: null, maintenance: null }
  unmapped.set(exit, outcome)
  return outcome
}

function mappedOutcome(exit: Exit, state: number, fwb: boolean, dic: boolean): FaultOutcome {
  const occasion = state & stateBit.relax ? onRelax : onMap
  const executable = (state & stateBit.x) !== 0
  return {
    kind: exit.kind,
    errno: exit.errno,
    exit,
    leaf: leafOf(state, fwb),
    maintenance: maintain(occasion, { fwb, dic, type: typeOf(state), executable }),
  }
}
