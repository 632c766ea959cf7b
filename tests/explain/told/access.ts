import { properties } from '../../../src/explain/answer.ts'
import { badge } from '../../../src/explain/badge.ts'
import { byteHalves } from '../../../src/explain/encodings.ts'
import { panelOf } from '../../../src/explain/panel.ts'
import { registers, type Register } from '../../../src/explain/registers.ts'
import { asSentence, fill, plain } from '../../../src/explain/sentence.ts'
import { stage2Says } from '../../../src/explain/stage2-says.ts'
import type { Tells } from './story.ts'

/** A register or descriptor: its title and what each field says. */
export const registerTold = ({ title, value, fields }: Register): readonly string[] => [
  `${title}: ${value}`,
  ...fields.map(({ name, short, says }) => `${name}${short === undefined ? '' : ` (${short})`}: ${says}`),
]

/** Act 4: each property with its reasons, what is left open, and the registers. */
export const accessTold: Tells = ({ outcome: { access, kvm, scenario } }) => {
  if (!access) return []
  const { answers, open, inputs } = access
  return [
    ...properties.flatMap((property) => {
      const { label, words, stage1, result, whose, decided, before } = answers[property]
      const reason = (one: (typeof decided)[number]) => plain(fill(one.because, access.scenario))
      return [
        `${label}: ${words}, by ${whose}`,
        `${label}, codes: ${stage1 ?? '-'} ${stage2Says(access.scenario, property)} ${result ?? 'fault'}`,
        ...decided.map((one) => `${label}, because ${reason(one)}`),
        ...before.map((one) => `${label}, before that ${reason(one)}`),
      ]
    }),
    ...open.flatMap(({ status, says, others, matters }) => [
      `[${badge[status]}] ${plain(asSentence(says))}${matters ? '' : ' It does not matter here.'}`,
      ...others.map(({ choice, gives }) => `${choice}: ${gives}`),
    ]),
    ...registers(access, kvm).flatMap(registerTold),
    `MAIR byte, halves: ${byteHalves(access.scenario.mair, inputs).join(' | ')}`,
    `bar of a phone: ${panelOf(scenario).brief}`,
  ]
}

/** What the controls offer: every MemAttr, and MAIR bytes by name. */
export const controlsTold: Tells = ({ outcome: { scenario } }) => {
  const { memattr, mair } = panelOf(scenario)
  return [...memattr.map((says) => `MemAttr ${says}`), ...mair.map(([, says]) => `MAIR byte ${says}`)]
}
