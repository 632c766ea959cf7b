import { layoutChecks, wide as wideChecks } from '../../diagrams/checks/layout.ts'
import { layoutGate, wide } from '../../diagrams/gate/layout.ts'
import { checkLines } from '../../explain/checks.ts'
import { layoutRuler } from '../../diagrams/ruler/layout.ts'
import { registers } from '../../explain/registers.ts'
import { badge } from '../../explain/badge.ts'
import type { OpenPoint } from '../../explain/open.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { asSentence, plain } from '../../explain/sentence.ts'
import { controls } from '../text/controls.ts'
import { fold, foldLines } from '../fold.ts'
import { coherencyBlocks } from './coherency.ts'
import { svgFile } from './file.ts'
import { linesBlock, section, stack, type Block } from './stack.ts'
import { walkBlocks } from './walk.ts'

const margin = 24

/** An act's checks under its name; none where it was not reached. */
function checks({ kvm }: Outcome, id: 'memslot' | 'fault', name: string): readonly Block[] {
  if (!kvm || (id === 'fault' && kvm.stopped === 'memslot')) return []
  const picture = layoutChecks(checkLines(kvm.traces[id], false), wideChecks, name)
  return [linesBlock([name], 'heading', 18, section), { ...picture, gap: 4 }]
}

const gate = (access: AccessAnswer): Block => ({ ...layoutGate(access, wide), gap: section })

/** The rulers, each under its title. */
const rulers = (access: AccessAnswer, { kvm }: Outcome): readonly Block[] =>
  registers(access, kvm).flatMap((register) => {
    const heading = `${register.title} ${register.value}`.trim()
    const ruler = layoutRuler(register, { perRow: 32, unit: 24 })
    return [linesBlock([heading], 'heading', 18, section), { ...ruler, gap: 4 }]
  })

/** What the architecture leaves open, with its badge and the other permitted answers. */
const openLines = ({ status, says, others }: OpenPoint) => [
  ...fold(`${badge[status]}: ${plain(asSentence(says))}`, 112),
  ...others.flatMap(({ choice, gives }) => fold(`If "${choice}": ${gives}.`, 112)),
]

/**
 * Everything about a scenario in one picture: title, verdict and what follows from it, the checks of KVM, the walk,
 * the gate, the registers, a run of the gravest situation, the reader's note, and the link at the foot. Title, note and link are drawn as text.
 */
export function scenarioSvg(outcome: Outcome, css: string, { link }: { readonly link: string }): string {
  const { scenario, verdict, consequences, walk, access } = outcome
  const { content, height } = stack(
    [
      linesBlock(fold(scenario.title, 96), 'label', 20, 0),
      linesBlock(fold(plain(verdict), 82), 'result-name', 21, 4),
      linesBlock(fold(`${consequences.map(plain).join('. ')}.`, 112), 'because', 17, 6),
      linesBlock(fold(controls(outcome).join(', '), 112), 'cite', 15, 6),
      linesBlock((access?.open ?? []).flatMap(openLines), 'because', 17, 6),
      ...checks(outcome, 'memslot', 'Memslot'),
      ...checks(outcome, 'fault', 'Fault'),
      ...(walk ? walkBlocks(walk, wide.width) : []),
      ...(access ? [gate(access), ...rulers(access, outcome)] : []),
      ...(outcome.kvm ? coherencyBlocks(outcome.coherency) : []),
      linesBlock(foldLines(scenario.note, 112), 'because', 17, section),
      linesBlock(fold(link, 112), 'cite', 15, section),
    ],
    margin,
  )
  const description = [plain(verdict), scenario.note].filter((words) => words !== '').join('\n')
  const meta = { title: scenario.title || 'Stagecraft', description, link }
  return svgFile({ width: wide.width + 2 * margin, height }, content, css, meta)
}
