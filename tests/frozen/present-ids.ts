import { parAttr, parSh } from '../../src/arch/par.ts'
import { tables } from '../../src/arch/tables.ts'
import { claims } from '../../src/content/claims.ts'
import { presets } from '../../src/content/presets.ts'
import { hosts } from '../../src/content/ready-made/hosts.ts'
import { kernels } from '../../src/content/ready-made/kernels.ts'
import { kinds } from '../../src/content/ready-made/kinds.ts'
import { thread } from '../../src/content/thread.ts'
import { timeline } from '../../src/content/timeline.ts'
import { actsOf } from '../../src/explain/acts.ts'
import { properties } from '../../src/explain/answer.ts'
import { badge } from '../../src/explain/badge.ts'
import { aliasIds } from '../../src/explain/coherency/alias-id.ts'
import { stepId } from '../../src/explain/coherency/step-id.ts'
import { symptoms } from '../../src/explain/diagnose/symptoms.ts'
import { within } from '../../src/explain/kvm/find-checks.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { readTables } from '../../src/explain/rules.ts'
import { readId } from '../../src/explain/walk/reads.ts'
import { errno, exits, type Exit } from '../../src/kvm/exit.ts'
import { faultFacts } from '../../src/kvm/fault-facts.ts'
import { memslotFacts } from '../../src/kvm/memslot-facts.ts'
import { policies } from '../../src/kvm/policies.ts'
import { deviations } from '../../src/prove/qemu/deviations.ts'
import { walkDeviations } from '../../src/prove/qemu/walks.ts'
import { knownKeys } from '../../src/scenario/address/unknown.ts'
import { aspects } from '../../src/scenario/aspect.ts'
import { fixField, situationIds } from '../../src/scenario/coherency-fields.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import { isFlags } from '../../src/scenario/kinds/flags.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { everySetting, findSetting } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'
import { sketchFold, stepFolds } from '../../src/scenario/view.ts'
import { jsonKeys } from './json-keys.ts'
import type { Entries } from './list.ts'
import { spelled } from './spelled.ts'

/** How a memslot or a fault ends, by what an export tells of it. */
export const exitId = ({ kind, errno: error, receiver, abort }: Exit): string =>
  [kind, error ?? 'no-errno', receiver, ...(abort ? [abort.of, abort.status] : [])].join('/')

const idsOf = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id)

/** The words of a setting, of which an address writes one or joins some. */
function wordsOf(setting: Setting): readonly string[] {
  if (isFlags(setting)) return setting.flags.map(({ word }) => word)
  return setting.kind === 'choice' ? setting.values.map(({ address }) => address) : []
}

/** A value as an export has it, where an address writes it otherwise. */
const inExport = (setting: Setting) =>
  setting.kind === 'choice'
    ? setting.values.filter(({ value, address }) => value !== address).map(({ value }) => String(value))
    : []

const flagIds = everySetting
  .filter(isFlags)
  .flatMap(({ key, flags }) => flags.map(({ word }) => `${key}-${word}`))

/** Every repair that an address can hold, of so many steps as no script has. */
function repairs(): readonly string[] {
  const steps = Array.from({ length: 40 }, (_, at) => at + 1)
  return ['cvac', 'civac']
    .flatMap((what) =>
      ['before', 'after'].flatMap((where) => steps.map((step) => `${what}-${where}-${step}`)),
    )
    .filter((text) => 'value' in fixField.decode(text))
}

const checks = policies.flatMap(({ memslot, fault }) =>
  [...memslot, ...fault].flatMap((fn) => within(fn.checks)),
)

/** Everything that a link, an export or another file may name, by what it is. */
const idsByKind: Readonly<Record<string, readonly string[]>> = {
  rule: readTables.flatMap(({ rules }) => idsOf(rules)),
  check: idsOf(checks),
  operand: [...Object.keys(memslotFacts), ...Object.keys(faultFacts)],
  exit: Object.values(exits).map(exitId),
  errno: Object.entries(errno).map(([name, number]) => `${name}=${number}`),
  policy: idsOf(policies),
  setting: everySetting.map(({ key }) => key),
  value: everySetting.flatMap((setting) => wordsOf(setting).map((word) => `${setting.key}=${word}`)),
  'value-in-export': everySetting.flatMap((setting) =>
    inExport(setting).map((word) => `${setting.key}=${word}`),
  ),
  default: everySetting.map((setting: Setting) => `${setting.key}=${setting.encode(setting.initial)}`),
  key: knownKeys.filter((key) => !findSetting(key)),
  fold: [...groupIds, ...stepFolds, sketchFold],
  pick: [...properties, parAttr.id, parSh.id, ...aliasIds.map((id) => `alias-${id}`), ...flagIds].concat(
    readId(1),
    stepId(0),
  ),
  act: idsOf(actsOf(resolve(defaults))),
  situation: situationIds,
  fix: repairs(),
  preset: idsOf(presets),
  kind: idsOf(kinds),
  host: idsOf(hosts),
  kernel: idsOf(kernels),
  claim: claims.map(({ id, code }) => `${id}=${code}`),
  'thread-step': thread.map(({ id }, at) => `${at + 1}=${id}`),
  event: idsOf(timeline),
  answer: Object.entries(aspects).flatMap(([aspect, all]) => all.map((value) => `${aspect}=${value}`)),
  symptom: idsOf(symptoms),
  'rule-status': Object.keys(badge),
  choice: tables.flatMap(({ rules }) => rules.flatMap(({ choice }) => choice ?? [])),
  deviation: [...idsOf(deviations), ...idsOf(walkDeviations)],
  ...spelled,
}

const sorted = (all: readonly string[]) => [...new Set(all)].toSorted((a, b) => (a < b ? -1 : 1))

/** Every public id as it is now, a line each: what it is, and the id. */
export function presentIds(): Entries {
  const all = Object.entries({ ...idsByKind, 'json-key': jsonKeys() })
  return new Map(all.flatMap(([kind, ids]) => sorted(ids).map((id) => [`${kind} ${id}`, ''] as const)))
}
