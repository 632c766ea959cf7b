import { reported, type Fault, type Syndrome } from '../../arch/walk/fault.ts'
import { Recorder } from '../../arch/walk/recorder.ts'
import { translate, type Translation } from '../../arch/walk/translate.ts'
import type { Decision } from '../../arch/rule.ts'
import type { Scenario } from '../../scenario/schema.ts'

import { readsOf, type WalkRead } from './reads.ts'
import { rowsOf, type WalkRow } from './rows.ts'
import { walkSetup, type Mapped, type Setup } from './setup.ts'

/** Act 3: every read of the walk, and what it came to. */
export interface WalkAnswer {
  readonly setup: Setup
  readonly translation: Translation
  readonly reads: readonly WalkRead[]
  readonly rows: readonly WalkRow[]
  readonly decisions: readonly Decision[]
  readonly fault: Fault | null
  /** What ESR, FAR and HPFAR say of the fault; null without one. */
  readonly syndrome: Syndrome | null
}

/** Walks a scenario's tables, with every read and decision. `kvm` is null where stage 2 is set by hand. */
export function walkAnswer(scenario: Scenario, kvm: Mapped | null): WalkAnswer {
  const setup = walkSetup(scenario, kvm)
  const { regime, access, memory } = setup
  const recorder = new Recorder()
  const translation = translate(regime, access, memory, recorder)
  const { fault } = translation
  const reads = readsOf(recorder)
  return {
    setup,
    translation,
    reads,
    rows: rowsOf(setup, reads, fault !== null),
    decisions: recorder.decisions,
    fault,
    syndrome: fault && reported(fault, access, regime),
  }
}
