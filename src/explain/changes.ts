import { differences } from '../scenario/scenario.ts'
import { findSetting, type SettingKey } from '../scenario/schema.ts'
import type { Property } from '../arch/rule.ts'
import { reasonsByField } from './by-field.ts'
import { properties } from './answer.ts'
import type { Outcome } from './resolve.ts'
import { fill, say, type Sentence } from './sentence.ts'

/** What a move did: the settings that moved, and what of the answer changed, with the rule that made it. */
export interface Change {
  readonly moved: readonly SettingKey[]
  /** The elements whose value is another now: the settings that moved and the properties that changed. */
  readonly touched: ReadonlySet<string>
  readonly says: Sentence
}

const valueOf = (outcome: Outcome, key: SettingKey) =>
  findSetting(key)?.values.find(({ value }) => value === outcome.scenario[key])?.address ?? 'edited'

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
  const changed = properties.filter((p) => before.answers[p].words !== after.answers[p].words)
  return {
    moved,
    touched: new Set<string>([...moved, ...changed]),
    says: [...say(head), ...consequence(changed, before, after)],
  }
}

function consequence(changed: readonly Property[], before: Outcome, after: Outcome): Sentence {
  const [most] = changed
  if (!most) return say('The answer stays the same.')
  const { words, decided } = after.answers[most]
  const rest = changed.slice(1).map((p) => after.answers[p].words)
  const why = fill(reasonsByField(decided), after.scenario)
  return [
    ...say(`${before.answers[most].words} → ${words}, because `),
    ...why,
    ...say(rest.length > 0 ? `; also ${rest.join('; ')}.` : '.'),
  ]
}
