import { decide } from '../kvm/decide.ts'
import { errno, type Errno } from '../kvm/exit.ts'
import type { KvmInputs } from '../kvm/inputs.ts'
import type { Leaf, Stage2Type } from '../kvm/leaf.ts'
import type { Policy } from '../kvm/policy.ts'
import type { Answer } from '../read/vector.ts'

const typeNames: Readonly<Record<Stage2Type, string>> = { normal: 'normal', nc: 'nc', device: 'device' }
const pageBit = 2n

/** Takes an error; gives it as C does, as a negative number. */
const negative = (error: Errno) => -errno[error]

/** What a policy decides, in the columns of `kernel/decisions`. */
export function kernelAnswer(policy: Policy, at: KvmInputs): Answer {
  const { memslot, fault } = decide(policy, at)
  return {
    memslot: memslot.errno === null ? 0 : negative(memslot.errno),
    fault: fault.kind,
    ...(fault.errno && { errno: negative(fault.errno) }),
    ...(fault.leaf && leafColumns(fault.leaf)),
    ...(fault.maintenance && {
      kvm_dcache: fault.maintenance.dcache,
      kvm_icache: fault.maintenance.icache,
    }),
  }
}

/** The descriptor there has neither an address nor the bit that tells a page from a table. */
function leafColumns({ type, memattr, sh, s2ap, xn, hi, lo }: Leaf): Answer {
  const pte = ((BigInt(hi) << 32n) | BigInt(lo)) & ~pageBit
  return {
    s2: typeNames[type],
    memattr,
    sh: sh === 3 ? 'inner(0b11)' : 'none',
    s2ap: s2ap === 3 ? 'RW' : 'RO',
    xn: `0b${xn.toString(2).padStart(2, '0')}`,
    pte: `0x${pte.toString(16)}`,
  }
}
