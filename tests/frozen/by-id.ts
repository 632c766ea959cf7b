import { findChecks } from '../../src/explain/kvm/find-checks.ts'
import type { Address } from '../../src/scenario/address.ts'
import { fixField } from '../../src/scenario/coherency-fields.ts'
import { findSetting, type Scenario } from '../../src/scenario/schema.ts'

/** An address that names an id, for every id of a kind in the list of ids. */
interface ById {
  readonly kind: string
  readonly address: (id: string) => string
  /** What the page shows there. */
  readonly opens: RegExp
  /** The id as the state holds it, where what is opened does not tell. */
  readonly holds?: (read: Address, id: string) => string | null
}

const whole = (what: string) => new RegExp(`^${what}$`)

const policyOf = (check: string) => findChecks(check)[0]?.policy.id ?? ''

/** What stands before the `=` of an id that has a value, and behind it. */
const before = (id: string) => id.slice(0, id.indexOf('='))

/** A setting with its value, as an address writes it. */
const written = (key: string, scenario: Scenario): string => {
  const setting = findSetting(key)
  return setting ? `${key}=${setting.encode(scenario[setting.key])}` : ''
}

/** The forms in which addresses name ids. They are frozen as well: a change here changes what links mean. */
export const byId: readonly ById[] = [
  { kind: 'rule', address: (id) => `#/rule/${id}`, opens: whole('rule') },
  { kind: 'check', address: (id) => `#/rule/${id}`, opens: whole('check') },
  {
    kind: 'check',
    address: (id) => `#/explore?v=2&policy=${policyOf(id)}&pick=${id}`,
    opens: whole('story, check'),
  },
  { kind: 'setting', address: (id) => `#/explore?v=2&pick=${id}`, opens: whole('story, setting') },
  {
    kind: 'pick',
    address: (id) => `#/explore?v=2&pick=${id}`,
    opens: whole('story, (property|field of PAR_EL1|flag|alias|read|moment)'),
  },
  {
    kind: 'fold',
    address: (id) => `#/explore?v=2&open=${id}`,
    opens: whole('story'),
    holds: ({ open }) => open.join('+'),
  },
  {
    kind: 'policy',
    address: (id) => `#/policies?v=2&than=${id}`,
    opens: whole('policies'),
    holds: ({ besides }) => besides.than,
  },
  {
    kind: 'preset',
    address: (id) => `#/explore?v=2&p=${id}`,
    opens: whole('story'),
    holds: ({ preset }) => preset,
  },
  {
    kind: 'situation',
    address: (id) => `#/explore?v=2&sit=${id}`,
    opens: /^story, (situation [a-z. -]+|own script)$/,
    holds: ({ besides }) => besides.situation,
  },
  {
    kind: 'fix',
    address: (id) => `#/explore?v=2&fix=${id}`,
    opens: /^story, situation /,
    holds: ({ besides: { fix } }) => fix && fixField.encode(fix),
  },
  { kind: 'claim', address: (id) => `#/claims/${before(id)}`, opens: whole('claims, claim') },
  {
    kind: 'claim',
    address: (id) => `#/explore?v=2&from=claim-${before(id)}`,
    opens: whole('story, from a claim'),
  },
  { kind: 'thread-step', address: (id) => `#/thread/${before(id)}`, opens: /^thread, (?!nothing)/ },
  {
    kind: 'thread-step',
    address: (id) => `#/explore?v=2&from=thread-${before(id)}`,
    opens: whole('story, from a step'),
  },
  { kind: 'event', address: (id) => `#/policies?v=2&pick=${id}`, opens: whole('policies, event') },
  { kind: 'symptom', address: (id) => `#/diagnose?v=2&seen=${id}`, opens: whole('diagnose, symptom') },
  {
    kind: 'symptom',
    address: (id) => `#/explore?v=2&from=diagnose-${id}`,
    opens: whole('story, from a symptom'),
  },
  ...['value', 'default'].flatMap((kind): readonly ById[] => [
    {
      kind,
      address: (id) => `#/explore?v=2&${id}`,
      opens: whole('story'),
      holds: ({ scenario }, id) => written(before(id), scenario),
    },
    {
      kind,
      address: (id) => `#/compare?v=2&b.${id}`,
      opens: /scenario/,
      holds: ({ scenario, besides: { other } }, id) => written(before(id), other ?? scenario),
    },
  ]),
]
