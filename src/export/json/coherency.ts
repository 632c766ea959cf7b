import type { Possibility } from '../../coherency/possibility.ts'
import { citations, type CitationId } from '../../cite/citations.ts'
import type { Alias, Aliases } from '../../explain/coherency/aliases.ts'
import type { CoherencyAnswer, NoQuestion } from '../../explain/coherency/answer.ts'
import type { Mismatch } from '../../explain/coherency/mismatch.ts'
import type { Taken } from '../../explain/coherency/taken.ts'
import type { OutcomeTold, StepTold } from '../../explain/coherency/run-words.ts'
import type { SituationAnswer } from '../../explain/coherency/situation-answer.ts'
import type { Duty, HostDuties } from '../../explain/coherency/user-space.ts'
import { plain } from '../../explain/sentence.ts'

const cited = (ids: readonly CitationId[]) => ids.map((id) => citations[id])

/** One mapping of the line; its type is null where there is none. `counts` is what the model takes it for. */
const alias = ({ attributes, type, counts, cacheable, says, cite }: Alias) => ({
  type: attributes && type,
  counts,
  cacheable,
  says: plain(says),
  cite: cited(cite),
})

const aliases = ({ vmm, guest, linear, kvm }: Aliases) => ({
  vmm: alias(vmm),
  guest: alias(guest),
  linear: alias(linear),
  kvm: { cleans: kvm.cleans, says: plain(kvm.says), cite: cited(kvm.cite) },
})

const mismatch = ({ id, differs, says, permits, cite }: Mismatch) => ({
  id,
  differs,
  says: plain(says),
  permits: permits && plain(permits),
  cite: cited(cite),
})

const rule = ({ id, cite }: Possibility) => ({ id, cite: cited(cite) })

/** A step of a run, and the line after it. */
const step = ({ who, what, says, rule: row, state, read, spontaneous }: StepTold) => ({
  who,
  what,
  says: plain(says),
  rule: row && rule(row),
  spontaneous,
  memory: state.memory,
  cache: state.cache,
  read,
})

const outcome = ({ values, good, says }: OutcomeTold) => ({ values, good, says: plain(says) })

const situation = (of: SituationAnswer) => ({
  id: of.situation.id,
  title: of.situation.title,
  guest: of.guest,
  safe: of.safe,
  says: plain(of.verdict),
  outcomes: of.outcomes.map(outcome),
  bad: of.bad && { values: of.bad.values, steps: of.bad.steps.map(step) },
  plans: of.plans && of.plans.map(({ plan, words }) => ({ words, plan })),
  help: of.help.map(({ who, says }) => ({ who, says: plain(says) })),
  kvm: of.kvm && plain(of.kvm),
})

const duty = ({ words, mind, nothing, enough, says, cite }: Duty) => ({
  words,
  mind,
  nothing,
  enough,
  says: says.map(plain),
  cite: cited(cite),
})

/** What user space must do on a host, and what KVM does by itself. */
const duties = ({ guestMayGet, uses, kvm }: HostDuties) => ({
  guestMayGet,
  uses: uses.map(({ id, when, by, asItIs, anyGuest }) => ({
    id,
    when,
    by,
    asItIs: duty(asItIs),
    anyGuest: duty(anyGuest),
  })),
  kvm: kvm.map(({ id, when, data, instructions, because, cite }) => ({
    id,
    when,
    data,
    instructions,
    because: plain(because),
    cite: cited(cite),
  })),
})

const taken = ({ badge, says, cite }: Taken) => ({ badge, says: plain(says), cite: cited(cite) })

/**
 * Act 5: who maps the line as what, and of each situation everything that may be read, a shortest run to what should not be,
 * and its smallest repairs: `plans` is empty where none is needed, null where the VMM has none. Where the question does not
 * arise, only why.
 */
export function coherencyJson(answer: CoherencyAnswer | NoQuestion) {
  const says = plain(answer.says)
  if (!answer.arises) return { arises: false, says }
  const { choice, safe, guests, mismatches, situations, userSpace } = answer
  return {
    arises: true,
    says,
    safe,
    choice,
    aliases: aliases(answer.aliases),
    guests,
    mismatches: mismatches.map(mismatch),
    situations: situations.map(situation),
    userSpace: {
      here: duties(userSpace.here),
      peer: userSpace.peer && duties(userSpace.peer),
      peerSays: userSpace.peerSays && plain(userSpace.peerSays),
    },
    taken: answer.taken.map(taken),
  }
}
