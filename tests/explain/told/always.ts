import { needsSays } from '../../../src/explain/coherency/needs-says.ts'
import { dsbSays } from '../../../src/explain/coherency/plan-words.ts'
import { bySays, byWords } from '../../../src/explain/coherency/user-space.ts'
import { codeTables } from '../../../src/explain/coherency/code-rules.ts'
import { dcacheWords, icacheWords } from '../../../src/explain/kvm/maintenance-words.ts'
import { readingSays, readTables } from '../../../src/explain/rules.ts'
import { plain } from '../../../src/explain/sentence.ts'
import { aspectWords } from '../../../src/explain/thread/aspect-words.ts'
import { aspects, type Aspect } from '../../../src/scenario/aspect.ts'
import type { Tells } from './story.ts'

/** What is said whatever the scenario. */
export const alwaysTold: Tells = () => [
  ...Object.values(readingSays),
  ...codeTables.flatMap(({ title, rules }) => [
    title,
    ...rules.map(({ says, because }) => `${says}: ${because}`),
  ]),
  ...readTables
    .filter(({ id }) => id === 'cmo')
    .flatMap(({ title, rules }) => [title, ...rules.map(({ says, because }) => `${says}; ${because}`)]),
  ...(Object.keys(aspects) as Aspect[]).flatMap((aspect) =>
    aspects[aspect].map((value) => {
      const { short, means } = aspectWords(aspect, value)
      return `${aspect} ${value}: ${short}${means === '' ? '' : `, ${means}`}`
    }),
  ),
  ...Object.values(needsSays),
  ...bySays.map(plain),
  ...Object.values(byWords),
  plain(dsbSays),
  ...(['none', 'clean+inval PoC'] as const).map(dcacheWords),
  ...(['none', 'inval PoU'] as const).map(icacheWords),
]
