import { fingerprint } from '../../explain/fingerprint.ts'
import { answeredOf } from '../answered.ts'
import { linkOf, linkWithAnswer } from '../address-bar.ts'
import { useModel, useScenario } from '../hooks.ts'
import { download, useCopy } from './copy.ts'
import { CopyOutcome } from './CopyOutcome.tsx'

const load = () => import('./exports.ts')

/** Copy link, and the other ways in which an answer leaves the page. */
export function Share() {
  const model = useModel()
  const copying = useCopy()
  const { copied, copy } = copying
  // The other pages show something else than the answer to the scenario, and copy it themselves.
  const isStory = useScenario((state) => state.view.name === 'explore')
  const copyAnswer = (text: Promise<string>) => copy('Answer', text)
  const save = (file: Promise<string>) =>
    void file.then(
      (svg) => download('stagecraft.svg', 'image/svg+xml', svg),
      () => copyAnswer(file),
    )
  const outcome = () => answeredOf(model).getState().outcome
  return (
    <span data-part className="share">
      {isStory && (
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
            <button
              type="button"
              popoverTarget="copy-as"
              popoverTargetAction="hide"
              onClick={() => copy('Link', linkWithAnswer(model, fingerprint(outcome())))}
            >
              Copy link with the answer’s fingerprint
            </button>
            <button
              type="button"
              popoverTarget="copy-as"
              popoverTargetAction="hide"
              onClick={() => copyAnswer(load().then(({ text }) => text(outcome(), linkOf(model))))}
            >
              Copy as text, for mail
            </button>
            <button
              type="button"
              popoverTarget="copy-as"
              popoverTargetAction="hide"
              onClick={() => copyAnswer(load().then(({ json }) => json(outcome(), linkOf(model))))}
            >
              Copy as JSON
            </button>
            <button
              type="button"
              popoverTarget="copy-as"
              popoverTargetAction="hide"
              onClick={() => save(load().then(({ svg }) => svg(outcome(), linkOf(model))))}
            >
              Save as SVG
            </button>
          </div>
        </>
      )}
      <button type="button" className="primary" onClick={() => copy('Link', linkOf(model))}>
        {copied?.is === 'done' && copied.what === 'Link' ? 'Copied' : 'Copy link'}
      </button>
      <CopyOutcome of={copying} />
    </span>
  )
}
