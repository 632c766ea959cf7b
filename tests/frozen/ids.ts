import { tables } from '../../src/arch/tables.ts'
import { citations } from '../../src/cite/citations.ts'
import { situations } from '../../src/coherency/situations.ts'
import { claims } from '../../src/content/claims.ts'
import { presets } from '../../src/content/presets.ts'
import { hosts } from '../../src/content/ready-made/hosts.ts'
import { kernels } from '../../src/content/ready-made/kernels.ts'
import { kinds } from '../../src/content/ready-made/kinds.ts'
import { thread } from '../../src/content/thread.ts'
import { timeline } from '../../src/content/timeline.ts'
import { properties } from '../../src/explain/answer.ts'
import { aliasIds } from '../../src/explain/coherency/alias-id.ts'
import { symptoms } from '../../src/explain/diagnose/symptoms.ts'
import { within } from '../../src/explain/kvm/find-checks.ts'
import { readTables } from '../../src/explain/rules.ts'
import { errno, exits } from '../../src/kvm/exit.ts'
import { policies } from '../../src/kvm/policies.ts'
import { deviations } from '../../src/prove/qemu/deviations.ts'
import { besidesFields, sameField } from '../../src/scenario/besides.ts'
import { situationIds } from '../../src/scenario/coherency-fields.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import { everySetting } from '../../src/scenario/schema.ts'
import { openField, pickField, sketchFold, stepFolds } from '../../src/scenario/view.ts'

interface Named {
  readonly id: string
}

const idsOf = (list: readonly Named[]) => list.map(({ id }) => id)

const functions = policies.flatMap(({ memslot, fault }) => [...memslot, ...fault])

/** Every id that a link, an export or another file may name, by what it is of. */
const ids: Readonly<Record<string, readonly string[]>> = {
  setting: everySetting.map(({ key }) => key),
  value: everySetting.flatMap(({ key, values }) => values.map(({ address }) => `${key}=${address}`)),
  key: [pickField, openField, sameField, ...Object.values(besidesFields)].map(({ key }) => key),
  fold: [...groupIds, ...stepFolds, sketchFold],
  policy: idsOf(policies),
  function: idsOf(functions),
  check: idsOf(functions.flatMap(({ checks }) => within(checks))),
  exit: Object.keys(exits),
  errno: Object.keys(errno),
  table: idsOf(readTables),
  'table of attributes': idsOf(tables),
  rule: readTables.flatMap(({ rules }) => idsOf(rules)),
  property: properties,
  alias: aliasIds,
  situation: [...idsOf(situations), ...situationIds],
  symptom: idsOf(symptoms),
  preset: idsOf(presets),
  'kind of memory': idsOf(kinds),
  host: idsOf(hosts),
  kernel: idsOf(kernels),
  claim: idsOf(claims),
  'link of the thread': idsOf(thread),
  'event of the timeline': idsOf(timeline),
  'deviation of QEMU': idsOf(deviations),
  citation: Object.keys(citations),
}

/** All of them, a line each, sorted, no line twice. */
export const idLines = (): readonly string[] =>
  [...new Set(Object.entries(ids).flatMap(([of, list]) => list.map((id) => `${of} ${id}`)))].toSorted()
