import { differences } from '../scenario/scenario.ts'
import { findSetting, type SettingKey } from '../scenario/schema.ts'
import type { Setting } from '../scenario/setting.ts'
import type { Property } from '../arch/rule.ts'
import { properties } from './answer.ts'
import { actsOf, type Act } from './acts.ts'
import { reasonsByField } from './by-field.ts'
import type { AccessAnswer } from './access.ts'
import { capability } from '../kvm/capability.ts'
import type { Leaf } from '../kvm/leaf.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { leafSize } from './kvm/leaf-words.ts'
import type { Outcome } from './resolve.ts'
import { bin } from './words.ts'
import { fill, say, type Sentence } from './sentence.ts'

/** What a move did: the settings that moved, and what of the answer changed, with the rule that made it. */
export interface Change {
  readonly moved: readonly SettingKey[]
  /** The elements whose value is another now: the settings that moved and the properties that changed. */
  readonly touched: ReadonlySet<string>
  readonly says: Sentence
}

/** A value as an address writes it. */
const valueOf = ({ scenario }: Outcome, key: SettingKey) =>
  (findSetting(key) as Setting | undefined)?.encode(scenario[key]) ?? ''

/** One line about the way from one outcome to another, or null where nothing moved. */
export function changeBetween(before: Outcome, after: Outcome): Change | null {
  const moved = differences(before.scenario, after.scenario).filter(
    (key) => findSetting(key)?.kind !== 'text',
  )
  if (moved.length === 0) return null
  const [only] = moved
  const head =
    only && moved.length === 1
      ? `${findSetting(only)?.name} ${valueOf(before, only)} → ${valueOf(after, only)}. `
      : `${moved.length} settings changed. `
  const [one, other] = [before.access, after.access]
  const changed =
    one && other ? properties.filter((p) => one.answers[p].words !== other.answers[p].words) : []
  return {
    moved,
    touched: new Set<string>([...moved, ...changed]),
    says: [...say(head), ...consequence(changed, before, after)],
  }
}

function consequence(changed: readonly Property[], before: Outcome, after: Outcome): Sentence {
  const story = [ofAsking(before, after), ofStory(actsOf(before), actsOf(after)), ofDetails(before, after)]
    .filter((words) => words !== '')
    .join(' ')
  const [most] = changed
  if (!most || !before.access || !after.access)
    return say(story === '' ? 'The answer stays the same.' : story)
  return [
    ...say(story === '' ? '' : `${story} `),
    ...ofAccess(most, changed.slice(1), before.access, after.access),
  ]
}

/** Whether KVM is asked now, and was not before, or the other way round. */
function ofAsking(before: Outcome, after: Outcome): string {
  if ((before.kvm === null) === (after.kvm === null)) return ''
  return after.kvm ? 'Stage 2 is KVM’s again.' : 'KVM is no longer asked.'
}

/** What a leaf has besides its type and permissions, and what the host has to do with it. */
function ofDetails({ kvm: old }: Outcome, { kvm: now }: Outcome): string {
  if (!old || !now) return ''
  const [one, other] = [details(old), details(now)]
  return Object.entries(other)
    .filter(([name, words]) => one[name] !== undefined && one[name] !== words)
    .map(([name, words]) => `${name}: ${one[name]} → ${words}.`)
    .join(' ')
}

const details = (kvm: KvmAnswer): Readonly<Record<string, string>> => ({
  ...(kvm.leaf && ofLeaf(kvm, kvm.leaf)),
  Capability: String(capability(kvm.policy, kvm.inputs, 'vm').value),
})

const ofLeaf = (kvm: KvmAnswer, leaf: Leaf) => ({
  Leaf: leafSize(leaf, kvm.inputs.page),
  'SH of the leaf': leaf.sh === null ? 'none' : bin(leaf.sh, 2),
  'D side': kvm.fault.maintenance?.dcache ?? 'none',
  'I side': kvm.fault.maintenance?.icache ?? 'none',
})

/** What changed in the acts, and whether later ones are still reached. What changes an access is told by its properties. */
function ofStory(before: readonly Act[], after: readonly Act[]): string {
  const told = after.flatMap((act, at) => {
    const words = before[at] && toldOf(before[at], act)
    return words ? [`${act.name}: ${words}.`] : []
  })
  return [...told, ...reachedNow(before, after)].join(' ')
}

const isTold = ({ state }: Act) => state !== 'not-reached' && state !== 'not-asked'

/** An act that is not asked for though nothing ended the story before it: its own words say so. */
const arisesNot = ({ state, says }: Act) => state === 'not-reached' && says !== 'not reached'

function toldOf(old: Act, now: Act): string | null {
  if (isTold(old) && arisesNot(now)) return `${old.says} → ${now.says}`
  if (!isTold(now) || (isTold(old) && old.says === now.says)) return null
  if (!isTold(old)) return old.state === 'not-asked' && now.state === 'done' ? null : now.says
  const byProperties = now.id === 'attributes' && now.state === 'done' && old.state === 'done'
  return byProperties ? null : `${old.says} → ${now.says}`
}

function reachedNow(before: readonly Act[], after: readonly Act[]): readonly string[] {
  const lost = after.filter(
    (act, at) => act.state === 'not-reached' && !arisesNot(act) && before[at] && isTold(before[at]),
  )
  const [first] = lost
  if (!first) return []
  const last = lost.at(-1)
  return first === last
    ? [`Act ${first.number} is no longer reached.`]
    : [`Acts ${first.number} ${lost.length > 2 ? 'to' : 'and'} ${last?.number} are no longer reached.`]
}

function ofAccess(
  most: Property,
  others: readonly Property[],
  before: AccessAnswer,
  after: AccessAnswer,
): Sentence {
  const { words, decided } = after.answers[most]
  const rest = others.map((p) => after.answers[p].words)
  const why = fill(reasonsByField(decided), after.scenario)
  return [
    ...say(`${before.answers[most].words} → ${words}, because `),
    ...why,
    ...say(rest.length > 0 ? `; also ${rest.join('; ')}.` : '.'),
  ]
}
