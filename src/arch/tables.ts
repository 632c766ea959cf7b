import { combineCacheability, combineHints, combineType, fwbHints } from './combine-type.ts'
import { mairByte } from './mair.ts'
import { parAttr, parSh } from './par.ts'
import type { Listed, Rule, Table } from './rule.ts'
import {
  combineShareability,
  effectiveShareability,
  stage1EffectiveShareability,
  stage1Shareability,
  stage2Shareability,
} from './shareability.ts'
import { leavingStage1, stage1Disabled } from './stage1.ts'
import { stage2Enabled, stage2Leaf, stage2Override } from './stage2.ts'
import { noTagAccess, noTagAccessFwb, tags } from './tags.ts'
import { walkTables } from './walk/rules.ts'
import { fwbBit3, fwbType } from './with-fwb.ts'
import { xs, xsFwb } from './xs.ts'

export type AnyTable = Table<never, unknown>
export type AnyRule = Rule<never, unknown>

/** Every table of the attribute pipeline, in the order in which an access meets them. */
export const tables: readonly AnyTable[] = [
  stage1Disabled,
  stage1Shareability,
  mairByte,
  leavingStage1,
  stage1EffectiveShareability,
  stage2Enabled,
  stage2Shareability,
  stage2Leaf,
  fwbBit3,
  fwbType,
  stage2Override,
  combineType,
  combineCacheability,
  combineHints,
  fwbHints,
  tags,
  noTagAccess,
  noTagAccessFwb,
  combineShareability,
  xs,
  xsFwb,
  effectiveShareability,
  parAttr,
  parSh,
]

/** Every table that has rules with a page: of the attribute pipeline, and of the walk. */
export const listed: readonly Listed[] = [...tables, ...walkTables]
