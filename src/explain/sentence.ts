import { findSetting, type Scenario, type SettingKey } from '../scenario/schema.ts'
import { isSettingKey } from './keys.ts'

/** A run of words; one that names a setting, or a flag of one, can light its control. */
export interface Phrase {
  readonly text: string
  /** Key of the setting, or `<key>-<flag>`. */
  readonly setting?: string
}

export type Sentence = readonly Phrase[]

/** A setting with its present value: `HCR_EL2.FWB 1`, `MAIR byte 0xff`; a choice by its label alone. */
export function inWords(key: SettingKey, scenario: Scenario): string {
  const setting = findSetting(key)
  const value = setting?.values.find((allowed) => allowed.value === scenario[key])
  if (setting?.kind === 'choice' || setting?.group === 'choices') return value?.label ?? ''
  return `${setting?.name} ${value?.address ?? ''}`
}

/** Splits a text at its `{key}` marks and puts the settings' names and values there. @throws RangeError for an unknown key. */
export function fill(template: string, scenario: Scenario): Sentence {
  return template
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? named(part.slice(1, -1), scenario) : { text: part }))
}

function named(key: string, scenario: Scenario): Phrase {
  if (!isSettingKey(key)) throw new RangeError(`a rule names {${key}}, which is no setting`)
  return { text: inWords(key, scenario), setting: key }
}

export const plain = (sentence: Sentence) => sentence.map(({ text }) => text).join('')
export const say = (text: string): Sentence => [{ text }]

/** A name of C source at the beginning: a function with its parentheses, or a word with an underscore. */
const cName = /^\w+(_\w|\()/

/** A clause as a sentence begins with it. */
export const firstLetterUp = (text: string) =>
  cName.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)

/** A name as it stands within a sentence: `the plan of 16 April`, `Linux 7.3`. */
export const withinSentence = (name: string) => name.replace(/^The /, 'the ')

/** The same words with a capital first and a full stop last. */
export function asSentence(words: Sentence): Sentence {
  const [head, ...rest] = words
  if (!head) return words
  return [{ ...head, text: firstLetterUp(head.text) }, ...rest, { text: '.' }]
}

/** A whole sentence as one of several that something else parts: without its full stop. */
export const withoutStop = (sentence: Sentence): Sentence =>
  sentence.at(-1)?.text === '.' ? sentence.slice(0, -1) : sentence
