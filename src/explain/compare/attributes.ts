import type { Property } from '../../arch/rule.ts'
import { properties } from '../answer.ts'
import type { AccessAnswer } from '../access.ts'
import { bin, hex8, typeName } from '../words.ts'
import { fact, type Aspect, type Fact } from './fact.ts'
import { ofDecision, type Why } from './why.ts'

const made =
  (of: (access: AccessAnswer) => Fact | null): Aspect['of'] =>
  ({ access }) =>
    access && of(access)

const nouns: Readonly<Record<Property, string>> = {
  type: 'final type',
  hints: 'final allocation hints',
  shareability: 'final shareability',
  tags: 'final tagging',
  'xs-attr': 'final XS attribute',
}

const decidedBy = (access: AccessAnswer, property: Property): readonly Why[] =>
  access.answers[property].decided.map((decision) => ofDecision(access.scenario, decision))

/** What stage 1 gave as a type, and the row that gave it. */
function stage1(access: AccessAnswer): Fact | null {
  const { s1 } = access.attributes
  if (!s1) return null
  const gave = access.decisions.findLast(
    ({ table, rule }) =>
      (table.id === 'mair-byte' || table.id.startsWith('s1-')) && table.of.includes('type') && !rule.keeps,
  )
  return fact(typeName(s1), ...(gave ? [ofDecision(access.scenario, gave)] : []))
}

const ofProperty = (property: Property): Aspect => ({
  id: `final-${property}`,
  noun: nouns[property],
  of: made((access) =>
    access.attributes.final ? fact(access.answers[property].words, ...decidedBy(access, property)) : null,
  ),
})

/** How PAR_EL1 reports the result, with the rows that encode it. */
function par(access: AccessAnswer): Fact | null {
  const reported = access.attributes.par
  if (!reported) return null
  const rows = access.decisions.filter(({ table }) => table.id === 'par-attr' || table.id === 'par-sh')
  return fact(
    `ATTR ${hex8(reported.attr)}, SH ${bin(reported.sh, 2)}`,
    ...rows.map((row) => ofDecision(access.scenario, row)),
  )
}

/** Act 4: the attributes of the access, property by property. */
export const attributeAspects: readonly Aspect[] = [
  { id: 'stage-1-type', noun: 'type that stage 1 gives', of: made(stage1) },
  {
    id: 'access-fault',
    noun: 'fault of the access',
    of: made((access) => {
      const { fault } = access.attributes
      return fault
        ? fact(`${fault.type} fault, stage ${fault.stage}`, ...decidedBy(access, 'type'))
        : fact('none')
    }),
  },
  ...properties.map(ofProperty),
  { id: 'par', noun: 'PAR_EL1 report', of: made(par) },
]
