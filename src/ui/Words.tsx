import { Fragment } from 'react'
import type { Phrase, Sentence } from '../explain/sentence.ts'
import { useLight, useLit } from './light.ts'

function Named({ text, setting }: Required<Phrase>) {
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

/** Text whose hyphenated names, Write-Back and -EINVAL, stay on one line; an errno is code. */
const unbroken = (text: string) =>
  text.split(/(\S*-\S+)/).map((part, at) => {
    if (at % 2 === 0) return part
    const [, errno, rest] = /^(-E[A-Z]+)(.*)$/.exec(part) ?? []
    return (
      <span key={at} className="nowrap">
        {errno === undefined ? part : <code>{errno}</code>}
        {rest}
      </span>
    )
  })

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
