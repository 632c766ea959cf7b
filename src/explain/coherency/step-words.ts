import type { CitationId } from '../../cite/citations.ts'
import { isCacheable } from '../../coherency/script.ts'
import { onMap } from '../../kvm/maintenance.ts'
import { listed } from '../listed.ts'
import { asSentence, plain, say, type Sentence } from '../sentence.ts'
import type { Alias } from './aliases.ts'
import type { CoherencyAnswer } from './answer.ts'
import { attributeName } from './attribute.ts'
import { cacheabilityPermits } from './mismatch.ts'
import { needsSays } from './needs-says.ts'
import type { StepTold } from './run-words.ts'
import type { SituationAnswer } from './situation-answer.ts'
import { wrongReadSays } from './situation-words.ts'
import { filled, lines, type Line, type Section, type ToldPage } from './told-page.ts'

/** What an agent does by a row of the model, as a noun and as a heading. */
const deeds: Readonly<Record<string, { readonly noun: string; readonly title: string }>> = {
  'coherency-read-copy': { noun: 'read', title: 'A read that finds the line in the cache' },
  'coherency-read-allocate': { noun: 'read', title: 'A read that misses and leaves a copy' },
  'coherency-read-no-allocate': { noun: 'read', title: 'A read that misses and leaves no copy' },
  'coherency-read-memory': { noun: 'read', title: 'A read that goes around the cache' },
  'coherency-read-hit': {
    noun: 'read',
    title: 'A read that the cache answers, though it should go around it',
  },
  'coherency-write-cache': { noun: 'write', title: 'A write that stays in the cache' },
  'coherency-write-both': { noun: 'write', title: 'A write that reaches the copy and memory' },
  'coherency-write-no-copy': { noun: 'write', title: 'A write that reaches memory' },
  'coherency-write-memory': { noun: 'write', title: 'A write that goes around the cache' },
  'coherency-write-drop': { noun: 'write', title: 'A write around the cache that drops the copy' },
  'coherency-clean-dirty': { noun: 'DC CVAC', title: 'A clean that writes the dirty copy to memory' },
  'coherency-clean-nothing': { noun: 'DC CVAC', title: 'A clean that finds nothing dirty' },
  'coherency-cleaninv-dirty': {
    noun: 'DC CIVAC',
    title: 'A clean and invalidate that writes the dirty copy to memory',
  },
  'coherency-cleaninv-rest': { noun: 'DC CIVAC', title: 'A clean and invalidate that finds nothing dirty' },
}

const possessive = { vmm: 'the VMM’s', guest: 'the guest’s' } as const

const deedOf = ({ rule }: StepTold) => (rule ? deeds[rule.id] : undefined)
const maintains = (step: StepTold) => deedOf(step)?.noun.startsWith('DC ') === true

function pickedWords(step: StepTold): string {
  if (step.who === 'before') return 'the line as it was'
  if (step.who === 'itself') return 'by itself'
  return step.who === 'kvm' ? 'KVM’s mapping' : `${possessive[step.who]} ${deedOf(step)?.noun}`
}

function titleOf(step: StepTold): string {
  if (step.who === 'before') return 'The line before anyone acts'
  if (step.who === 'kvm')
    return step.rule ? 'KVM maps the page, with DC CIVAC' : 'KVM maps the page, without maintenance'
  return (step.who === 'itself' ? step.rule?.says : deedOf(step)?.title) ?? ''
}

/** What happens, and why; KVM's reasons have a section of their own. */
const happens = ({ who, rule, says }: StepTold): Sentence =>
  who === 'kvm' && rule === null
    ? say('KVM installs the leaf of stage 2, and the line stays as it was.')
    : says

const isGuestCacheable = ({ guest }: SituationAnswer) => isCacheable(guest)

/** What a row needs to happen, and who provides it. */
function needs(
  { aliases: { vmm, linear } }: CoherencyAnswer,
  situation: SituationAnswer,
  { rule }: StepTold,
): readonly Sentence[] {
  if (!rule?.needs) return []
  if (rule.needs === 'hits') return [say(needsSays.hits)]
  const who = [
    ...(vmm.cacheable ? ['the VMM’s alias'] : []),
    ...(isGuestCacheable(situation) ? ['the guest’s alias'] : []),
    ...(linear.cacheable ? ['the kernel’s linear map'] : []),
  ]
  return [
    say(needsSays.fill),
    asSentence(say(`here ${listed(who)} ${who.length < 2 ? 'is one' : 'are such'}`)),
  ]
}

const freely = say('Nobody asks for it: the hardware may do it at any time, and need not.')

/** Whose attributes differ: those of VMM and guest, and the kernel's where it alone may cache the line. */
function mismatchSays({ aliases: { vmm, linear } }: CoherencyAnswer, situation: SituationAnswer): Sentence {
  const { types } = situation.telling
  const both = [`the VMM’s alias is ${types.vmm}`, `the guest’s is ${types.guest}`]
  const alone = linear.cacheable && !vmm.cacheable && !isGuestCacheable(situation)
  const all = alone ? [...both, `the linear map’s is ${linear.type}`] : both
  return asSentence(say(`${listed(all)}: with such mismatched attributes more than one value may be read`))
}

/** What is read that should not be, and what the architecture says of aliases that differ. */
function wrong(
  answer: CoherencyAnswer,
  situation: SituationAnswer,
  steps: readonly StepTold[],
  at: number,
): readonly Sentence[] {
  return [
    wrongReadSays(situation.telling, steps, at),
    [...mismatchSays(answer, situation), ...say(' '), ...cacheabilityPermits],
  ]
}

/** The alias by which a step reads or writes; maintenance does not look at attributes. */
function aliasOf({ aliases }: CoherencyAnswer, step: StepTold): Alias | null {
  if ((step.who !== 'vmm' && step.who !== 'guest') || maintains(step)) return null
  return aliases[step.who]
}

/** Where the guest may choose, the situation is told for one choice of several. */
function chosenLines(
  { guestMayGet, guests }: CoherencyAnswer,
  { safe, guest }: SituationAnswer,
): readonly Line[] {
  const name = attributeName[guest]
  if (guests.length < 2) return lines(guestMayGet)
  return lines(
    guestMayGet,
    say(
      safe
        ? `It is told for ${name}; nothing goes wrong with the others either.`
        : `It is told for ${name}, the worst of them.`,
    ),
  )
}

function aliasSection(answer: CoherencyAnswer, situation: SituationAnswer, alias: Alias): Section {
  const { guest: type } = situation.telling.types
  const chosen = alias.id === 'guest' && type !== alias.type
  const who = alias.id === 'guest' ? 'the guest’s' : 'the VMM’s'
  const { says, interpretation } = alias
  const read = interpretation ? [{ says: interpretation, badge: 'interpretation' } as const] : []
  return {
    title: `Why ${who} alias is ${chosen ? type : alias.type}`,
    lines: chosen ? chosenLines(answer, situation) : [...lines(says), ...read],
  }
}

/** Whether the sentence about KVM's maintenance in a situation gives the reason why there is none, too. */
function saysWhy(all: Sentence, { says }: { readonly says: Sentence }): boolean {
  const [, reason = ''] = plain(says).split(': ')
  return reason !== '' && plain(all).includes(reason)
}

/** Why no line was cleaned in time, or what KVM's cleaning did. */
function careSection(
  { aliases: { kvm } }: CoherencyAnswer,
  situation: SituationAnswer,
  steps: readonly StepTold[],
): Section {
  const none = steps.some(maintains) ? 'Why KVM cleans nothing' : 'Why nobody cleaned'
  const title = kvm.cleans ? 'What KVM cleans' : none
  if (situation.kvm === null) return { title, lines: lines(kvm.says) }
  if (kvm.cleans) return { title, lines: lines(kvm.says, situation.kvm) }
  return { title, lines: lines(saysWhy(situation.kvm, kvm) ? situation.kvm : kvm.says) }
}

const notEnough = say('No maintenance by the VMM is enough.')

/** What would make the situation safe: by the VMM, or by others where it cannot. */
function closeSection(
  { aliases: { kvm } }: CoherencyAnswer,
  { plans, help, kvm: kvmSays }: SituationAnswer,
): Section {
  const late = kvmSays && !kvm.cleans && !saysWhy(kvmSays, kvm) ? [kvmSays] : []
  const found = plans ? plans.map(({ says }) => says) : [notEnough, ...help.map(({ says }) => says)]
  return { title: 'What would close it', lines: lines(...found, ...late) }
}

/** Where the instructions of the repairs stand. */
function citesOfPlans({ plans }: SituationAnswer): readonly CitationId[] {
  const kinds = new Set((plans ?? []).flatMap(({ plan }) => plan.map((repair) => repair.do)))
  return [
    ...(kinds.has('clean') ? (['dc-cvac'] as const) : []),
    ...(kinds.has('cleaninv') ? (['dc-civac'] as const) : []),
  ]
}

/**
 * What the inspector says of a moment of a replay. `steps` is the run that is replayed, of the situation or with a plan.
 * @throws RangeError for a moment that the run does not have
 */
export function stepPage(
  answer: CoherencyAnswer,
  situation: SituationAnswer,
  steps: readonly StepTold[],
  at: number,
): ToldPage {
  const step = steps[at]
  if (!step) throw new RangeError(`at is ${at}, and the run has ${steps.length} steps`)
  const isWrong = step.read?.good === false
  const alias = aliasOf(answer, step)
  const unsafe = !situation.safe
  const care = unsafe || step.who === 'kvm'
  return {
    picked: `step ${at}, ${pickedWords(step)}`,
    title: titleOf(step),
    says: [
      happens(step),
      ...(step.spontaneous ? [freely] : []),
      ...needs(answer, situation, step),
      ...(isWrong ? wrong(answer, situation, steps, at) : []),
    ],
    sections: filled([
      alias && aliasSection(answer, situation, alias),
      care ? careSection(answer, situation, steps) : null,
      unsafe ? closeSection(answer, situation) : null,
    ]),
    cite: [
      ...new Set<CitationId>([
        ...(step.who === 'before' ? situation.situation.cite : (step.rule?.cite ?? [])),
        ...(isWrong ? (['mismatched-attributes'] as const) : []),
        ...(alias?.cite ?? []),
        ...(care ? answer.aliases.kvm.cite : []),
        ...(unsafe ? citesOfPlans(situation) : []),
      ]),
    ],
    rules: [...(step.rule ? [step.rule.id] : []), ...(step.who === 'kvm' ? [onMap.id] : [])],
  }
}
