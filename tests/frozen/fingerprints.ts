import { presets } from '../../src/content/presets.ts'
import { fingerprint } from '../../src/explain/fingerprint.ts'
import { resolve, type Outcome } from '../../src/explain/resolve.ts'
import { parseAddress } from '../../src/scenario/address.ts'

/** A story by its address, and whatever the address says and is not understood. */
export interface Read {
  readonly address: string
  readonly lost: readonly string[]
  readonly outcome: Outcome
}

function read(address: string): Read {
  const { scenario, dropped, unknown } = parseAddress(address, presets)
  return {
    address,
    lost: [...dropped, ...unknown].map(({ key }) => key),
    outcome: resolve(scenario),
  }
}

/** The presets by their own addresses, and the scenarios that the stored lines name. */
export function readAll(lines: readonly string[]): readonly Read[] {
  const named = lines.flatMap((line) => line.split('\t')[1] ?? [])
  const drawn = named.filter((address) => !address.includes('&p='))
  return [...presets.map(({ id }) => `#/explore?v=2&p=${id}`), ...drawn].map(read)
}

/** A line for each: the six letters of its answer, and its address. */
export const fingerprintLines = (all: readonly Read[]): readonly string[] =>
  all.map(
    ({ address, lost, outcome }) =>
      `${lost.length > 0 ? `drops ${lost.join(' ')}` : fingerprint(outcome)}\t${address}`,
  )
