import { memo } from 'react'
import { defaults, toInputs } from '../../scenario/scenario.ts'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Setting } from '../../scenario/setting.ts'
import type { TextSetting } from '../../scenario/kinds/text.ts'
import { useAnswered, useScenario, useSettled } from '../hooks.ts'
import { useLight, useLit } from '../light.ts'
import { HelpButton } from './Help.tsx'
import { Byte } from './Byte.tsx'
import { Pick } from './Pick.tsx'
import { TextField } from './TextField.tsx'

const isText = (setting: Setting<SettingKey>): setting is TextSetting<SettingKey> => setting.kind === 'text'

function Input({ setting, disabled }: { readonly setting: Setting<SettingKey>; readonly disabled: boolean }) {
  if (isText(setting)) return <TextField setting={setting} />
  return setting.key === 'mair' ? (
    <Byte disabled={disabled} />
  ) : (
    <Pick setting={setting} disabled={disabled} />
  )
}

/** One setting: its name, its control, what it was before the last edit, and why it may do nothing. */
export const Control = memo(function Control({ setting }: { readonly setting: Setting<SettingKey> }) {
  const { key, label, kind } = setting
  const light = useLight()
  const lit = useLit(key)
  const now = useScenario((state) => state.scenario[key])
  const was = useAnswered((state) => state.was.get(key))
  const disabled = useSettled((scenario) => setting.disabled(toInputs(scenario)))
  const idle = useSettled((scenario) => setting.idle(toInputs(scenario)))
  const remarkable = setting.idle(toInputs(defaults)) === null || now !== setting.initial
  const reason = disabled ?? (remarkable ? idle : null)
  const before = setting.values.find(({ value }) => value === was)?.address
  return (
    <div
      className="control"
      data-kind={kind}
      data-group={setting.group}
      data-setting={key}
      data-lit={lit || undefined}
      data-changed={was !== undefined || undefined}
      data-disabled={disabled !== null || undefined}
      data-idle={idle !== null || undefined}
      onPointerEnter={() => light.onPoint(key)}
      onPointerLeave={() => light.onPoint(null)}
    >
      <div className="control-row">
        <span className="control-label" id={`label-${key}`}>
          {label}
        </span>
        {before !== undefined && <span className="was">was {before}</span>}
        <HelpButton setting={setting} />
        <Input setting={setting} disabled={disabled !== null} />
      </div>
      {reason !== null && kind !== 'text' && <p className="reason">{reason}</p>}
    </div>
  )
})
