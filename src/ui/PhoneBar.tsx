import { effectiveFwb } from '../arch/inputs.ts'
import { toInputs } from '../scenario/scenario.ts'
import { hex8, bin } from '../explain/words.ts'
import { linkOf } from './address-bar.ts'
import { useModel, useScenario } from './hooks.ts'
import { useCopy } from './share/copy.ts'

/** Below 960 px: opens the settings, names the values most likely to matter, copies the link. */
export function PhoneBar({ open, onOpen }: { readonly open: boolean; onOpen(): void }) {
  const model = useModel()
  const scenario = useScenario((state) => state.scenario)
  const { mair, memattr } = scenario
  const [copied, copy] = useCopy()
  return (
    <div className="phone-bar">
      <button type="button" aria-expanded={open} aria-controls="controls" onClick={onOpen}>
        <b>Settings</b>
        <span>
          FWB {effectiveFwb(toInputs(scenario)) ? 1 : 0}, MAIR {hex8(mair)}, MemAttr {bin(memattr, 4)}
        </span>
      </button>
      <button type="button" className="primary" onClick={() => copy(linkOf(model))}>
        {copied === 'done' ? 'Copied' : copied ? 'Not copied' : 'Copy link'}
      </button>
    </div>
  )
}
