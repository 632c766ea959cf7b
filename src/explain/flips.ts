import type { Property } from '../arch/rule.ts'
import { translateAttributes } from '../arch/translate-attributes.ts'
import { slotStory } from '../kvm/story.ts'
import { hazardOf } from '../kvm/hazards.ts'
import { policyOf } from '../scenario/kvm-inputs.ts'
import { alternatives, reasonInputs, toInputs } from '../scenario/inputs.ts'
import { isByHand } from '../scenario/scenario.ts'
import { coherencyKeys, everySetting, type Scenario, type SettingKey } from '../scenario/schema.ts'
import type { Setting } from '../scenario/setting.ts'
import { propertyCode, propertyWords } from './answer.ts'
import { exitCode, stage2TypeCode, stage2TypeName } from './kvm/leaf-words.ts'
import { isOwnAccess } from './kvm/own-access.ts'
import { tokenOf, type ResultCode } from './token.ts'
import { faultShort } from './walk/fault-words.ts'
import { walkInShort } from './walk/in-short.ts'

/** What a flip is looked for in: a property of the result, or what KVM makes of memslot and fault. */
export type Aspect = Property | 'kvm'

/** An answer, as much of it as an aspect shows. */
interface Told {
  readonly result: string
  /** As a diagram writes it. */
  readonly code: string
  readonly token: readonly ResultCode[]
}

/** A single change that gives another answer: one setting, and the values that all lead there. */
export interface Flip extends Told {
  readonly key: SettingKey
  /** As an address writes them; the first is the one to show. */
  readonly values: readonly string[]
  /** The first of the values, ready for the store. */
  readonly to: Scenario[SettingKey]
}

/** Values that an engineer would try first, and those that nobody would. */
const wellKnown: Partial<Record<SettingKey, readonly unknown[]>> = {
  mair: [0xff, 0x44, 0x04, 0xbb, 0x00, 0xf0, 0x0c, 0x08],
  sh: [0b11, 0b10, 0b00, 0b01],
  s2sh: [0b11, 0b10, 0b00, 0b01],
}

function byFame(key: SettingKey) {
  const order = wellKnown[key] ?? []
  const fame = (value: unknown) => (order.includes(value) ? order.indexOf(value) : order.length)
  return (a: unknown, b: unknown) => fame(a) - fame(b)
}

/** How the story ends in KVM's hands; null where a leaf is mapped, or where KVM is not asked. */
function endedByKvm(scenario: Scenario): Told | null {
  if (isByHand(scenario)) return null
  const { outcome, reached } = slotStory(policyOf(scenario), reasonInputs(scenario).kvm)
  const exit = reached ? outcome.fault : outcome.memslot
  return exit.leaf ? null : { result: exit.says, code: exitCode(exit), token: ['fault'] }
}

/** What KVM makes of it: the type of the leaf, and whether that leaks. */
function byKvm(scenario: Scenario): Told {
  const { kvm } = reasonInputs(scenario)
  const { leaf } = slotStory(policyOf(scenario), kvm).outcome.fault
  if (!leaf) throw new RangeError('a story that KVM did not end has no leaf')
  const hazard = { leak: ', leaks', alias: ', an alias', none: '' }[hazardOf(kvm, leaf) ?? 'none']
  const code = stage2TypeCode[leaf.type]
  return { result: stage2TypeName[leaf.type] + hazard, code: code + hazard, token: [code] }
}

/** What an aspect of a scenario is, or how its story ends before that. */
function told(scenario: Scenario, aspect: Aspect): Told {
  const ended = endedByKvm(scenario)
  if (ended) return ended
  const ofLeaf = aspect === 'kvm' || !isOwnAccess(reasonInputs(scenario).kvm)
  if (ofLeaf && !isByHand(scenario)) return byKvm(scenario)
  const { fault, met } = walkInShort(scenario)
  if (fault) return { result: faultShort(fault), code: 'fault', token: ['fault'] }
  const inputs = toInputs(met)
  const outcome = translateAttributes(inputs)
  const property = aspect === 'kvm' ? 'type' : aspect
  return {
    result: propertyWords(property, outcome, inputs),
    code: propertyCode(property, outcome, inputs),
    token: tokenOf(outcome),
  }
}

/**
 * Every single change of a setting that would change the answer in this aspect, found by making it. Values of one
 * setting that lead to the same result stand together; those that give another value come before those by which the access
 * ends in a fault of the guest's.
 */
export function flips(scenario: Scenario, aspect: Aspect): readonly Flip[] {
  const now = told(scenario, aspect).result
  const tried = everySetting.filter(({ key }) => key !== 's2' && !coherencyKeys.has(key))
  const all = tried.flatMap((setting) => flipsOf(setting, scenario, aspect, now))
  return all.toSorted((a, b) => Number(endsInFault(a)) - Number(endsInFault(b)))
}

const endsInFault = ({ code }: Flip) => code === 'fault'

function flipsOf(
  setting: Setting<SettingKey>,
  scenario: Scenario,
  aspect: Aspect,
  now: string,
): readonly Flip[] {
  const { key } = setting
  const groups = new Map<string, Flip>()
  for (const to of [...alternatives(key, scenario)].sort(byFame(key))) {
    const there = told({ ...scenario, [key]: to }, aspect)
    if (there.result === now) continue
    const value = setting.encode(to)
    const known = groups.get(there.result)
    groups.set(
      there.result,
      known ? { ...known, values: [...known.values, value] } : { ...there, key, values: [value], to },
    )
  }
  return [...groups.values()]
}
