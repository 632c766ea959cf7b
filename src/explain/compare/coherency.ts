import { situations } from '../../coherency/situations.ts'
import type { CoherencyAnswer } from '../coherency/answer.ts'
import type { UseId } from '../coherency/user-space.ts'
import { fact, type Aspect } from './fact.ts'
import { ofPossibility } from './why.ts'

const asked =
  (of: (answer: CoherencyAnswer) => ReturnType<Aspect['of']>): Aspect['of'] =>
  ({ coherency }) =>
    coherency.arises ? of(coherency) : null

const alias = (id: 'vmm' | 'linear', noun: string): Aspect => ({
  id: `coherency-${id}`,
  noun,
  of: asked(({ aliases }) => fact(aliases[id].type)),
})

/** What may be read, with the row of the model by which the first wrong value is. */
const situation = ({ id }: (typeof situations)[number]): Aspect => ({
  id: `coherency-${id}`,
  noun: `outcome of ${id}`,
  label: id,
  of: asked(({ situations: told }) => {
    const found = told.find((one) => one.situation.id === id)
    if (!found) return null
    const read = found.bad?.steps.find((step) => step.read?.good === false)
    return fact(found.safe ? 'safe' : found.clause, ...(read?.rule ? [ofPossibility(read.rule)] : []))
  }),
})

const duty = (id: UseId, noun: string): Aspect => ({
  id: `coherency-${id}`,
  noun,
  of: asked(({ userSpace }) => {
    const use = userSpace.here.uses.find((one) => one.id === id)
    return use ? fact(use.asItIs.words) : null
  }),
})

/** Act 5: who maps the line as what besides the guest, what may be read, and what user space must do. */
export const coherencyAspects: readonly Aspect[] = [
  alias('vmm', 'VMM’s alias'),
  alias('linear', 'kernel’s linear map'),
  ...situations.map(situation),
  duty('read', 'maintenance before reading data'),
  duty('write', 'maintenance after writing data'),
  duty('code', 'maintenance after writing code'),
]
