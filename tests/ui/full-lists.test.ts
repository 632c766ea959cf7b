import * as fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { ownAnswer } from '../../src/explain/coherency/own-answer.ts'
import { vmaKinds } from '../../src/content/vma-kinds.ts'
import { emptyAddress } from '../../src/scenario/address.ts'
import { joinWords, mostWords, wordsAt } from '../../src/scenario/kinds/words-by-address.ts'
import {
  mostOwnSteps,
  ownAgents,
  ownField,
  ownValues,
  type OwnScript,
  type OwnStep,
} from '../../src/scenario/own-script.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { createScenarioStore } from '../../src/scenario/store.ts'
import { OwnScript as Editor } from '../../src/ui/coherency/OwnScript.tsx'
import { doing, doneBy, movedStep, withoutStep, withStep } from '../../src/ui/coherency/own-edits.ts'
import { putWord, takeBack } from '../../src/ui/hand-words.ts'
import { asked } from '../explain/coherency/asked.ts'
import { ownOf } from '../scenario/arbitrary.ts'
import { sweep } from '../sweep.ts'

const full = ownOf(mostOwnSteps, mostOwnSteps)
const place = fc.nat({ max: mostOwnSteps - 1 })
const deed = fc.constantFrom('read' as const, 'write' as const, 'clean' as const, 'cleaninv' as const)

const nothing = () => undefined

const own = (text: string): OwnScript => ownField.decode(text).value ?? expect.fail(text)

/** The step at a place of a script that is full. */
const stepOf = ({ steps }: OwnScript, at: number): OwnStep => steps[at] ?? expect.fail('no step')

describe('a script of one’s own that is full', () => {
  test('has every step changed, moved and removed as one that is not, and stays one that an address holds', () => {
    fc.assert(
      fc.property(full, place, place, deed, fc.constantFrom(...ownAgents), (own, at, to, what, by) => {
        const step = stepOf(own, at)
        const edits: readonly OwnScript[] = [
          withStep(own, at, doing(step, what, 'd')),
          withStep(own, at, doneBy(step, by)),
          movedStep(own, at, to),
        ]
        for (const edited of edits) {
          expect(edited.steps).toHaveLength(mostOwnSteps)
          expect(ownField.decode(ownField.encode(edited))).toEqual({ value: edited })
        }
        expect(edits[0]?.steps[at]).toMatchObject({ by: step.by, do: what })
        expect(edits[1]?.steps[at]).toEqual({ ...step, by })
        expect(edits[2]?.steps[to]).toEqual(step)
        for (const edited of edits.slice(0, 2))
          expect(edited.steps.toSpliced(at, 1)).toEqual(own.steps.toSpliced(at, 1))
        expect(withoutStep(own, at).steps).toEqual(own.steps.toSpliced(at, 1))
      }),
      { numRuns: sweep(500) },
    )
  })

  test('has a control for each word of each step, none of them shut; only adding is refused, by a sentence', () => {
    const { aliases } = asked({ ...vmaKinds.anon.settings, fwb: false, mair: 0x44 })
    const html = (steps: number) => {
      const script = own(`a${'+vmm-w-b'.repeat(steps)}`)
      const answer = ownAnswer(aliases, script, { hits: false })
      return renderToStaticMarkup(
        createElement(Editor, { own: script, answer, run: [], onChange: nothing, onRun: nothing }),
      )
    }
    const selects = (of: string) =>
      [...of.matchAll(/<select[^>]*aria-label="Step[^>]*>/g)].map(([one]) => one)
    const [most, fewer] = [html(mostOwnSteps), html(mostOwnSteps - 1)]
    expect(selects(most)).toHaveLength(4 * mostOwnSteps)
    expect(selects(most).filter((one) => one.includes('disabled'))).toEqual([])
    expect(most).toContain('aria-disabled="true">Add a step<')
    expect(most).toContain('>A script has twelve steps at most.<')
    expect(fewer).toContain('<button type="button">Add a step<')
    expect(fewer).not.toContain('at most.')
  })

  test('can write every value in its last step', () => {
    for (const value of ownValues) {
      const { steps } = own(`a${'+guest-r'.repeat(mostOwnSteps - 1)}+guest-w-${value}-nc`)
      expect(steps.at(-1)).toEqual({ by: 'guest', do: 'write', value, as: 'NC' })
    }
  })
})

describe('a list of words by hand that is full', () => {
  const words = Array.from({ length: mostWords }, (_, at) => ({ address: at * 8, value: BigInt(at) }))
  const started = () =>
    createScenarioStore(() => [], { ...emptyAddress, scenario: { ...defaults, desc: joinWords(words) } })
  const wordsIn = (store: ReturnType<typeof started>) => wordsAt(store.getState().scenario.desc)

  test('still lets its own words change, and refuses another one', () => {
    for (const { address } of words) {
      const store = started()
      putWord(store, { address, value: 2n ** 64n - 1n })
      expect(wordsIn(store)).toEqual(
        words.map((word) => (word.address === address ? { address, value: 2n ** 64n - 1n } : word)),
      )
      putWord(store, { address: mostWords * 8, value: 1n })
      expect(wordsIn(store).map((word) => word.address)).toEqual(words.map((word) => word.address))
    }
  })

  test('takes another one once one is taken back', () => {
    const store = started()
    takeBack(store, 8)
    putWord(store, { address: 2 ** 52 - 8, value: 1n })
    expect(wordsIn(store)).toHaveLength(mostWords)
    expect(wordsIn(store).at(-1)).toEqual({ address: 2 ** 52 - 8, value: 1n })
    expect(wordsIn(store).some(({ address }) => address === 8)).toBe(false)
  })
})
