import { joinWords, mostWords, wordsAt, type WordAt } from '../scenario/kinds/words-by-address.ts'
import type { ScenarioStore } from '../scenario/store.ts'

/** Sets a word of memory by hand, as a little-endian load sees it. Where no more are allowed, nothing changes. */
export function putWord(store: ScenarioStore, word: WordAt): void {
  const { scenario, set } = store.getState()
  const now = wordsAt(scenario.desc)
  const isNew = now.every(({ address }) => address !== word.address)
  if (isNew && now.length >= mostWords) return
  set('desc', joinWords([...now, word]))
}

/** Takes back what the hand did to the word at an address; the others stay. */
export function takeBack(store: ScenarioStore, address: number): void {
  const { scenario, set } = store.getState()
  set('desc', joinWords(wordsAt(scenario.desc).filter((word) => word.address !== address)))
}
