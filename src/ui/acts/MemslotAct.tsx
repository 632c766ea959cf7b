import { hex } from '../../explain/words.ts'
import { memo } from 'react'
import { Checks } from '../../diagrams/checks/Checks.tsx'
import { checkLines } from '../../explain/checks.ts'
import { firstCheck } from '../../explain/first-pick.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { bytes } from '../../explain/kvm/bytes.ts'
import { ChecksTable } from '../ChecksTable.tsx'
import { useScenario } from '../hooks.ts'
import { ActHead } from './ActHead.tsx'
import { Learnt } from './Learnt.tsx'
import { PolicyLine } from './PolicyLine.tsx'

interface Props {
  readonly kvm: KvmAnswer
  readonly number: number
  readonly phone: boolean
}

/** Act 1: the VMM registers the VMA, and the kernel's checks decide. */
export const MemslotAct = memo(function MemslotAct({ kvm, number, phone }: Props) {
  const all = useScenario((state) => state.open.includes('memslot-steps'))
  const trace = kvm.traces.memslot
  const pick = useScenario((state) => state.pick)
  const act = checkLines(trace, all, pick ?? firstCheck(kvm))
  const { gpa, size, swap, later, log } = kvm.call
  return (
    <article className="act" aria-labelledby="act-memslot">
      <ActHead id="memslot" number={number} name="Memslot">
        {later && log ? (
          <>
            The VMM switches dirty logging on, for a slot that is there: <code>KVM_MR_FLAGS_ONLY</code>,{' '}
          </>
        ) : (
          <>
            The VMM registers {swap ? 'anonymous RAM' : 'the VMA'}: <code>KVM_SET_USER_MEMORY_REGION2</code>
            ,{' '}
          </>
        )}
        {bytes(size)} at IPA <code>{hex(gpa)}</code>
      </ActHead>
      <PolicyLine policy={kvm.policy} />
      <Checks act={act} phone={phone} title="Memslot: the kernel’s checks in order" />
      <ChecksTable act={act} />
      <Learnt kvm={kvm} />
    </article>
  )
})
