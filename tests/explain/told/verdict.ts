import { actsOf } from '../../../src/explain/acts.ts'
import { accessClause } from '../../../src/explain/kvm/access-words.ts'
import { ifSwapped } from '../../../src/explain/kvm/if-swapped.ts'
import { shortVerdict } from '../../../src/explain/kvm/verdict.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { named, type Tells } from './story.ts'

/** The headline, the lines below it, and the strip of acts. */
export const verdictTold: Tells = ({ outcome }) => {
  const { verdict, consequences, kvm, scenario } = outcome
  const swapped = kvm?.stopped === 'memslot' ? ifSwapped(scenario) : null
  return [
    plain(verdict),
    ...consequences.map((one) => `${plain(one)}.`),
    ...(kvm ? [`in short: ${shortVerdict(kvm)}`, `the access: ${accessClause(kvm.inputs)} …`] : []),
    ...named('if swapped in', swapped),
    ...actsOf(outcome).flatMap(({ number, name, says, why }) => [
      `act ${number}, ${name}: ${says}`,
      ...named(`act ${number} is not reached`, why),
    ]),
  ]
}
