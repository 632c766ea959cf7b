import { putWord } from './hand-words.ts'
import { findSetting } from '../scenario/schema.ts'
import type { ScenarioStore } from '../scenario/store.ts'

/**
 * Flips one bit of a setting; `id` is `<key>.<bit>`, or `desc_<address>_<word>.<bit>` for a descriptor in memory, with
 * `_be` behind the word where hardware reads it big-endian.
 */
export function flipBit(store: ScenarioStore, id: string): void {
  const [key = '', bit = ''] = id.split('.')
  if (key.startsWith('desc_')) return setWord(store, key, Number(bit))
  const setting = findSetting(key)
  if (!setting) throw new RangeError(`${id}: there is no setting ${key}`)
  const value = store.getState().scenario[setting.key]
  const flipped = typeof value === 'number' ? value ^ (1 << Number(bit)) : !value
  store.getState().setMany({ [setting.key]: flipped })
}

/**
 * Sets a word of memory by hand to what it is with one bit of the descriptor turned over. Where hardware reads it
 * big-endian, its bytes lie in memory the other way round.
 */
function setWord(store: ScenarioStore, word: string, bit: number): void {
  const [, address = '', value = '', order] = word.split('_')
  const inMemory = 1n << BigInt(order === 'be' ? bit ^ 0b111000 : bit)
  putWord(store, { address: Number(address), value: BigInt(value) ^ inMemory })
}
