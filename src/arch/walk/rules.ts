import type { Listed } from '../rule.ts'
import { inputSize, stage1Begins, stage2Begins, startLevel } from './begin.ts'
import { descriptorKind, leafChecks, tableChecks } from './descriptor.ts'
import { permission1, permission2 } from './permission-checks.ts'
import { stage1Takers, stage2Takers } from './permissions.ts'
import { stage1Off } from './stage1-off.ts'

/** The tables that decide a walk, in the order in which an access meets them. Source: `AArch64_FullTranslate`. */
export const walkDecisions = [
  stage1Off,
  inputSize,
  startLevel,
  stage1Begins,
  stage2Begins,
  descriptorKind,
  tableChecks,
  leafChecks,
  permission1,
  permission2,
] as const satisfies readonly Listed[]

/** What takes rights away: each row that applies takes its own. */
const takers: readonly Listed[] = [
  { id: 's1-takers', title: 'What stage 1 takes of the rights', rules: stage1Takers, every: true },
  { id: 's2-takers', title: 'What stage 2 takes of the rights', rules: stage2Takers, every: true },
]

/** Every table of the walk that has rules with a page. */
export const walkTables: readonly Listed[] = [...walkDecisions, ...takers]
