import { typeName } from '../../arch/type-name.ts'
import { citations } from '../../cite/citations.ts'
import type { Policy } from '../../kvm/policy.ts'
import { plain } from '../../explain/sentence.ts'
import type { PeerAnswer } from '../../explain/kvm/peer.ts'
import { capability, idRegisterFwb, smapsFlags, cacheablePfnmapCap } from '../../kvm/capability.ts'
import type { Exit } from '../../kvm/exit.ts'
import { hazardOf } from '../../kvm/hazards.ts'
import type { Trace } from '../../kvm/trace.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { stage2TypeName } from '../../explain/kvm/leaf-words.ts'
import { hex64 } from '../../explain/words.ts'

const exit = ({ kind, errno, receiver, says }: Exit) => ({ kind, errno, receiver, says })

/** Every check of a path with its state and its operands' values, in the order of the source. */
const trace = ({ functions }: Trace) =>
  functions.map(({ fn, entered, rows }) => ({
    function: fn.name,
    cite: citations[fn.cite],
    entered,
    checks: rows.map(({ check, state, operands, depth }) => ({
      id: check.id,
      depth,
      test: check.test,
      says: check.says,
      ...(check.defect !== undefined && { defect: check.defect }),
      state,
      operands: Object.fromEntries(operands.map(({ name, value }) => [name, value ? 1 : 0])),
    })),
  }))

const policyJson = ({ id, title, status, date, releases, source, interpretation }: Policy) => ({
  id,
  title,
  status,
  date,
  releases,
  source: citations[source],
  interpretation: interpretation ?? null,
})

/** What becomes of the memory on the host that the VM migrates to. */
export const peerJson = ({
  policy,
  inputs,
  story,
  capability,
  idRegister,
  fails,
  failsHere,
  known,
  final,
  says,
}: PeerAnswer) => ({
  policy: policyJson(policy),
  host: { fwb: inputs.fwb, dic: inputs.dic },
  memslot: exit(story.outcome.memslot),
  fault: story.reached ? exit(story.outcome.fault) : null,
  capability,
  idAa64mmfr2Fwb: idRegister,
  fails,
  failsHere,
  known,
  final: final.there && typeName(final.there),
  says: plain(says),
})

/** Acts 1 and 2 as JSON. The fault is null where the memslot was refused. */
export function kvmJson(kvm: KvmAnswer) {
  const { policy, inputs, memslot, fault, traces, leaf, descriptor, stopped } = kvm
  const reached = stopped !== 'memslot'
  return {
    policy: policyJson(policy),
    memslot: exit(memslot),
    fault: reached ? exit(fault) : null,
    leaf: leaf &&
      descriptor !== null && {
        ...leaf,
        type: stage2TypeName[leaf.type],
        descriptor: hex64(descriptor),
      },
    maintenance: leaf && fault.maintenance,
    hazard: leaf && hazardOf(inputs, leaf),
    learnt: {
      capability: cacheablePfnmapCap,
      onVmFd: capability(policy, inputs, 'vm'),
      onDevKvm: capability(policy, inputs, '/dev/kvm'),
      idAa64mmfr2Fwb: idRegisterFwb(inputs),
      smaps: smapsFlags(inputs),
    },
    checks: { memslot: trace(traces.memslot), fault: reached ? trace(traces.fault) : null },
  }
}
