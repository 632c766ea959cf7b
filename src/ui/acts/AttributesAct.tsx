import { memo } from 'react'
import { Gate } from '../../diagrams/gate/Gate.tsx'
import { Ruler } from '../../diagrams/ruler/Ruler.tsx'
import type { AccessAnswer } from '../../explain/access.ts'
import type { KvmAnswer } from '../../explain/kvm/answer.ts'
import { registers } from '../../explain/registers.ts'
import { useAfterPaint } from '../hooks.ts'
import { GateTable, RegisterTable } from '../Tables.tsx'
import { ActHead } from './ActHead.tsx'

interface Props {
  readonly access: AccessAnswer
  /** KVM's answer, where the leaf is its own. */
  readonly kvm: KvmAnswer | null
  readonly number: number
  readonly phone: boolean
}

/** The act of attributes: both stages' through the gate, and the registers that hold them. */
export const AttributesAct = memo(function AttributesAct({ access, kvm, number, phone }: Props) {
  const drawn = useAfterPaint(access)
  return (
    <article className="act" aria-labelledby="act-attributes">
      <ActHead id="attributes" number={kvm && number} name="Attributes">
        What stage 1 asks for goes through stage 2, one property a row
      </ActHead>
      <Gate access={access} phone={phone} />
      <GateTable access={access} />
      <Registers access={drawn} kvm={kvm} phone={phone} />
    </article>
  )
})

const Registers = memo(function Registers({ access, kvm, phone }: Omit<Props, 'number'>) {
  const all = registers(access, kvm)
  return (
    <>
      <div className="registers">
        {all.map((register) => (
          <section key={register.id} className="register" data-bits={register.bits}>
            <h3>
              {register.title} <span>{register.value}</span>
            </h3>
            <Ruler register={register} phone={phone} />
          </section>
        ))}
      </div>
      <RegisterTable registers={all} />
    </>
  )
})
