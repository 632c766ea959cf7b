import { presets } from '../../src/content/presets.ts'
import { parseAddress, writeAddress, type Address } from '../../src/scenario/address.ts'
import { openField, initialOpen } from '../../src/scenario/view.ts'
import { defaults, differences } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

/** An address without the version that it was written in. */
export const withoutVersion = (address: string): string =>
  address.replace(/\?v=\d+(&|$)/, '?').replace(/\?$/, '')

const changed = (scenario: Scenario, from: Scenario) =>
  Object.fromEntries(differences(scenario, from).map((key) => [key, scenario[key]]))

/** What a view holds besides the scenario: what there is of it, and the second scenario as what differs from the first. */
function besidesOf({ besides: { other, ...all }, scenario }: Address): Readonly<Record<string, unknown>> {
  const given = Object.entries(all).filter(([, value]) => value !== null)
  return { ...Object.fromEntries(given), ...(other && { other: changed(other, scenario) }) }
}

/** Leaves out what holds nothing. */
const filled = (state: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== null && JSON.stringify(value) !== '{}'),
  )

/**
 * What an address means, as JSON: the settings that differ from the defaults, which the list of ids has; of the rest what there is;
 * and the address that is written for it, where that is another one.
 */
export function stateOf(address: string): string {
  const parsed = parseAddress(address, presets)
  const { view, scenario, preset, pick, open, unknown, dropped } = parsed
  const written = withoutVersion(writeAddress(parsed, presets))
  return JSON.stringify(
    filled({
      view: view.name === 'explore' ? null : view,
      preset,
      settings: changed(scenario, defaults),
      pick,
      open: openField.encode(open) === openField.encode(initialOpen) ? null : open,
      besides: besidesOf(parsed),
      unknown: unknown.length > 0 ? unknown : null,
      dropped: dropped.length > 0 ? dropped.map(({ why, key, raw }) => ({ why, key, raw })) : null,
      written: written === withoutVersion(address) ? null : written,
    }),
  )
}
