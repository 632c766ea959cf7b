import type { ReactNode } from 'react'
import { fingerprint } from '../../explain/fingerprint.ts'
import { answeredOf } from '../answered.ts'
import { linkOf, linkWithAnswer } from '../address-bar.ts'
import { useModel } from '../hooks.ts'
import { download, type Copying } from './copy.ts'

const load = () => import('./exports.ts')

interface ItemProps {
  readonly onClick: () => void
  readonly children: ReactNode
}

const Item = ({ onClick, children }: ItemProps) => (
  <button type="button" popoverTarget="copy-as" popoverTargetAction="hide" onClick={onClick}>
    {children}
  </button>
)

/** The ways in which the answer to the scenario leaves the page, besides its link. */
export function CopyAs({ copying: { copy } }: { readonly copying: Copying }) {
  const model = useModel()
  const outcome = () => answeredOf(model).getState().outcome
  const copyAnswer = (text: Promise<string>) => copy('Answer', text)
  const save = (file: Promise<string>) =>
    void file.then(
      (svg) => download('stagecraft.svg', 'image/svg+xml', svg),
      () => copyAnswer(file),
    )
  return (
    <>
      <button
        type="button"
        popoverTarget="copy-as"
        className="copy-as"
        onClick={() => void load().catch(console.info)}
      >
        Copy as
      </button>
      <div id="copy-as" popover="auto" className="menu" aria-label="Copy or save this answer">
        <Item onClick={() => copy('Link', linkWithAnswer(model, fingerprint(outcome())))}>
          Copy link with the answer’s fingerprint
        </Item>
        <Item onClick={() => copyAnswer(load().then(({ text }) => text(outcome(), linkOf(model))))}>
          Copy as text, for mail
        </Item>
        <Item onClick={() => copyAnswer(load().then(({ json }) => json(outcome(), linkOf(model))))}>
          Copy as JSON
        </Item>
        <Item onClick={() => save(load().then(({ svg }) => svg(outcome(), linkOf(model))))}>Save as SVG</Item>
      </div>
    </>
  )
}
