import { Fragment } from 'react'
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

/** Text whose hyphenated names, Write-Back and Device-nGnRE, stay on one line. */
const unbroken = (text: string) =>
  text.split(/(\S+-\S+)/).map((part, at) =>
    at % 2 === 0 ? (
      part
    ) : (
      <span key={at} className="nowrap">
        {part}
      </span>
    ),
  )

/** A sentence; phrases that come from a setting light its control and can be picked. */
export function Words({ sentence }: { readonly sentence: Sentence }) {
  return sentence.map(({ text, setting }, at) =>
    setting === undefined ? (
      <Fragment key={at}>{unbroken(text)}</Fragment>
    ) : (
      <Named key={`${setting}-${at}`} text={text} setting={setting} />
    ),
  )
}
