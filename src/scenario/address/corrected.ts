import type { Preset } from '../preset.ts'
import type { Address } from './address.ts'
import type { Dropped } from './dropped.ts'
import { writeAddress } from './write.ts'

/**
 * The address of the present state with one dropped piece put right: `word`, one of its near spellings, takes
 * the place of the value, or of the key or the page where that was misspelled.
 */
export function corrected(of: Address, piece: Dropped, word: string, presets: readonly Preset[]): string {
  const key = piece.key.toLowerCase()
  const unknown = of.unknown.filter((kept) => kept.key !== key)
  const [path, query = ''] = writeAddress({ ...of, unknown }, presets).split('?')
  if (piece.why === 'view') return query === '' ? `#/${word}` : `#/${word}?${query}`
  const [right, value] = isOfKey(piece) ? [word, piece.raw] : [key, word]
  const others = query.split('&').filter((pair) => pair !== '' && !pair.startsWith(`${right}=`))
  return `${path}?${[...others, `${right}=${value}`].join('&')}`
}

/** Whether the report is about the key, not about its value. */
const isOfKey = ({ why }: Dropped) => why === 'key' || why === 'newer'
