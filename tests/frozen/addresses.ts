import { presets } from '../../src/content/presets.ts'
import { parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import { settingOf, type Scenario } from '../../src/scenario/schema.ts'
import type { Setting } from '../../src/scenario/setting.ts'

/** What differs between two scenarios, each setting as an address writes it. */
const changesOf = (scenario: Scenario, from: Scenario): readonly string[] =>
  differences(scenario, from).map((key) => {
    const setting: Setting = settingOf(key)
    return `${key}=${setting.encode(scenario[key])}`
  })

/** What an address holds, but for what is not there; the second scenario as what differs from the first. */
function meaningOf({ view, scenario, preset, pick, open, besides, unknown, dropped }: Address): object {
  const { other, ...plain } = besides
  const given = Object.entries(plain).filter(([, value]) => value !== null)
  return {
    view,
    settings: changesOf(scenario, defaults),
    ...(preset !== null && { preset }),
    ...(pick !== null && { pick }),
    open: open.join('+'),
    ...Object.fromEntries(given),
    ...(other && { other: changesOf(other, scenario) }),
    ...(unknown.length > 0 && { unknown }),
    ...(dropped.length > 0 && { dropped: dropped.map(({ says }) => says) }),
  }
}

/** A line for an address: it, what it means, and how it is written again where that is another way. */
function lineOf(address: string): string {
  const read = parseAddress(address, presets)
  const written = writeAddress(read, presets)
  return [address, JSON.stringify(meaningOf(read)), ...(written === address ? [] : [written])].join('\t')
}

/** The stored lines as they are now. Addresses stand there by hand: a new one is written into the list without a meaning first. */
export const addressLines = (before: readonly string[]): readonly string[] =>
  before.map((line) => lineOf(line.split('\t')[0] ?? ''))
