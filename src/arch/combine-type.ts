import {
  strongerDevice,
  type Cacheability,
  type CacheField,
  type DeviceType,
  type MemoryAttributes,
} from './attributes.ts'
import type { CitationId } from '../cite/citations.ts'
import type { Rule, Table, Whose } from './rule.ts'
import { cacheabilityName } from './type-name.ts'

/** A result's type without hints: a Device type, or the cacheability of both fields. */
export interface MemoryType {
  readonly device: DeviceType | null
  readonly inner: Cacheability | null
  readonly outer: Cacheability | null
}

export interface Stages {
  readonly s1: MemoryAttributes
  readonly s2: MemoryAttributes
}

type TypeRow = Rule<Stages, DeviceType | null>

/** Device or Normal after both stages, FWB 0. Null is Normal: each cacheability field is then combined. */
export const combineType: Table<Stages, DeviceType | null> = {
  id: 'combine-type',
  title: 'Memory type of both stages, FWB 0',
  of: ['type'],
  rules: [
    row(
      'combine-device-device',
      'both',
      true,
      true,
      'The stronger Device type',
      'both stages say Device, and the type that allows less stands',
      ({ s1, s2 }) => s1.device && s2.device && strongerDevice(s1.device, s2.device),
    ),
    row(
      'combine-device-normal',
      'stage1',
      true,
      false,
      "Stage 1's Device",
      'stage 1 says Device, and a Normal stage 2 cannot relax it',
      ({ s1 }) => s1.device,
    ),
    row(
      'combine-normal-device',
      'stage2',
      false,
      true,
      "Stage 2's Device",
      'stage 2 says Device, and a Normal stage 1 cannot relax it',
      ({ s2 }) => s2.device,
    ),
    {
      ...row(
        'combine-normal-normal',
        'both',
        false,
        false,
        'Normal',
        'both stages say Normal, so their cacheability is combined',
        () => null,
      ),
      keeps: true,
    },
  ],
}

function row(
  id: string,
  whose: Whose,
  d1: boolean,
  d2: boolean,
  says: string,
  because: string,
  gives: TypeRow['gives'],
): TypeRow {
  const when = ({ s1, s2 }: Stages) => (s1.device !== null) === d1 && (s2.device !== null) === d2
  return { id, whose, cite: ['combine-types'], says, because, shows: showsTypes, reads: [], when, gives }
}

function showsTypes({ s1, s2 }: Stages): string {
  if (s1.device && s2.device)
    return `stage 1's Device-${s1.device} and stage 2's Device-${s2.device} combine to the one that allows less`
  if (s1.device) return `stage 1 says Device-${s1.device}, and a Normal stage 2 cannot relax it`
  if (s2.device) return `stage 2 says Device-${s2.device}, and a Normal stage 1 cannot relax it`
  return 'both stages say Normal, so their cacheability is combined'
}

interface Fields {
  readonly s1: Cacheability
  readonly s2: Cacheability
}

const showsFields = ({ s1, s2 }: Fields) =>
  s1 === s2
    ? `both stages say ${cacheabilityName[s1]}`
    : `stage 1's ${cacheabilityName[s1]} and stage 2's ${cacheabilityName[s2]} combine to the one that caches less`

const weakest = (
  id: string,
  says: string,
  because: string,
  attr: Cacheability,
): Rule<Fields, Cacheability> => ({
  id,
  whose: 'both',
  cite: ['combine-cacheability'],
  says,
  because,
  shows: showsFields,
  reads: [],
  when: ({ s1, s2 }) => attr === 'WB' || s1 === attr || s2 === attr,
  gives: () => attr,
})

/** Cacheability of one field after both stages, FWB 0: the one that caches less. */
export const combineCacheability: Table<Fields, Cacheability> = {
  id: 'combine-cacheability',
  title: 'Cacheability of both stages, FWB 0',
  of: ['type'],
  rules: [
    weakest(
      'cache-either-nc',
      'Non-cacheable if either stage says so',
      'a stage says Non-cacheable, and the other cannot make it cacheable',
      'NC',
    ),
    weakest(
      'cache-either-wt',
      'Write-Through if either stage says so',
      'no stage says Non-cacheable, and one says Write-Through',
      'WT',
    ),
    weakest('cache-both-wb', 'Write-Back if both stages say so', 'both stages say Write-Back', 'WB'),
  ],
}

interface HintInput {
  /** The field's cacheability in the result; null where the result is Device. */
  readonly attr: Cacheability | null
  /** The field as stage 1 hands it on; null where stage 1 says Device. */
  readonly s1: CacheField | null
  /** FWB and a MemAttr that forces Write-Back. */
  readonly forced: boolean
}

const rwa: CacheField = { attr: 'WB', hint: 'RWA', transient: false }

type HintRow = Rule<HintInput, CacheField | null>

const noHints = (prefix: string, cite: CitationId): HintRow => ({
  id: `${prefix}-none`,
  whose: 'neither',
  cite: [cite],
  says: 'None',
  because: 'the result is not cacheable, so there is nothing to allocate',
  reads: [],
  when: ({ attr }) => attr === null || attr === 'NC',
  gives: () => null,
})

const stage1Hints = (prefix: string, cite: CitationId): HintRow => ({
  id: `${prefix}-stage1`,
  whose: 'stage1',
  cite: [cite],
  says: "Stage 1's, kept",
  because: 'the result is cacheable, and stage 2 has no hints of its own',
  reads: [],
  when: () => true,
  gives: ({ s1 }) => s1,
})

/** Allocation hints and transience of one field, FWB 0. Only their `hint` and `transient` count. */
export const combineHints: Table<HintInput, CacheField | null> = {
  id: 'combine-hints',
  title: 'Allocation hints, FWB 0',
  of: ['hints'],
  rules: [noHints('hints', 'combine-cacheability'), stage1Hints('hints', 'combine-cacheability')],
}

/** The same under FWB, where Write-Back may be forced over a stage 1 without hints. */
export const fwbHints: Table<HintInput, CacheField | null> = {
  id: 'fwb-hints',
  title: 'Allocation hints, FWB 1',
  of: ['hints'],
  rules: [
    noHints('fwb-hints', 's2-fwb1'),
    {
      id: 'fwb-hints-forced',
      whose: 'stage2',
      cite: ['s2-fwb1'],
      says: 'RWA, by default',
      because:
        'Write-Back is forced over a stage 1 that has no hints: read- and write-allocate, non-transient',
      reads: [],
      when: ({ forced, s1 }) => forced && (s1 === null || s1.attr === 'NC'),
      gives: () => rwa,
    },
    stage1Hints('fwb-hints', 's2-fwb1'),
  ],
}
