import { readNumber } from '../../explain/walk/reads.ts'
import { memo, useMemo } from 'react'
import { isWiderThanPhone } from '../../diagrams/permissions/layout.ts'
import { Permissions } from '../../diagrams/permissions/Permissions.tsx'
import { Walk } from '../../diagrams/walk/Walk.tsx'
import type { WalkAnswer } from '../../explain/walk/answer.ts'
import { walkDiffers } from '../../explain/walk/differs.ts'
import { permissionChain } from '../../explain/walk/permissions.ts'
import { walkView } from '../../explain/walk/view.ts'
import { hex64 } from '../../explain/words.ts'
import { toBigInt } from '../../arch/walk/word.ts'
import { useAfterPaint, useScenario } from '../hooks.ts'
import { WalkTable } from '../WalkTable.tsx'
import { ActHead } from './ActHead.tsx'
import { Geometry } from './Geometry.tsx'
import { HandWords } from './HandWords.tsx'
import { ReadRegister } from './ReadRegister.tsx'
import { Stepper } from './Stepper.tsx'
import { WalkFault } from './WalkFault.tsx'
import { WalkOpen } from './WalkOpen.tsx'

interface Props {
  readonly walk: WalkAnswer
  /** Its place among the acts; null where KVM is not asked. */
  readonly number: number | null
  readonly phone: boolean
}

/** The number of the read that is picked; null where another element is. */
export function stepOf(pick: string | null, count: number): number | null {
  const number = readNumber(pick ?? '')
  return number !== null && number >= 1 && number <= count ? number : null
}

/** Which stages translate. */
function through({ setup: { regime } }: WalkAnswer): string {
  if (regime.stage1On && regime.stage2On) return 'through both stages'
  if (!regime.stage1On && !regime.stage2On) return 'through neither stage: both are off'
  return regime.stage1On ? 'through stage 1; stage 2 is off' : 'through stage 2; stage 1 is off'
}

/** Act 3: where the access goes, read by read. */
export const WalkAct = memo(function WalkAct({ walk, number, phone }: Props) {
  const { reads, setup, fault } = walk
  const pick = useScenario((state) => state.pick)
  const now = stepOf(pick, reads.length)
  const view = useMemo(() => walkView(walk, { now }), [walk, now])
  const chain = useMemo(() => permissionChain(walk), [walk])
  // The picture answers a step; what it reads and what that allows follow.
  const settled = useAfterPaint(now)
  const read = reads[Math.min(settled ?? reads.length, reads.length) - 1]
  return (
    <article className="act" aria-labelledby="act-walk">
      <ActHead id="walk" number={number} name="Walk">
        VA <code>{hex64(toBigInt(setup.access.va))}</code> {through(walk)}
      </ActHead>
      {reads.length > 0 && <Stepper now={now} count={reads.length} rows={view.rows} />}
      {walkDiffers(setup).map((says) => (
        <p key={says} className="walk-note">
          {says}
        </p>
      ))}
      <HandWords walk={walk} />
      {fault && <WalkFault walk={walk} />}
      <WalkOpen walk={walk} />
      <Walk view={view} phone={phone} />
      {read && <ReadRegister key={read.pa} read={read} byHand={setup.byHand.has(read.pa)} phone={phone} />}
      {chain && (
        <section className="permissions">
          <h3>
            Permissions{' '}
            <span>
              each line runs until something takes it away{now === null ? '' : '; grey is not read yet'}
              {phone && isWiderThanPhone(chain) && `; scroll sideways for all ${chain.gates.length} boxes`}
            </span>
          </h3>
          <div className="table-scroll">
            <Permissions chain={chain} now={settled} phone={phone} />
          </div>
        </section>
      )}
      <WalkTable walk={walk} chain={chain} />
      <Geometry setup={setup} />
    </article>
  )
})
