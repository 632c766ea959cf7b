import { effectiveFwb } from '../arch/inputs.ts'
import { policyOf } from '../scenario/kvm-inputs.ts'
import { isByHand, toInputs } from '../scenario/scenario.ts'
import type { Scenario } from '../scenario/schema.ts'
import { hex8, bin } from '../explain/words.ts'
import { linkOf } from './address-bar.ts'
import { useModel, useScenario } from './hooks.ts'
import { useCopy } from './share/copy.ts'

const byHand = (scenario: Scenario) =>
  `FWB ${effectiveFwb(toInputs(scenario)) ? 1 : 0}, MAIR ${hex8(scenario.mair)}, MemAttr ${bin(scenario.memattr, 4)}`

const byKvm = (scenario: Scenario) =>
  `FWB ${scenario.fwb ? 1 : 0}, DIC ${scenario.dic ? 1 : 0}, ${policyOf(scenario).title}`

/** Below 960 px: opens the settings, names the values most likely to matter, copies the link. */
export function PhoneBar({ open, onOpen }: { readonly open: boolean; onOpen(): void }) {
  const model = useModel()
  const scenario = useScenario((state) => state.scenario)
  const [copied, copy] = useCopy()
  return (
    <div className="phone-bar">
      <button type="button" aria-expanded={open} aria-controls="controls" onClick={onOpen}>
        <b>Settings</b>
        <span>{isByHand(scenario) ? byHand(scenario) : byKvm(scenario)}</span>
      </button>
      <button type="button" className="primary" onClick={() => copy(linkOf(model))}>
        {copied === 'done' ? 'Copied' : copied ? 'Not copied' : 'Copy link'}
      </button>
    </div>
  )
}
