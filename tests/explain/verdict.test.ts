import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { resolve as resolveStory, type Outcome } from '../../src/explain/resolve.ts'
import { asSentence, plain } from '../../src/explain/sentence.ts'
import { tokenOf } from '../../src/explain/token.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { complaints, verdictsFile } from '../diagrams/golden.ts'
import { told as toldScenarios } from '../diagrams/scenarios.ts'
import { accessScenario, defaults, resolve } from './by-hand.ts'
import { line, sentence } from './one-sentence.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'

/** A scenario and all that the page says of it above the diagram. */
const told = ([name, outcome]: readonly [string, Outcome]) =>
  [
    `${name}`,
    `  ${plain(outcome.verdict)}`,
    ...outcome.consequences.map((one) => `  ${plain(one)}.`),
    ...(outcome.access?.open ?? []).map(({ status, says, others }) =>
      [
        `  [${status}] ${plain(asSentence(says))}`,
        ...others.map(({ choice, gives }) => `    ${choice}: ${gives}`),
      ].join('\n'),
    ),
  ].join('\n')

/** What is said of accesses, told once for all that is asked of it. */
const said = fc.sample(accessScenario, sweep(5_000)).map((scenario) => {
  const { verdict, consequences, answers, attributes } = resolve(scenario)
  const result = attributes.fault ? 'Permission fault at stage' : answers.type.words
  return { scenario, verdict: plain(verdict), result, consequences: consequences.map(plain) }
})

const ofAllSaid = (holds: (of: (typeof said)[number]) => void) => {
  ofEvery(said, ({ scenario }) => scenario, holds)
}

describe('the verdict', () => {
  test.each(presets)('of $id is one sentence', (preset) => {
    expect(plain(resolveStory(baseScenario(preset)).verdict)).toMatch(sentence)
  })

  test('of any scenario is one sentence that says the result', () => {
    ofAllSaid(({ verdict, result }) => {
      expect(verdict).toMatch(sentence)
      expect(verdict).toContain(result)
    })
  })

  test('and what follows from it are as they were stored', () => {
    const text = toldScenarios.map(([name, scenario]) => told([name, resolveStory(scenario)])).join('\n\n')
    expect(complaints(verdictsFile, `${text}\n`).join('\n')).toBe('')
  })
})

test('the consequences are sentences without their full stops', () => {
  ofAllSaid(({ consequences }) => {
    for (const one of consequences) expect(`${one}.`).toMatch(line)
  })
})

test('a token is the type, two where the fields differ, the outer first, or a fault', () => {
  const token = (changes: Partial<Scenario>) => tokenOf(resolve({ ...defaults, ...changes }).attributes)
  expect(token({})).toEqual(['WB'])
  expect(token({ mair: 0x4f, memattr: 0b0111 })).toEqual(['NC', 'WB'])
  expect(token({ memattr: 0b0001 })).toEqual(['nGnRE'])
  expect(token({ acc: 'x', mair: 0x04, fetchdev: 'fault' })).toEqual(['fault'])
})
