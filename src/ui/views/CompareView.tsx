import { useState } from 'react'
import type { ComparedAct, Comparison } from '../../explain/compare/comparison.ts'
import { ActTable } from '../compare/ActTable.tsx'
import { ChecksBeside } from '../compare/ChecksBeside.tsx'
import { Head } from '../compare/Head.tsx'
import { usePair } from '../compare/pair.ts'
import { Rules } from '../compare/Rules.tsx'
import { say } from '../../explain/sentence.ts'
import { Words } from '../Words.tsx'
import { Settings } from '../compare/Settings.tsx'
import { ViewPage } from './ViewPage.tsx'

interface ActProps {
  readonly act: ComparedAct
  readonly comparison: Comparison
  readonly all: boolean
}

/** An act of both stories: the rows that differ, or all of them, and the kernel's checks. */
function Act({ act, comparison, all }: ActProps) {
  const { id, number, name, rows, checks } = act
  const shown = rows.filter(({ differs }) => all || differs)
  const heading = `compare-${id}`
  return (
    <section className="compare-act" aria-labelledby={heading} data-act={id}>
      <h2 id={heading}>
        {number !== null && <span className="act-number">{number}</span>} {name}
      </h2>
      {shown.length === 0 ? (
        <p className="compare-note">Nothing differs here.</p>
      ) : (
        <ActTable act={act} comparison={comparison} rows={shown} />
      )}
      <ChecksBeside checks={checks} all={all} />
    </section>
  )
}

/** Two scenarios beside each other: what differs, in a sentence, in every act and by rule. */
export default function CompareView() {
  const pair = usePair()
  const [all, setAll] = useState(false)
  const { comparison } = pair
  return (
    <ViewPage title={<Words sentence={say(comparison.says)} />}>
      <div className="compare">
        <Head pair={pair} />
        <Settings pair={pair} />
        <label className="compare-all">
          <input type="checkbox" checked={all} onChange={() => setAll(!all)} /> Show what is equal
        </label>
        {comparison.acts.map((act) => (
          <Act key={act.id} act={act} comparison={comparison} all={all} />
        ))}
        <Rules rules={comparison.rules} all={all} />
      </div>
    </ViewPage>
  )
}
