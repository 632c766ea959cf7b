import { plain, say } from '../../explain/sentence.ts'
import { tokenOfStory } from '../../explain/token.ts'
import { Token } from '../../diagrams/token/Token.tsx'
import { linkOf } from '../address-bar.ts'
import { useModel } from '../hooks.ts'
import { useCopy } from '../share/copy.ts'
import { CopyOutcome } from '../share/CopyOutcome.tsx'
import { ViewLink } from '../ViewLink.tsx'
import { Words } from '../Words.tsx'
import type { Letter, Pair } from './pair.ts'

/** One side in short: its token, its verdict, and the way to its story. */
function Side({ letter, pair }: { readonly letter: Letter; readonly pair: Pair }) {
  const { comparison } = pair
  const outcome = letter === 'A' ? comparison.a : comparison.b
  const codes = tokenOfStory(outcome)
  return (
    <li>
      <p className="compare-letter">
        <b>{letter}</b>
        {codes.length > 0 && <Token codes={codes} size={16} />}
      </p>
      <p>
        <Words sentence={say(plain(outcome.verdict))} />
      </p>
      <p>
        <ViewLink view={{ name: 'explore' }} scenario={outcome.scenario}>
          Open {letter} in Explore
        </ViewLink>
      </p>
    </li>
  )
}

function CopyMail({ pair }: { readonly pair: Pair }) {
  const model = useModel()
  const copying = useCopy()
  const text = () =>
    import('../../export/text/comparison.ts').then(({ comparisonText }) =>
      comparisonText(pair.comparison, linkOf(model)),
    )
  return (
    <>
      <button type="button" onClick={() => copying.copy('Comparison', text())}>
        Copy as mail text
      </button>
      <CopyOutcome of={copying} />
    </>
  )
}

/** Both sides in short, and what can be done with them. */
export function Head({ pair }: { readonly pair: Pair }) {
  const { unchosen, comparison, swap } = pair
  const same = unchosen === null && comparison.settings.length === 0
  return (
    <>
      {unchosen !== null && <p className="compare-note">{unchosen}</p>}
      {same && <p className="compare-note">A and B are the same scenario.</p>}
      <ul className="compare-sides">
        <Side letter="A" pair={pair} />
        <Side letter="B" pair={pair} />
      </ul>
      <p className="compare-actions">
        <button type="button" onClick={swap}>
          Swap A and B
        </button>
        <CopyMail pair={pair} />
      </p>
    </>
  )
}
