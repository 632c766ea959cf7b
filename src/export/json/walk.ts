import type { Fault } from '../../arch/walk/fault.ts'
import { toBigInt } from '../../arch/walk/word.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { faultRegisters } from '../../explain/walk/fault-registers.ts'
import { takenBy } from '../../explain/walk/fault-words.ts'
import { faultRule, walkRules } from '../../explain/walk/open.ts'
import { permissionChain } from '../../explain/walk/permissions.ts'
import type { WalkRead } from '../../explain/walk/reads.ts'
import type { WalkRow } from '../../explain/walk/rows.ts'
import { hex64, hex } from '../../explain/words.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { attributes } from './attributes.ts'
import { decision } from './decision.ts'

const address = (at: number | null) => (at === null ? null : hex(at))

/** A read. Addresses and descriptors are strings, as they are wider than a JSON number is safe for. */
const read = (of: WalkRead) => ({
  number: of.number,
  stage: of.stage,
  level: of.level,
  purpose: of.purpose,
  kind: of.kind,
  input: hex(of.input),
  index: { msb: of.index.msb, lsb: of.index.lsb, value: hex(of.index.value) },
  ipa: address(of.ipa),
  pa: hex(of.pa),
  value: hex64(of.value),
  next: address(of.next),
  attributes: attributes(of.attributes),
  again: of.again,
  written: of.written === null ? null : hex64(of.written),
})

/** Reads that a fault kept from being made; `for` is the level of stage 1 whose descriptor they were for, or the access. */
const notMade = ({ of, unmade }: WalkRow) => unmade.map(({ stage, level }) => ({ for: of, stage, level }))

/** The rows that took a right away, in their order, each with the gate where it stands. */
const rightsTaken = (walk: WalkAnswer) =>
  (permissionChain(walk)?.gates ?? []).flatMap(({ name, takes }) =>
    takes.map(({ rule, says, because }) => ({ gate: name, rule, says, because })),
  )

function faultJson(walk: WalkAnswer, fault: Fault, scenario: Scenario) {
  const { kind, level, stage, s1ptw, write, ipa } = fault
  const { syndrome } = walk
  const rule = faultRule(walk)
  return {
    kind,
    stage,
    level,
    s1ptw,
    write,
    ipa: address(ipa),
    takenTo: syndrome && `EL${syndrome.el}`,
    says: syndrome && takenBy(syndrome, fault),
    rule: rule && decision(rule, scenario),
  }
}

/** Act 3: every read, the fault with the registers after it, and each rule of the walk that was taken. */
export function walkJson(walk: WalkAnswer, scenario: Scenario) {
  const { setup, translation, reads, rows, fault } = walk
  const registers = faultRegisters(walk).map(({ name, value }) => [name, value])
  return {
    va: hex64(toBigInt(setup.access.va)),
    pa: fault ? null : hex(translation.pa),
    reads: reads.map(read),
    notMade: rows.flatMap(notMade),
    fault: fault && faultJson(walk, fault, scenario),
    registers: fault && Object.fromEntries(registers),
    rules: walkRules(walk).map((one) => decision(one, scenario)),
    rightsTaken: rightsTaken(walk),
  }
}
