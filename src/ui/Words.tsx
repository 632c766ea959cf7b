import type { Phrase, Sentence } from '../explain/sentence.ts'
import type { SettingKey } from '../scenario/schema.ts'
import { useLight, useLit } from './light.ts'

function Named({ text, setting }: Phrase & { readonly setting: SettingKey }) {
  const light = useLight()
  const lit = useLit(setting)
  return (
    <button
      type="button"
      className="phrase"
      data-lit={lit || undefined}
      onClick={() => light.onPick(setting)}
      onPointerEnter={() => light.onPoint(setting)}
      onPointerLeave={() => light.onPoint(null)}
      onFocus={() => light.onPoint(setting)}
      onBlur={() => light.onPoint(null)}
    >
      {text}
    </button>
  )
}

/** A sentence; phrases that come from a setting light its control and can be picked. */
export function Words({ sentence }: { readonly sentence: Sentence }) {
  return sentence.map(({ text, setting }, at) =>
    setting === undefined ? text : <Named key={at} text={text} setting={setting} />,
  )
}
