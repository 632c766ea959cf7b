import { linkOf } from '../address-bar.ts'
import { useModel, useScenario } from '../hooks.ts'
import { useCopy } from './copy.ts'
import { CopyAs } from './CopyAs.tsx'
import { CopyOutcome } from './CopyOutcome.tsx'

/** Copy link, and beside the story the other ways in which its answer leaves the page. */
export function Share() {
  const model = useModel()
  const copying = useCopy()
  const { copied, copy } = copying
  // The other pages show something else than the answer to the scenario, and copy it themselves.
  const isStory = useScenario((state) => state.view.name === 'explore')
  return (
    <span data-part className="share">
      {isStory && <CopyAs copying={copying} />}
      <button type="button" className="primary" onClick={() => copy('Link', linkOf(model))}>
        {copied?.is === 'done' && copied.what === 'Link' ? 'Copied' : 'Copy link'}
      </button>
      <CopyOutcome of={copying} />
    </span>
  )
}
