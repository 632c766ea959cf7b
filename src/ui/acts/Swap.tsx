import { flushSync } from 'react-dom'
import type { Act } from '../../explain/acts.ts'
import { ifSwapped } from '../../explain/kvm/if-swapped.ts'
import type { Scenario } from '../../scenario/schema.ts'
import { goToAct } from '../go-to-act.ts'
import { useModel } from '../hooks.ts'
import { Words } from '../Words.tsx'

/** Why the fault is not reached; what it would end in were the VMA swapped in later, and the button that shows it. */
export function Swap({ act, scenario }: { readonly act: Act; readonly scenario: Scenario }) {
  const { scenario: store } = useModel()
  const ends = ifSwapped(scenario)
  if (ends === null) return `${act.why}.`
  const text = `${act.why}. If the VMA is swapped in after registration, the fault ends in ${ends}. `
  const show = () => {
    flushSync(() => store.getState().set('swap', true))
    goToAct('fault')
  }
  return (
    <>
      <Words sentence={[{ text }]} />
      <button type="button" className="swap" onClick={show}>
        Show as if swapped in
      </button>
    </>
  )
}
