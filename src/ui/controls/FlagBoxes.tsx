import type { Flag, FlagsSetting } from '../../scenario/kinds/flags.ts'
import { wordsOf } from '../../scenario/kinds/flags.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import { useModel, useScenario } from '../hooks.ts'
import { useLight, useLit } from '../light.ts'

interface BoxProps {
  readonly id: string
  readonly flag: Flag
  readonly checked: boolean
  onToggle(): void
}

function Box({ id, flag: { label, code }, checked, onToggle }: BoxProps) {
  const light = useLight()
  const lit = useLit(id)
  return (
    <label
      className="flag-box"
      data-lit={lit || undefined}
      onPointerEnter={() => light.onPoint(id)}
      onPointerLeave={() => light.onPoint(null)}
    >
      <input type="checkbox" name={id} checked={checked} onChange={onToggle} />
      <span className="flag-name">{label}</span>
      {code !== undefined && (
        <span className="flag-code">
          <span className="visually-hidden">, in smaps </span>
          {code}
        </span>
      )}
    </label>
  )
}

/** Flags that are set together, a check box each, with the code that smaps prints. */
export function FlagBoxes({ setting }: { readonly setting: FlagsSetting<SettingKey> }) {
  const { key, flags, toggled } = setting
  const { scenario } = useModel()
  const value = String(useScenario((state) => state.scenario[key]))
  const set = (next: string) => scenario.getState().setMany({ [key]: next })
  const chosen = wordsOf(value)
  return (
    <div className="flag-boxes" role="group" aria-labelledby={`label-${key}`}>
      {flags.map((flag) => (
        <Box
          key={flag.word}
          id={`${key}-${flag.word}`}
          flag={flag}
          checked={chosen.includes(flag.word)}
          onToggle={() => set(toggled(value, flag.word))}
        />
      ))}
    </div>
  )
}
