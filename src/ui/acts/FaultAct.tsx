import { memo } from 'react'
import { Checks } from '../../diagrams/checks/Checks.tsx'
import { Token } from '../../diagrams/token/Token.tsx'
import { checkLines } from '../../explain/checks.ts'
import { firstCheck } from '../../explain/first-pick.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { leafSize, permissions, stage2TypeCode, stage2TypeName } from '../../explain/kvm/leaf-words.ts'
import { accessClause } from '../../explain/kvm/access-words.ts'
import { bin, hex64, hex } from '../../explain/words.ts'
import { ChecksTable } from '../ChecksTable.tsx'
import { useScenario } from '../hooks.ts'
import { ActHead } from './ActHead.tsx'

interface Props {
  readonly kvm: KvmAnswer
  readonly number: number
  readonly phone: boolean
}

/** The leaf that the fault ends in, and what KVM maintained. */
function Written({ kvm: { leaf, descriptor, inputs, fault } }: Pick<Props, 'kvm'>) {
  if (!leaf || descriptor === null) return null
  const { dcache, icache } = fault.maintenance ?? { dcache: 'none', icache: 'none' }
  const fields = [
    ['MemAttr', bin(leaf.memattr, 4), stage2TypeName[leaf.type]],
    ['S2AP', bin(leaf.s2ap, 2), permissions({ ...leaf, xn: 2 })],
    ['XN', bin(leaf.xn, 2), leaf.xn === 0 ? 'executable' : 'not executable'],
    ...(leaf.sh === null ? [] : [['SH', bin(leaf.sh, 2), 'ISH'] as const]),
    ['AF', String(leaf.af), ''],
    ['FnXS', '0', ''],
  ] as const
  return (
    <div className="leaf">
      <Token codes={[stage2TypeCode[leaf.type]]} size={16} />
      <p>
        <b>Stage 2 leaf</b> <code>{hex64(descriptor)}</code>{' '}
        <span className="leaf-says">
          {leafSize(leaf, inputs.page)}. KVM’s maintenance: D side {dcache}, I side {icache}
        </span>
      </p>
      <dl>
        {fields.map(([name, value, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <code>{value}</code> {words}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** Act 2: the guest touches the memory, and KVM resolves the stage 2 fault. */
export const FaultAct = memo(function FaultAct({ kvm, number, phone }: Props) {
  const all = useScenario((state) => state.open.includes('fault-steps'))
  const trace = kvm.traces.fault
  const pick = useScenario((state) => state.pick)
  const act = checkLines(trace, all, pick ?? firstCheck(kvm))
  return (
    <article className="act" aria-labelledby="act-fault">
      <ActHead id="fault" number={number} name="Fault">
        {accessClause(kvm.inputs)} IPA <code>{hex(kvm.inputs.addr)}</code>
      </ActHead>
      <Checks act={act} phone={phone} title="Fault: the kernel’s checks in order" />
      <Written kvm={kvm} />
      <ChecksTable act={act} />
    </article>
  )
})
