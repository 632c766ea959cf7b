import { capability, idRegisterFwb, smapsFlags } from '../../kvm/capability.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'

const told = (answer: ReturnType<typeof capability>) =>
  answer.errno ? `-${answer.errno}` : String(answer.value)

/** What a VMM can learn of all this before it asks, and what it cannot. */
export function Learnt({ kvm: { policy, inputs } }: { readonly kvm: KvmAnswer }) {
  const flags = smapsFlags(inputs)
  return (
    <details className="as-table learnt">
      <summary>What the VMM can learn</summary>
      <dl>
        <div>
          <dt>
            <code>KVM_CHECK_EXTENSION(KVM_CAP_ARM_CACHEABLE_PFNMAP_SUPPORTED)</code>, number 243
          </dt>
          <dd>
            <code>{told(capability(policy, inputs, 'vm'))}</code> on the VM fd,{' '}
            <code>{told(capability(policy, inputs, '/dev/kvm'))}</code> on /dev/kvm
            {policy.capability === 'absent' && ': this kernel does not know it'}
          </dd>
        </div>
        <div>
          <dt>
            <code>KVM_GET_ONE_REG</code>, ID_AA64MMFR2_EL1.FWB, bits 43:40
          </dt>
          <dd>
            <code>{idRegisterFwb(inputs)}</code>; another value is refused with <code>-E2BIG</code>
          </dd>
        </div>
        <div>
          <dt>VmFlags of the VMA in smaps, among others</dt>
          <dd>
            {flags === '' ? 'there is no VMA' : <code>{flags}</code>}; no code says pgprot, so that smaps
            cannot tell cacheable memory
          </dd>
        </div>
      </dl>
    </details>
  )
}
