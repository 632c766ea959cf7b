import { capability, idRegisterFwb, smapsFlags, type CapabilityAnswer } from '../../kvm/capability.ts'
import type { KvmAnswer } from '../kvm/answer.ts'
import { fact, type Aspect, type Fact } from './fact.ts'
import { ofCheck } from './why.ts'

/** What KVM_CHECK_EXTENSION returns, as a VMM sees it. */
export const capabilityWords = ({ value, errno }: CapabilityAnswer) =>
  errno === null ? String(value) : `-${errno}`

const asked =
  (of: (kvm: KvmAnswer) => Fact | null): Aspect['of'] =>
  ({ kvm }) =>
    kvm && of(kvm)

/** Act 1: how the memslot ends, and what a VMM can learn besides. */
export const memslotAspects: readonly Aspect[] = [
  {
    id: 'memslot-exit',
    noun: 'memslot',
    of: asked(({ memslot, traces }) => fact(memslot.says, ofCheck(traces.memslot.last))),
  },
  {
    id: 'capability-vm',
    noun: 'value of capability 243 on the VM fd',
    of: asked(({ policy, inputs }) => fact(capabilityWords(capability(policy, inputs, 'vm')))),
  },
  {
    id: 'capability-kvm',
    noun: 'value of capability 243 on /dev/kvm',
    of: asked(({ policy, inputs }) => fact(capabilityWords(capability(policy, inputs, '/dev/kvm')))),
  },
  {
    id: 'id-register',
    noun: 'ID_AA64MMFR2_EL1.FWB field',
    of: asked(({ inputs }) => fact(String(idRegisterFwb(inputs)))),
  },
  {
    id: 'smaps',
    noun: 'part of VmFlags in smaps that the settings decide',
    label: 'VmFlags in smaps, among others',
    of: asked(({ inputs }) => {
      const flags = smapsFlags(inputs)
      return flags === '' ? null : fact(flags)
    }),
  },
]
