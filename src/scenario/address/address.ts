import { nothingBesides, type Besides } from '../besides.ts'
import { defaults } from '../scenario.ts'
import type { Scenario } from '../schema.ts'
import { initialOpen, type FoldId, type View } from '../view.ts'
import type { Dropped } from './dropped.ts'

/** A pair whose key this version does not know. It is kept, and written again. */
export interface Unknown {
  readonly key: string
  readonly value: string
}

/** What an address holds. */
export interface Address {
  readonly view: View
  readonly scenario: Scenario
  /** The preset that the scenario started from. */
  readonly preset: string | null
  readonly pick: string | null
  readonly open: readonly FoldId[]
  readonly besides: Besides
  readonly unknown: readonly Unknown[]
  /** What did not take effect, in the order of the address. */
  readonly dropped: readonly Dropped[]
}

/** The address of an empty fragment. */
export const emptyAddress: Address = {
  view: { name: 'explore' },
  scenario: defaults,
  preset: null,
  pick: null,
  open: initialOpen,
  besides: nothingBesides,
  unknown: [],
  dropped: [],
}

/** Longest fragment that is read, in characters. Two scenarios whose notes are full of three-byte letters take 22,098. */
export const longestAddress = 24_576
