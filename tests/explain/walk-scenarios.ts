import * as fc from 'fast-check'
import { baseRegister } from '../../src/arch/walk/table-base.ts'
import { buildTables } from '../../src/arch/walk/build-tables.ts'
import { Recorder } from '../../src/arch/walk/recorder.ts'
import { regimeOf } from '../../src/arch/walk/regime.ts'
import { translate } from '../../src/arch/walk/translate.ts'
import { kvmAnswer } from '../../src/explain/kvm/answer.ts'
import { walkAnswer, type WalkAnswer } from '../../src/explain/walk/answer.ts'
import { planOf } from '../../src/explain/walk/plan.ts'
import { readsOf } from '../../src/explain/walk/reads.ts'
import { rowsOf } from '../../src/explain/walk/rows.ts'
import { walkSetup } from '../../src/explain/walk/setup.ts'
import { joinWords, wordsAt } from '../../src/scenario/kinds/words-by-address.ts'
import { defaults, isByHand } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { walkScenario } from '../scenario/arbitrary.ts'

/** The walk of a scenario, with KVM's leaf where KVM is asked. */
export const walkOf = (scenario: Scenario): WalkAnswer =>
  walkAnswer(scenario, isByHand(scenario) ? null : kvmAnswer(scenario))

/** The walk of the initial values with some changed, and stage 2 by hand. */
export const handWalk = (changes: Partial<Scenario>): WalkAnswer =>
  walkOf({ ...defaults, s2: 'hand', ...changes })

/** Every way to say an IPA size: as the VM's, and as the fields of VTCR_EL2. */
export const ipaOf = (bits: number, ds = false): Partial<Scenario> => {
  const all = { ipa: String(bits), lpa2: ds, t0sz: 64 - bits, vtcr: ds ? 'ds' : 'none' }
  return all as Partial<Scenario>
}

/** Both stages with LPA2: the VA and the IPA have 52 bits. */
export const wide: Partial<Scenario> = { tcr: 'ds', txsz: 12, ...ipaOf(52, true) }

/** The same with stage 2 from level -1, which no setting asks for: VTCR_EL2.SL2 is 1 and SL0 0b00. */
export function fiveLevels(): WalkAnswer {
  const scenario = { ...defaults, ...wide, s2: 'hand' as const }
  const plain = walkSetup(scenario, null)
  const { pe, attributes, registers: of } = plain.regime
  const registers = { ...of, vtcr: { hi: of.vtcr.hi | 2, lo: of.vtcr.lo & ~0xc0 } }
  const plan = planOf(scenario, null, plain.access.va, regimeOf(pe, attributes, registers))
  const { base1, base2, memory } = buildTables(plan)
  const ttbr = baseRegister(base1 ?? 0)
  const bases = { ttbr0: ttbr, ttbr1: ttbr, vttbr: baseRegister(base2 ?? 0) }
  const regime = regimeOf(pe, attributes, { ...registers, ...bases })
  const setup = { ...plain, regime, tables1: regime.stage1[1], memory }
  const recorder = new Recorder()
  const translation = translate(regime, setup.access, memory, recorder)
  const reads = readsOf(recorder)
  const { decisions } = recorder
  const rows = rowsOf(setup, reads, translation.fault !== null)
  return { setup, translation, reads, rows, decisions, fault: translation.fault, syndrome: null }
}

const often = fc.constantFrom(true, true, true, false)

/** A scenario whose tables are set by hand, mostly such that they map the VA. */
const handTables: fc.Arbitrary<Scenario> = fc
  .tuple(walkScenario, often, often, often, often)
  .map(([scenario, mapped, inRange, flagged, on]): Scenario => ({
    ...scenario,
    s2: 'hand',
    desc: 'none',
    ...(mapped && { addr: defaults.addr, sl0: 'kvm', pa: '52', ...ipaOf(48) }),
    ...(inRange && { va: defaults.va, txsz: 16, tcr: scenario.tcr.replace('epd', 'ds') as Scenario['tcr'] }),
    ...(flagged && { af: true, s2af: true, ptw: false }),
    ...(on && { m: true, vm: true, dc: false }),
  }))

const flips = fc.array(fc.record({ read: fc.nat({ max: 40 }), bit: fc.nat({ max: 63 }) }), { maxLength: 3 })

/** Turns bits over in descriptors that the walk reads, one after the other as a reader of the page does. */
export function flipped(
  scenario: Scenario,
  bits: readonly { readonly read: number; readonly bit: number }[],
): Scenario {
  return bits.reduce((now, { read, bit }) => {
    const { reads } = walkOf(now)
    const at = reads[read % Math.max(reads.length, 1)]
    if (!at) return now
    const word = { address: at.pa, value: at.value ^ (1n << BigInt(bit)) }
    return { ...now, desc: joinWords([...wordsAt(now.desc), word]) }
  }, scenario)
}

/** Any tables of both stages, some with bits of what they read turned over. */
export const anyTables: fc.Arbitrary<Scenario> = fc
  .tuple(handTables, flips)
  .map(([scenario, bits]) => flipped(scenario, bits))
