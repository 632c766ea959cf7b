import { presets } from '../../src/content/presets.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { asJson } from '../../src/export/json.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

/** Objects whose keys are listed as what they are (settings, operands), and citations, which have those of their kind. */
const byName = /^(scenario\.(changed|settings)|.*\.(operands|cite(\[\])?|source))$/

/** The paths of all keys in a value: those of a list's items end in `[]`. */
function keysIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => keysIn(one, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  if (byName.test(path)) return [`${path}.*`]
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = path === '' ? key : `${path}.${key}`
    return [here, ...keysIn(inner, here)]
  })
}

const keysOf = (scenario: Scenario): readonly string[] =>
  keysIn(JSON.parse(asJson(resolve(scenario), '#/explore?v=2')), '')

/** What presets do not show: the guest's tables and words, a fault of the walk, a peer. */
const besides: readonly Partial<Scenario>[] = [
  { peer: true },
  { peer: true, peerfwb: false },
  { peer: true, peerdic: false, policy: 'before', fwb: false },
  { s2: 'hand', s2af: false },
  { af: false },
  { s2: 'hand', vm: false },
  { fwb: false, memattr: 0b0100, s2: 'hand' },
]

/** The path of every key that an exported outcome has, over the presets and what they do not show. */
export function jsonKeys(): readonly string[] {
  const scenarios = [
    ...presets.map(baseScenario),
    ...besides.map((one) => ({ ...baseScenario(undefined), ...one })),
  ]
  return [...new Set(scenarios.flatMap(keysOf))]
}
