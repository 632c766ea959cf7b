import type { Decision } from '../../arch/rule.ts'
import { layoutPermissions } from '../../diagrams/permissions/layout.ts'
import { layoutWalk } from '../../diagrams/walk/layout.ts'
import { badge } from '../../explain/badge.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { faultRegisters } from '../../explain/walk/fault-registers.ts'
import { faultShort, takenBy } from '../../explain/walk/fault-words.ts'
import { faultRule, walkOpen } from '../../explain/walk/open.ts'
import { permissionChain } from '../../explain/walk/permissions.ts'
import { walkView } from '../../explain/walk/view.ts'
import { fold } from '../fold.ts'
import { linesBlock, section, type Block } from './stack.ts'

const columns = 112

/** A rule's decision with its badge, its reason and its id. */
const ruleLines = ({ rule, because }: Decision) =>
  fold(`${rule.status ? `${badge[rule.status]}: ` : ''}${rule.says}: ${because}. Rule ${rule.id}.`, columns)

/** The fault that ended the walk, who takes it, its registers and its rule; none where nothing did. */
function faultLines(walk: WalkAnswer): readonly string[] {
  const { fault, syndrome } = walk
  if (!fault || !syndrome) return []
  const rule = faultRule(walk)
  const registers = faultRegisters(walk).map(
    ({ name, value, by }) => `${name} ${value}${by ? ` by ${by}` : ''}`,
  )
  return [
    ...fold(`${faultShort(fault)}. ${takenBy(syndrome, fault)}.`, columns),
    ...fold(registers.join(', '), columns),
    ...(rule ? ruleLines(rule) : []),
  ]
}

/** The chain of permissions under its heading; none where nothing was read that could take a right. */
function permissions(walk: WalkAnswer, width: number): readonly Block[] {
  const chain = permissionChain(walk)
  if (!chain) return []
  return [
    linesBlock(['Permissions'], 'heading', 18, section),
    { ...layoutPermissions(chain, { width, now: null }), gap: 4 },
  ]
}

/**
 * Act 3 as blocks: the fault, what was left open, the walk with all of its reads, and the permissions. None where both
 * stages are off, as nothing is then read.
 */
export function walkBlocks(walk: WalkAnswer, width: number): readonly Block[] {
  if (walk.reads.length === 0 && !walk.fault) return []
  return [
    linesBlock(['Walk'], 'heading', 18, section),
    linesBlock(faultLines(walk), 'because', 17, 4),
    linesBlock(walkOpen(walk).flatMap(ruleLines), 'because', 17, 4),
    { ...layoutWalk(walkView(walk, { now: null }), width), gap: 8 },
    ...permissions(walk, width),
  ]
}
