import { memo } from 'react'
import { Gate } from '../diagrams/gate/Gate.tsx'
import { Ruler } from '../diagrams/ruler/Ruler.tsx'
import { registers } from '../explain/registers.ts'
import type { Outcome } from '../explain/resolve.ts'
import { useAfterPaint, useAnswered, useMedia } from './hooks.ts'
import { GateTable, RegisterTable } from './Tables.tsx'

/**
 * Act 4: both stages' attributes through the gate, and the registers that hold them. The verdict answers
 * first; the diagrams, which prove it, are drawn in the frames after it.
 */
export const Story = memo(function Story() {
  const outcome = useAfterPaint(useAnswered((state) => state.outcome))
  const phone = useMedia('(max-width: 639px)')
  return <Act outcome={outcome} phone={phone} />
})

interface Shown {
  readonly outcome: Outcome
  readonly phone: boolean
}

const Act = memo(function Act({ outcome, phone }: Shown) {
  const drawn = useAfterPaint(outcome)
  return (
    <article className="act" data-walk aria-labelledby="act-attributes">
      <h2 id="act-attributes">
        Attributes <span>What stage 1 asks for goes through stage 2, one property a row</span>
      </h2>
      <Gate outcome={outcome} phone={phone} />
      <GateTable outcome={outcome} />
      <Registers outcome={drawn} phone={phone} />
      <p className="scope">
        Modelled: VMSAv8-64, Non-secure EL1&0 with two stages. Not modelled: EL2&0, Secure and Realm regimes,
        FEAT_D128, permission indirection and overlays, nested virtualisation, TLB effects. With TCR_EL1.DS or
        VTCR_EL2.DS the shareability comes from that register, not from the leaf.
      </p>
    </article>
  )
})

const Registers = memo(function Registers({ outcome, phone }: Shown) {
  const all = registers(outcome)
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
