import { hex } from '../../explain/words.ts'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { mostWords } from '../../scenario/kinds/words-by-address.ts'
import { takeBack } from '../hand-words.ts'
import { useModel } from '../hooks.ts'

interface Props {
  readonly walk: WalkAnswer
}

/** Where the walk reads a word, in words. */
function readIn(address: number, { reads }: WalkAnswer): string {
  const numbers = reads.filter(({ pa, again }) => pa === address && !again).map(({ number }) => number)
  if (numbers.length === 0) return 'not read by this walk'
  return numbers.length === 1 ? `read ${numbers[0]}` : `reads ${numbers.join(', ')}`
}

/** The words of memory that are set by hand, also those that this walk no longer comes to. */
export function HandWords({ walk }: Props) {
  const { scenario } = useModel()
  const words = [...walk.setup.byHand]
  if (words.length === 0) return null
  return (
    <>
      {words.length >= mostWords && (
        <p>No more than {mostWords} words can be set by hand: take one back first.</p>
      )}
      <ul className="hand-words" aria-label="Set by hand">
        {words.map((address) => (
          <li key={address}>
            Set by hand at <code>{hex(address)}</code>, {readIn(address, walk)}{' '}
            <button
              type="button"
              className="link"
              aria-label={`Take back ${hex(address)}`}
              onClick={() => takeBack(scenario, address)}
            >
              Take back
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
