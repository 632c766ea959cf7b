import { notModelled } from '../../kvm/not-modelled.ts'
import type { Policy } from '../../kvm/policy.ts'
import { numberWord } from '../number-words.ts'
import type { Symptom } from './symptoms.ts'
import type { Way } from './ways.ts'

/** A kernel or a patch as the beginning of a sentence: `On Linux 6.17`, `With the patch v3`. */
const under = ({ title }: Policy) =>
  title.startsWith('Linux') ? `On ${title}` : `With ${title.charAt(0).toLowerCase()}${title.slice(1)}`

/** How many ways there are: `On Linux 6.17, KVM_RUN gives -EFAULT in six ways.` */
export function waysTold(policy: Policy, { says }: Symptom, ways: readonly Way[]): string {
  const reached = ways.filter(({ example }) => example !== null).length
  const sentence = `${under(policy)}, ${says} in ${numberWord(reached)} ${reached < 2 ? 'way' : 'ways'}`
  const rest = ways.length - reached
  if (rest === 0) return `${sentence}.`
  return `${sentence}; ${numberWord(rest)} more ${rest === 1 ? 'check' : 'checks'} would give it, but no scenario of this model gets there.`
}

/** What is seen of a way, and by which access, where not every one shows the symptom. */
export function seenAs({ check, only }: Way): string {
  const says = check.exit?.says ?? ''
  return only === null ? says : `${says}, if the access is ${only === 'fetch' ? 'a fetch' : 'no fetch'}`
}

/** What this model leaves out of a kernel and that ends in the same errno, as sentences. */
export const leftOut = (policy: Policy, { errno, place }: Symptom): readonly string[] =>
  notModelled.filter(
    (line) =>
      errno !== undefined &&
      line.includes(`-${errno}`) &&
      line.includes('memslot') === (place === 'KVM_SET_USER_MEMORY_REGION2 returns') &&
      isOf(policy, line),
  )

/** Whether a line that says up to which release it holds holds in the source that a policy is read in. */
function isOf({ version }: Policy, line: string): boolean {
  const [, last] = /up to (\d+\.\d+)/.exec(line) ?? []
  return last === undefined || last === version
}
