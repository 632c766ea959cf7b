import type { CoherencyAnswer } from '../../explain/coherency/answer.ts'
import { choiceOfPlans } from '../../explain/coherency/plan-words.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import { dutyCell, type HostDuties, type Use, type UseId } from '../../explain/coherency/user-space.ts'
import type { Outcome } from '../../explain/resolve.ts'
import { plain } from '../../explain/sentence.ts'
import { paragraph } from './paragraph.ts'

const indent = '  '
const below = '    '

/** What should not be read, and the smallest repair, or who can help where the VMM cannot. */
function situation({ situation: { id }, clause, plans, help }: SituationAnswer): readonly string[] {
  const repair = plans
    ? `repaired by ${choiceOfPlans(plans).join(' or ')}`
    : ['no maintenance by the VMM is enough.', ...help.map(({ says }) => plain(says))].join(' ')
  return [...paragraph(`${id}: ${clause}`, below, indent), ...paragraph(repair, below)]
}

const uses: Readonly<Record<UseId, string>> = {
  read: 'before reading data',
  write: 'after writing data',
  code: 'after writing code',
}

function duty({ id, asItIs, anyGuest }: Use): string {
  const [now, any] = [dutyCell(asItIs), dutyCell(anyGuest)]
  const words = now === any ? now : `${now} as the guest maps it now, and whatever it chooses ${any}`
  return `${uses[id]}, ${words}`
}

/** What user space must do on a host, in a line. */
function duties(who: string, { uses: all }: HostDuties): readonly string[] {
  const nothing = all.every(({ asItIs, anyGuest }) => asItIs.nothing && anyGuest.nothing)
  const words = nothing
    ? `${who} has nothing to maintain, for data or code, whatever the guest chooses.`
    : `${who} must do: ${all.map(duty).join('; ')}.`
  return paragraph(words, below, indent)
}

function arising({ choice, guestMayGet, situations, userSpace, taken }: CoherencyAnswer): readonly string[] {
  const { here, peer, peerSays } = userSpace
  return [
    ...(choice.anyGuest
      ? paragraph(`Told for the worst that the guest may choose. ${plain(guestMayGet)}`, below, indent)
      : []),
    ...situations.filter(({ safe }) => !safe).flatMap(situation),
    ...duties('User space', here),
    ...(peer ? duties('On the peer it', peer) : []),
    ...(peerSays ? paragraph(plain(peerSays), below, indent) : []),
    ...taken.flatMap(({ badge, says }) => paragraph(`[${badge}] ${plain(says)}`, below, indent)),
  ]
}

/** What may be read from the line that should not be, what repairs it, what user space must do, and what that takes for granted. */
export const coherency = ({ coherency: answer }: Outcome): readonly string[] =>
  answer.arises ? arising(answer) : []
