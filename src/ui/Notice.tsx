import { Fragment } from 'react'
import { beforeMeant, type Dropped } from '../scenario/address/dropped.ts'
import { corrected } from '../scenario/address/corrected.ts'
import { useModel, useScenario } from './hooks.ts'
import { repairedLink } from './address-bar.ts'
import { presetsNow } from './part.ts'
import { useCopy } from './share/copy.ts'
import { CopyOutcome } from './share/CopyOutcome.tsx'

const counted = (n: number) => (n === 1 ? 'One part of this link was' : `${n} parts of this link were`)

function Raw({ dropped: { why, key, raw, badPart } }: { readonly dropped: Dropped }) {
  const [from, to] = badPart ?? [0, raw.length]
  if (why === 'key' || why === 'newer')
    return (
      <code>
        <del>{key}</del>={raw.slice(0, 60)}
      </code>
    )
  return (
    <code>
      {key !== '' && `${key}=`}
      {raw.slice(0, from)}
      <del>{raw.slice(from, Math.min(to, from + 60))}</del>
      {raw.slice(to, to + 40)}
    </code>
  )
}

/** Takes the focus to where reading goes on, before the notice goes. */
const toVerdict = () => document.querySelector<HTMLElement>('.verdict, .view-page > h1')?.focus()

/** Near spellings of a piece that was not understood; each is a link to the address with that one in its place. */
function Meant({ dropped }: { readonly dropped: Dropped }) {
  const state = useScenario((now) => now)
  if (dropped.meant.length === 0) return null
  return (
    <>
      {' Did you mean '}
      {dropped.meant.map((word, at) => (
        <Fragment key={word}>
          {at > 0 && ' or '}
          <a href={corrected(state, dropped, word, presetsNow())} onClick={toVerdict}>
            {word}
          </a>
        </Fragment>
      ))}
      ?
    </>
  )
}

/** Lists what of an address was not understood, and what counts instead. */
export function Notice() {
  const model = useModel()
  const dropped = useScenario((state) => state.dropped)
  const dismiss = useScenario((state) => state.dismissDropped)
  const copying = useCopy()
  const { copied, copy } = copying
  if (dropped.length === 0) return null
  const shown = dropped.slice(0, 12)
  return (
    <section className="notice" role="status" aria-label="What this link says and this page did not use">
      <div className="notice-head">
        <p>
          <strong>{counted(dropped.length)} not used as written.</strong> Everything else was.
        </p>
        <button type="button" onClick={() => copy('Link', repairedLink(model))}>
          {copied?.is === 'done' ? 'Copied' : 'Copy the repaired link'}
        </button>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            toVerdict()
            dismiss()
          }}
        >
          Dismiss
        </button>
      </div>
      <CopyOutcome of={copying} />
      <ul>
        {shown.map((one, at) => (
          <li key={at}>
            <Raw dropped={one} />
            <span>
              {beforeMeant(one)}
              <Meant dropped={one} />
            </span>
            <span className="used">
              {one.used && (
                <>
                  used <code>{one.used.value}</code>,{' '}
                  {one.used.from === 'A' ? 'A’s' : `from the ${one.used.from}`}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {dropped.length > shown.length && <p>and {dropped.length - shown.length} more</p>}
    </section>
  )
}
