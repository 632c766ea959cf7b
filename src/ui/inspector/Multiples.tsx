import { effectiveFwb } from '../../arch/inputs.ts'
import { PictureView } from '../../diagrams/PictureView.tsx'
import { layoutMultiple } from '../../diagrams/multiples/layout.ts'
import { reach } from '../../explain/reach.ts'
import { memattrMeaning } from '../../explain/encodings.ts'
import { bin } from '../../explain/words.ts'
import type { AccessAnswer } from '../../explain/access.ts'
import { takenInHand, toInputs } from '../../scenario/inputs.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { useModel } from '../hooks.ts'

/** What KVM writes for each of its three types, by FWB: `MT_S2_*` and `MT_S2_FWB_*` of asm/memory.h. */
const rows = [
  { name: 'Normal', memattr: [0b1111, 0b0110] },
  { name: 'Normal NC', memattr: [0b0101, 0b0101] },
  { name: 'Device', memattr: [0b0001, 0b0001] },
] as const

/** KVM's three stage-2 types under both settings of FWB, each as the function that it is. A pick sets it by hand. */
export default function Multiples({ access }: { readonly access: AccessAnswer }) {
  const { scenario: store } = useModel()
  const { scenario } = access
  const cell = (name: string, memattr: number, hcrfwb: boolean) => {
    const there: Scenario = { ...scenario, s2: 'hand', memattr, hcrfwb, fwb: hcrfwb || scenario.fwb }
    const at = toInputs(there)
    const now = scenario.memattr === memattr && effectiveFwb(toInputs(scenario)) === hcrfwb
    const all = reach({ ...at, m: true, dc: false, c: true, acc: 'r' }, access.attributes.s1)
    return (
      <td key={String(hcrfwb)}>
        <button
          type="button"
          className="multiple"
          aria-pressed={now}
          aria-label={`${name}, FWB ${hcrfwb ? 1 : 0}, MemAttr ${bin(memattr, 4)}: ${memattrMeaning(at)}`}
          onClick={() =>
            store.getState().setMany({ ...takenInHand(scenario), memattr, hcrfwb, fwb: there.fwb })
          }
        >
          <PictureView picture={layoutMultiple(all)} />
          <code>{bin(memattr, 4)}</code>
        </button>
      </td>
    )
  }
  return (
    <section>
      <h3>KVM's three stage-2 types</h3>
      <table className="multiples">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">FWB 0</th>
            <th scope="col">FWB 1</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, memattr }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cell(name, memattr[0], false)}
              {cell(name, memattr[1], true)}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="none">From top: WB, WT, NC, GRE, nGRE, nGnRE, nGnRnE, as stage 1 hands them on.</p>
    </section>
  )
}
