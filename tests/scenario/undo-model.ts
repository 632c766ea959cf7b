import { isDeepStrictEqual } from 'node:util'
import type { Address } from '../../src/scenario/address.ts'
import type { Besides } from '../../src/scenario/besides.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

/** What undo takes back and redo makes again. */
interface Choice {
  readonly scenario: Scenario
  readonly preset: string | null
  readonly other: Besides['other']
  readonly own: Besides['own']
}

const choiceOf = ({ scenario, preset, besides: { other, own } }: Address): Choice => ({
  scenario,
  preset,
  other,
  own,
})

const withoutWords = (choice: Choice) => ({
  ...choice,
  scenario: { ...choice.scenario, title: '', note: '' },
})

/** How many edits can be undone. */
const limit = 200

/** A letter that follows the last one sooner than this, in ms, belongs to the same edit. */
const pause = 1000

/** The history of edits as a reader knows it: all that was chosen, in order, and the place in it. */
export class UndoModel {
  now: Address
  private choices: readonly Choice[]
  private at = 0
  /** When the last letter of a text came, if nothing was edited, undone or redone since. */
  private lastLetter = -Infinity

  constructor(start: Address) {
    this.now = start
    this.choices = [choiceOf(start)]
  }

  get canUndo(): boolean {
    return this.at > 0
  }

  get canRedo(): boolean {
    return this.at < this.choices.length - 1
  }

  /** The reader comes to `next`, by an edit or otherwise, at a time in ms. */
  goTo(next: Address, time: number): void {
    const [before, after] = [choiceOf(this.now), choiceOf(next)]
    this.now = next
    if (isDeepStrictEqual(before, after)) return
    const isLetter = isDeepStrictEqual(withoutWords(before), withoutWords(after))
    const goesOn = isLetter && time - this.lastLetter < pause
    this.lastLetter = isLetter ? time : -Infinity
    const past = this.choices.slice(0, goesOn ? this.at : this.at + 1)
    const isBack = goesOn && isDeepStrictEqual(past.at(-1), after)
    if (isBack) this.lastLetter = -Infinity
    this.choices = isBack ? past : [...past, after].slice(-limit - 1)
    this.at = this.choices.length - 1
  }

  undo(): void {
    if (this.canUndo) this.stepTo(this.at - 1)
  }

  redo(): void {
    if (this.canRedo) this.stepTo(this.at + 1)
  }

  /** What is chosen comes back. All else stays, but for what was said of the answer or of an outcome that is gone. */
  private stepTo(at: number): void {
    const choice = this.choices[at]
    if (!choice) return
    const { scenario, preset, other, own } = choice
    const { besides } = this.now
    const run = isDeepStrictEqual(own, besides.own) ? besides.run : null
    this.at = at
    this.lastLetter = -Infinity
    this.now = { ...this.now, scenario, preset, besides: { ...besides, answer: null, other, own, run } }
  }
}
