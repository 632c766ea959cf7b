import type { AccessAnswer } from '../explain/access.ts'
import type { Outcome } from '../explain/resolve.ts'
import { plain } from '../explain/sentence.ts'
import type { WalkAnswer } from '../explain/walk/answer.ts'
import { bin, hex8 } from '../explain/words.ts'
import { coherency } from './text/coherency.ts'
import { controls } from './text/controls.ts'
import { footnote } from './text/footnote.ts'
import { acts, checks } from './text/kvm.ts'
import { open } from './text/open.ts'
import { listing, paragraph } from './text/paragraph.ts'
import { rules } from './text/rules.ts'
import { table } from './text/table.ts'
import { openInWalk, reads, walkFault } from './text/walk.ts'

/** How AT reports the result, or nothing where the access takes a fault. */
function report({ attributes: { par }, scenario }: AccessAnswer): readonly string[] {
  if (!par) return []
  const how = scenario.acc === 'x' ? 'had AT a form for fetches' : 'as AT S12E1R reports it'
  return paragraph(`PAR_EL1: ATTR=${hex8(par.attr)} SH=${bin(par.sh, 2)}, ${how}`)
}

/** The reader's note, set off from our words. */
const noted = (note: string) =>
  note === '' ? [] : ['Note:', ...note.split('\n').flatMap((line) => paragraph(line, '  '))]

const headed = (heading: string, lines: readonly string[]) => (lines.length > 0 ? [heading, ...lines] : [])

/** Every read of both stages' tables, what was left open on the way, and the fault that ended it. */
const walked = (walk: WalkAnswer) => [
  headed('Reads of the walk:', reads(walk)),
  headed('Left open in the walk:', openInWalk(walk)),
  walkFault(walk),
]

/** Both stages' attributes, how AT reports them, and the rules. */
const attributes = (access: AccessAnswer) => [
  table(access),
  report(access),
  headed('Decided by:', rules(access)),
  headed('Open points:', open(access)),
]

/**
 * An outcome as text for mail: printable ASCII, lines of at most 72 columns, nothing behind their end. The
 * parts are a blank line apart: title, verdict, settings, memslot, fault and leaf with KVM's checks, the walk,
 * table, PAR_EL1, rules, open points, coherency, note, link.
 */
export function asText(outcome: Outcome, link: string): string {
  const { scenario, walk, access } = outcome
  const parts = [
    paragraph(scenario.title),
    paragraph(`${plain(outcome.verdict)} [1]`),
    ...(outcome.kvm ? [paragraph(`${outcome.consequences.map(plain).join('. ')}.`)] : []),
    listing(controls(outcome)),
    acts(outcome),
    headed('Checks that KVM took:', checks(outcome)),
    ...(walk ? walked(walk) : []),
    ...(access ? attributes(access) : []),
    headed('Coherency of a line:', coherency(outcome)),
    noted(scenario.note),
    footnote(link),
  ]
  const written = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'))
  return `${written.join('\n\n')}\n`
}
