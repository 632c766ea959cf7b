import { fixField, runField, situationField, type Fix, type SituationId } from './coherency-fields.ts'
import type { Field } from './decoded.ts'
import { ownField, type OwnScript } from './own-script.ts'
import { settingOf, type Scenario } from './schema.ts'
import { isId } from './view.ts'

type PolicyId = Scenario['policy']

/** What a view holds besides the scenario and what is picked. */
export interface Besides {
  /** Policies: the one with which the others are compared. */
  readonly than: PolicyId | null
  /** Diagnose: what was seen, and on which kernel. Explore: the latter, where a symptom led there. */
  readonly seen: string | null
  readonly on: PolicyId | null
  /** Explore and compare: what led there, a claim, a step of the thread or a symptom, `claim-s1a`, `thread-3`, `diagnose-sigbus`. */
  readonly from: string | null
  /** The fingerprint of the answer that the maker of the link saw. */
  readonly answer: string | null
  /** Explore: the situation that act 5 shows, what repairs are put into it, and which of its outcomes is replayed. */
  readonly situation: SituationId | null
  readonly fix: Fix | null
  readonly run: readonly string[] | null
  /** Explore: the script of accesses and maintenance that act 5 shows in place of its situations. */
  readonly own: OwnScript | null
  /** Compare: the second scenario. */
  readonly other: Scenario | null
}

export const nothingBesides: Besides = {
  than: null,
  seen: null,
  on: null,
  from: null,
  answer: null,
  situation: null,
  fix: null,
  run: null,
  own: null,
  other: null,
}

/** Whether act 5 shows the reader's own script in place of a situation. */
export const showsOwn = ({ situation, own }: Besides): boolean =>
  situation === 'own' || (situation === null && own !== null)

/** Whether an address asks to see something of act 5. */
export const asksOfCoherency = ({ situation, fix, run, own }: Besides): boolean =>
  situation !== null || fix !== null || run !== null || own !== null

const idField = (key: string, name: string): Field<string> => ({
  key,
  name,
  decode: (text) => {
    const id = text.toLowerCase()
    if (isId(id)) return { value: id }
    return { misread: { says: 'it is an id of at most 40 letters, digits and inner hyphens' } }
  },
  encode: (id) => id,
})

const policyField = (key: string, name: string): Field<PolicyId> => ({
  key,
  name,
  decode: settingOf('policy').decode,
  encode: (id) => id,
})

/** The letters of a fingerprint: none that is taken for another, and no punctuation. */
export const fingerprintLetters = '0123456789abcdefghjkmnpqrstvwxyz'
export const fingerprintLength = 6

const answerField: Field<string> = {
  key: 'a',
  name: 'The fingerprint of the answer',
  decode: (text) => {
    const value = text.toLowerCase()
    if (value.length === fingerprintLength && [...value].every((one) => fingerprintLetters.includes(one)))
      return { value }
    return { misread: { says: `it has ${fingerprintLength} letters and digits, and neither i, l, o nor u` } }
  },
  encode: (value) => value,
}

/** How each is written in an address, but for the second scenario. */
export const besidesFields = {
  than: policyField('than', 'The policy to compare with'),
  seen: idField('seen', 'What was seen'),
  on: policyField('on', 'The kernel that it was seen on'),
  from: idField('from', 'What led here'),
  answer: answerField,
  situation: situationField,
  fix: fixField,
  run: runField,
  own: ownField,
} as const

/** The same in the order in which they are written. */
export const besidesNames = [
  'than',
  'seen',
  'on',
  'from',
  'answer',
  'situation',
  'fix',
  'run',
  'own',
] as const satisfies readonly (keyof Besides)[]

/** Says that there is a second scenario where it differs in nothing, and has no key of its own: `b=a`. */
export const sameField: Field<true> = {
  key: 'b',
  name: 'The second scenario',
  decode: (text) =>
    text.toLowerCase() === 'a'
      ? { value: true }
      : {
          misread: {
            says: 'it is a, where it is like A; else it is told by the keys b. in which it differs',
          },
        },
  encode: () => 'a',
}

/** The key of a setting of the second scenario. */
export const otherKey = (key: string) => `b.${key}`
