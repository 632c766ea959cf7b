import { notModelled, type NotModelled } from '../../kvm/not-modelled.ts'
import type { Policy } from '../../kvm/policy.ts'
import { numberWord } from '../number-words.ts'
import { firstLetterUp, withinSentence } from '../sentence.ts'
import type { Symptom } from './symptoms.ts'
import type { Way } from './ways.ts'

/** A kernel or a patch as that under which something is seen: `on Linux 6.17`, `with the patch v3`. */
export const under = ({ title }: Policy) =>
  `${title.startsWith('Linux') ? 'on' : 'with'} ${withinSentence(title)}`

/** How many ways there are: `On Linux 6.17, KVM_RUN gives -EFAULT in six ways.` */
export function waysTold(policy: Policy, symptom: Symptom, ways: readonly Way[]): string {
  const { says } = symptom
  const reached = ways.filter(({ example }) => example !== null).length
  const others = leftOut(policy, symptom).length > 0 ? ', and in others that are not modelled' : ''
  const sentence = `${firstLetterUp(under(policy))}, ${says} in ${numberWord(reached)} ${reached < 2 ? 'way' : 'ways'}${others}`
  const rest = ways.length - reached
  if (rest === 0) return `${sentence}.`
  return `${sentence}; ${numberWord(rest)} more ${rest === 1 ? 'check' : 'checks'} would give it, but no scenario of this model gets there.`
}

/** What is seen of a way, and by which access, where not every one shows the symptom. */
export function seenAs({ check, only }: Way): string {
  const says = check.exit?.says ?? ''
  return only === null ? says : `${says}, if the access is ${only === 'fetch' ? 'a fetch' : 'no fetch'}`
}

/** What this model leaves out of a kernel and that is seen alike, as sentences. */
export const leftOut = (policy: Policy, symptom: Symptom): readonly string[] =>
  notModelled.filter((one) => isSeenAs(one, symptom) && isOf(policy, one)).map(({ says }) => says)

const isSeenAs = ({ ends }: NotModelled, { name, errno, place }: Symptom): boolean =>
  ends !== undefined &&
  (ends.exit === name ||
    (ends.errno.some((one) => one === errno) &&
      (ends.act === 'memslot') === (place === 'KVM_SET_USER_MEMORY_REGION2 returns')))

/** Whether the source that a policy is read in does what is bounded by releases. */
const isOf = ({ version }: Policy, { since, until }: NotModelled): boolean =>
  (since === undefined || !isBefore(version, since)) && (until === undefined || !isBefore(until, version))

/** Whether a release came before another. */
const isBefore = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true }) < 0
