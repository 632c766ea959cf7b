import { defaultInputs, type AttributeInputs } from '../../src/arch/inputs.ts'
import { lookUp, packCombine, type Packed } from '../../src/arch/packed.ts'
import { recording, type Decide, type Decision } from '../../src/arch/rule.ts'
import { translateAttributes } from '../../src/arch/translate-attributes.ts'
import { answer } from '../../src/coherency/answer.ts'
import type { Mix } from '../../src/coherency/situation.ts'
import { situations } from '../../src/coherency/situations.ts'
import { decidePacked, packInputs, type PackedInputs } from '../../src/kvm/decide.ts'
import type { KvmInputs } from '../../src/kvm/inputs.ts'
import { policies } from '../../src/kvm/policies.ts'
import { linux73 } from '../../src/kvm/policies/linux-7.3.ts'
import type { Policy } from '../../src/kvm/policy.ts'
import { decisionRows } from './kernel-rows.ts'
import { coherencyAnswer } from '../../src/explain/coherency/answer.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Bench } from './measure.ts'
import { explained, nested24, result, sailWalks } from './walks.ts'

const stage1Leaves = 1024
const stage2Leaves = 128
/** MAIR x SH x MemAttr x SH x FWB; a row is `leaf1 << 7 | leaf2`, as `lookUp` takes them. */
const allRows = stage1Leaves * stage2Leaves

/** Takes a row; gives the inputs that it stands for. */
function inputsOf(row: number): AttributeInputs {
  return {
    ...defaultInputs,
    mair: row >> 9,
    sh: (row >> 7) & 3,
    memattr: (row >> 3) & 0xf,
    s2sh: (row >> 1) & 3,
    hcrfwb: (row & 1) !== 0,
  }
}

/** Gives every row once, in an order that is the same in each run. */
function shuffled(): Int32Array {
  const rows = Int32Array.from({ length: allRows }, (_, row) => row)
  let seed = 1
  for (let at = allRows - 1; at > 0; at -= 1) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const other = seed % (at + 1)
    const row = rows[at] as number
    rows[at] = rows[other] as number
    rows[other] = row
  }
  return rows
}

/** Takes a table; gives the sum of all its cells, row by row. */
function sumOrdered(table: Packed): number {
  let sum = 0
  for (let leaf1 = 0; leaf1 < stage1Leaves; leaf1 += 1)
    for (let leaf2 = 0; leaf2 < stage2Leaves; leaf2 += 1) sum = (sum + lookUp(table, leaf1, leaf2)) | 0
  return sum
}

/** Takes a table and rows; gives the sum of the cells in the order of the rows. */
function sumOf(table: Packed, rows: Int32Array): number {
  let sum = 0
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at] as number
    sum = (sum + lookUp(table, row >> 7, row & 0x7f)) | 0
  }
  return sum
}

/** Takes inputs and, for each of them, what answers from the tables; gives a sum of the results. */
function sumByRules(inputs: readonly AttributeInputs[], decide?: () => Decide): number {
  let sum = 0
  for (const at of inputs) sum += translateAttributes(at, decide?.()).par?.attr ?? 0
  return sum
}

/** Takes packed inputs; gives a sum of what Linux 7.3 decides for each of them. */
function sumOfDecisions(rows: readonly PackedInputs[]): number {
  let sum = 0
  for (let at = 0; at < rows.length; at += 1) {
    const { memslot, fault } = decidePacked(linux73, rows[at] as PackedInputs)
    sum += (memslot.errno === null ? 1 : 0) + (fault.leaf?.memattr ?? 0)
  }
  return sum
}

/** Takes inputs; packs each of them once, and gives a sum of what every policy decides for it, of memslot and fault. */
function sumOfPolicies(rows: readonly KvmInputs[]): number {
  let sum = 0
  for (let at = 0; at < rows.length; at += 1) {
    const packed = packInputs(rows[at] as KvmInputs)
    for (let which = 0; which < policies.length; which += 1) {
      const { memslot, fault } = decidePacked(policies[which] as Policy, packed)
      sum += (memslot.errno === null ? 1 : 0) + (fault.leaf?.memattr ?? 0)
    }
  }
  return sum
}

/** Takes inputs; packs each of them and gives a sum of what they became. */
function sumOfPacked(rows: readonly KvmInputs[]): number {
  let sum = 0
  for (let at = 0; at < rows.length; at += 1) sum = (sum + packInputs(rows[at] as KvmInputs).fault) | 0
  return sum
}

/** The mix that the thread is about: the host Write-Back, the guest around the cache, and KVM without an address to clean by. */
const leaking: Mix = { host: 'WB', guest: 'NC', maintains: false, linearAlias: false, hits: false }

/** Takes a mix; gives how many outcomes all situations have together, each worked out with its runs and its plans. */
const sumOfOutcomes = (mix: Mix) =>
  situations.reduce((sum, situation) => sum + answer(situation, mix).outcomes.length, 0)

/** Gives the operations to measure, by name. Those with `rows` count a call as so many rows. */
export function engineBenches(): Record<string, Bench> {
  const table = packCombine(defaultInputs)
  const random = shuffled()
  const some = Array.from({ length: Math.ceil(allRows / 31) }, (_, n) => inputsOf(n * 31))
  const inputs = decisionRows()
  const decisions = inputs.map(packInputs)
  const recorded = () => recording([] as Decision[])
  const nested = nested24()
  const story = resolve(defaults)
  return {
    'combine.packed.ordered': { rows: allRows, run: () => sumOrdered(table) },
    'combine.packed.random': { rows: allRows, run: () => sumOf(table, random) },
    'combine.packed.build': () => packCombine(defaultInputs),
    'combine.rows': { rows: some.length, run: () => sumByRules(some) },
    'combine.explained': { rows: some.length, run: () => sumByRules(some, recorded) },
    'decide.pack': { rows: inputs.length, run: () => sumOfPacked(inputs) },
    'translate.nested24': () => result(nested),
    'translate.walks': { each: sailWalks().map((walk) => () => result(walk)) },
    'translate.explained': () => explained(nested),
    'decide.linux-7.3': { rows: decisions.length, run: () => sumOfDecisions(decisions) },
    'decide.policies': { rows: inputs.length * policies.length, run: () => sumOfPolicies(inputs) },
    'coherency.situation': () => sumOfOutcomes(leaking),
    'coherency.answer': () => coherencyAnswer(story),
    // A fresh object: what is kept by scenario must be worked out anew.
    'resolve.default': () => resolve({ ...defaults }),
  }
}
