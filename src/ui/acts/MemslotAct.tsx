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
  const { gpa, size, swap } = kvm.inputs
  return (
    <article className="act" aria-labelledby="act-memslot">
      <ActHead id="memslot" number={number} name="Memslot">
        The VMM registers {swap ? 'anonymous RAM' : 'the VMA'}: <code>KVM_SET_USER_MEMORY_REGION2</code>,{' '}
        {bytes(size)} at IPA <code>{hex(gpa)}</code>
      </ActHead>
      <Checks act={act} phone={phone} title="Memslot: the kernel’s checks in order" />
      <ChecksTable act={act} />
      <Learnt kvm={kvm} />
    </article>
  )
})
