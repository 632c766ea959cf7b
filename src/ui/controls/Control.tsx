import { memo } from 'react'
import type { SettingKey } from '../../scenario/schema.ts'
import type { Kind, Setting } from '../../scenario/setting.ts'
import { isFlags } from '../../scenario/kinds/flags.ts'
import type { TextSetting } from '../../scenario/kinds/text.ts'
import { useStore } from 'zustand'
import { useModel, usePanel } from '../hooks.ts'
import { useLight, useLit } from '../light.ts'
import { HelpButton } from './Help.tsx'
import { Byte } from './Byte.tsx'
import { FlagBoxes } from './FlagBoxes.tsx'
import { Pick } from './Pick.tsx'
import { Typed } from './Typed.tsx'
import { TextField } from './TextField.tsx'

const isText = (setting: Setting<SettingKey>): setting is TextSetting<SettingKey> => setting.kind === 'text'

/** Kinds whose values are typed. */
const typed: readonly Kind[] = ['number', 'count', 'word64', 'words']

function Input({ setting, disabled }: { readonly setting: Setting<SettingKey>; readonly disabled: boolean }) {
  if (isText(setting)) return <TextField setting={setting} />
  if (isFlags(setting)) return <FlagBoxes setting={setting} />
  if (typed.includes(setting.kind)) return <Typed setting={setting} disabled={disabled} />
  return setting.key === 'mair' ? (
    <Byte disabled={disabled} />
  ) : (
    <Pick setting={setting} disabled={disabled} />
  )
}

interface Props {
  readonly setting: Setting<SettingKey>
  /** The reason that stands once for the whole group. */
  readonly told: string | null
}

/** One setting: its name, its control, what it was before the last edit, and why it may do nothing. */
export const Control = memo(function Control({ setting, told }: Props) {
  const { key, label, kind } = setting
  const said = (reason: string | null) => (reason === told ? null : reason)
  const light = useLight()
  const lit = useLit(key)
  const was = useStore(useModel().edited, (state) => state.was.get(key))
  const disabled = usePanel(({ against }) => against[key]?.disabled ?? null)
  const idle = usePanel(({ against }) => against[key]?.idle ?? null)
  const quiet = usePanel(({ against }) => against[key]?.quiet)
  const reason = said(disabled) ?? (quiet ? null : said(idle))
  const before =
    was === undefined || kind === 'flags' || typed.includes(kind) ? undefined : setting.encode(was)
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
