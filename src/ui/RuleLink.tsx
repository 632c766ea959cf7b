import type { ReactNode } from 'react'
import { writeAddress } from '../scenario/address/write.ts'
import { oncePer } from '../scenario/once-per.ts'
import type { State } from '../scenario/store.ts'
import { useScenario } from './hooks.ts'
import { presetsNow } from './part.ts'

const anyRule = 'any'

/** The fragment of a rule's page that keeps the scenario, for the rule `any`: written once a state, whoever asks. */
const ruleAddress = oncePer((state: State) =>
  writeAddress({ ...state, view: { name: 'rule', rule: anyRule } }, presetsNow()),
)

/** A link to a rule's own page that keeps the scenario. */
export function RuleLink({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const address = useScenario(ruleAddress)
  return <a href={address.replace(`#/rule/${anyRule}`, `#/rule/${id}`)}>{children}</a>
}

/** A link from there back to the story of the scenario. */
export function StoryLink({ children }: { readonly children: ReactNode }) {
  const href = useScenario((state) => writeAddress({ ...state, view: { name: 'explore' } }, presetsNow()))
  return <a href={href}>{children}</a>
}
