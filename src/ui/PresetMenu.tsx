import { presetGroups, presets } from '../content/presets.ts'
import { baseScenario, findPreset } from '../scenario/preset.ts'
import { differences } from '../scenario/scenario.ts'
import { useModel, useScenario, useSettled } from './hooks.ts'

/** Every preset by name; choosing one starts from it. */
export function PresetMenu() {
  const { scenario: store, go } = useModel()
  const preset = useScenario((state) => state.preset)
  const choose = (id: string) => (id === '' ? store.getState().reset() : store.getState().loadPreset(id))
  const edited = useSettled(
    (scenario) => differences(scenario, baseScenario(findPreset(presets, preset))).length > 0,
  )
  return (
    <label data-part className="presets">
      <span>Scenario</span>
      {edited && <span className="edited">edited</span>}
      <select
        aria-label={edited ? 'Scenario, edited' : 'Scenario'}
        value={preset ?? ''}
        onChange={(event) => go(() => choose(event.target.value))}
      >
        <option value="">Default: nvgrace usemem</option>
        {presetGroups.map((group) => (
          <optgroup key={group.name} label={group.name}>
            {group.presets.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}
