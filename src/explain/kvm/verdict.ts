import type { Exit } from '../../kvm/exit.ts'
import type { KvmInputs } from '../../kvm/inputs.ts'
import { marked } from '../marked.ts'
import type { Sentence } from '../sentence.ts'
import type { KvmAnswer } from './answer.ts'
import { accessNoun } from './access-words.ts'
import { stage2TypeName } from './leaf-words.ts'
import { reasonOf } from './reasons.ts'
import { whyType } from './why-type.ts'

const who = (at: KvmInputs) => `the guest’s ${accessNoun(at)}`

/** What becomes of an access that no leaf is mapped for, as a clause. */
export function ends(exit: Exit, at: KvmInputs, then = at.swap ? '' : 'then '): string {
  switch (exit.kind) {
    case 'error':
      return `${who(at)} ${then}ends in ${exit.says}`
    case 'guest_abort_injected':
      return `KVM answers ${who(at)} with ${exit.says.replace(' in the guest', '')}`
    case 'mmio_exit':
      return `${who(at)} exits to the VMM as KVM_EXIT_MMIO`
    case 'sigbus':
      return `${who(at)} ends in SIGBUS (BUS_MCEERR_AR) for the vCPU thread`
    case 'instruction_skipped':
      return 'KVM skips the instruction'
    case 'access_flag_set':
      return 'KVM only sets the Access flag of the leaf'
    default:
      return `${who(at)} ends in ${exit.says}`
  }
}

/** Why the memslot was refused, as a clause; words in brackets light the control behind them. */
export const whyRefused = ({ traces, call }: KvmAnswer): string =>
  reasonOf(traces.memslot.last.check.id, call) ?? ''

const refuses = (kvm: KvmAnswer) =>
  `${kvm.policy.title} refuses this memslot with -${kvm.memslot.errno}: ${whyRefused(kvm)}`

/** The second of two calls is refused, and the slot stays as the first made it. */
const refusesLogging = (kvm: KvmAnswer) =>
  `${kvm.policy.title} refuses logging [switched on later](later) with -${kvm.memslot.errno}: ${whyRefused(kvm)}`

function acceptsWords({ policy, inputs: { swap, later } }: KvmAnswer): string {
  const logged = later ? ' and logging [switched on later](later)' : ''
  const over = swap ? ', made over anonymous RAM; once the VMA is [swapped in](swap),' : ''
  return `${policy.title} accepts this memslot${logged}${over}`
}

/** The answer of acts 1 and 2 in one sentence, without its full stop. */
export function kvmVerdict(kvm: KvmAnswer): Sentence {
  const { fault, inputs, traces, leaf } = kvm
  if (kvm.stopped === 'memslot') return marked(refuses(kvm))
  const { swap } = inputs
  const accepts = kvm.memslot.errno === null ? acceptsWords(kvm) : `${refusesLogging(kvm)}; without it,`
  const apart = swap || kvm.memslot.errno !== null
  if (leaf)
    return marked(
      `${accepts} ${apart ? 'it maps the page' : 'and maps it'} ${stage2TypeName[leaf.type]}: ${whyType(kvm)}`,
    )
  const reason = reasonOf(traces.fault.last.check.id, inputs)
  return marked(`${accepts}${apart ? '' : ', and'} ${ends(fault, inputs)}${reason ? `: ${reason}` : ''}`)
}

/** The same in few words, for a bar: `Linux 7.3 maps it Normal Write-Back`. */
export function shortVerdict({ stopped, memslot, leaf, fault, policy, inputs }: KvmAnswer): string {
  if (stopped === 'memslot') return `${policy.title} refuses this memslot with -${memslot.errno}`
  if (leaf) return `${policy.title} maps it ${stage2TypeName[leaf.type]}`
  return `${policy.title}: ${ends(fault, inputs)}`
}
