import { descriptorRegister } from '../../../src/explain/walk/descriptor-register.ts'
import { walkDiffers } from '../../../src/explain/walk/differs.ts'
import { faultRegisters } from '../../../src/explain/walk/fault-registers.ts'
import { faultShort, takenBy } from '../../../src/explain/walk/fault-words.ts'
import { sizeEdit1, sizeEdit2, startEdit, whyNotSet2 } from '../../../src/explain/walk/geometry-edits.ts'
import { geometryView } from '../../../src/explain/walk/geometry.ts'
import { walkOpen } from '../../../src/explain/walk/open.ts'
import { permissionChain } from '../../../src/explain/walk/permissions.ts'
import { readSays, whyMany } from '../../../src/explain/walk/read-words.ts'
import { fromTo, type Run } from '../../../src/explain/walk/runs.ts'
import { takerOf } from '../../../src/explain/walk/taker.ts'
import { walkView } from '../../../src/explain/walk/view.ts'
import { registerTold } from './access.ts'
import { named, type Tells } from './story.ts'

/** Act 3: why there are so many reads, what each is for, rights, and the fault. */
export const walkTold: Tells = ({ outcome: { walk } }) => {
  if (!walk) return []
  const { reads, fault, syndrome } = walk
  const view = walkView(walk, { now: null })
  return [
    whyMany(walk),
    ...walkDiffers(walk.setup),
    ...reads.map(readSays),
    ...(fault && syndrome ? [`${faultShort(fault)}. ${takenBy(syndrome, fault)}.`] : []),
    ...named('lost', takerOf(walk)),
    ...faultRegisters(walk).map(({ name, value, by }) => `${name}=${value}${by ? ` by ${by}` : ''}`),
    ...walkOpen(walk).map(({ because }) => `left open: ${because}`),
    ...(permissionChain(walk)?.gates ?? []).flatMap(({ name, says, takes }) => [
      `gate ${name}: ${says}`,
      ...takes.map((one) => `gate ${name}, ${one.says}: ${one.because}`),
    ]),
    ...view.columns.map(({ name }) => `column: ${name}`),
    ...view.rows.flatMap(({ name, saved, cells }) => [
      `row: ${name}`,
      ...named('row', saved),
      ...cells.map(({ kind, state }) => `cell: ${kind} ${state}`),
    ]),
  ]
}

/** The words that were read, field by field. */
export const descriptorsTold: Tells = ({ outcome: { walk } }) =>
  (walk?.reads ?? []).flatMap((read) => registerTold(descriptorRegister(read)))

const runTold = ({ badge, reason, txsz, legality }: Run) =>
  `${legality}${badge === null ? '' : ` [${badge}]`} ${fromTo(txsz)}: ${reason}`

/** Which sizes and start levels are legal, and why the others are not. */
export const geometryTold: Tells = ({ outcome: { walk, scenario } }) => {
  if (!walk) return []
  const { stage1, stage2 } = geometryView(walk.setup)
  const edits = [
    ...stage1.runs.map((run) => sizeEdit1(scenario, run)),
    ...stage2.runs.map((run) => sizeEdit2(scenario, run)),
    ...stage2.starts.flatMap(({ sl, runs }) => runs.map((run) => startEdit(scenario, sl, run))),
  ]
  return [
    ...stage1.runs.map((run) => `stage 1, ${stage1.granule}, TxSZ ${runTold(run)}`),
    ...stage2.runs.map((run) => `stage 2, ${stage2.granule}, T0SZ ${runTold(run)}`),
    ...stage2.starts.flatMap(({ encoding, runs }) => runs.map((run) => `${encoding}, T0SZ ${runTold(run)}`)),
    ...edits.flatMap((edit) => named('button', edit?.says)),
    ...named('start level', whyNotSet2(scenario)),
  ]
}
