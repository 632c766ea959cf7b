import { linkOf } from '../address-bar.ts'
import { useModel } from '../hooks.ts'
import { download, useCopy, type Copied } from './copy.ts'

const said: Record<'done' | 'refused', string> = {
  done: 'Copied.',
  refused: 'The browser refused to copy.',
}

const say = (copied: Copied, what: string) =>
  copied === 'done' ? `${what} copied.` : copied ? said[copied] : ''

/** Copy link, and the other ways in which an answer leaves the page. */
export function Share() {
  const model = useModel()
  const [linkCopied, copyLink] = useCopy()
  const [textCopied, copyAnswer] = useCopy()
  const outcome = () => model.answered.getState().outcome
  const exported = () => import('./exports.ts')
  return (
    <span className="share">
      <button type="button" popoverTarget="copy-as" className="copy-as">
        Copy as
      </button>
      <div id="copy-as" popover="auto" className="menu" aria-label="Copy or save this answer">
        <button
          type="button"
          onClick={() => copyAnswer(exported().then(({ text }) => text(outcome(), linkOf(model))))}
        >
          Copy as text, for mail
        </button>
        <button
          type="button"
          onClick={() => copyAnswer(exported().then(({ json }) => json(outcome(), linkOf(model))))}
        >
          Copy as JSON
        </button>
        <button
          type="button"
          onClick={() =>
            void exported().then(({ svg }) =>
              download('stagecraft.svg', 'image/svg+xml', svg(outcome(), linkOf(model))),
            )
          }
        >
          Save as SVG
        </button>
      </div>
      <button type="button" className="primary" onClick={() => copyLink(linkOf(model))}>
        {linkCopied === 'done' ? 'Copied' : 'Copy link'}
      </button>
      <output className="toast" hidden={linkCopied === null && textCopied === null}>
        {say(linkCopied, 'Link') || say(textCopied, 'Answer')}
      </output>
    </span>
  )
}
