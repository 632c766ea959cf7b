import { wordsByAddress } from '../kinds/words-by-address.ts'

export const desc = wordsByAddress({
  key: 'desc',
  group: 'hand',
  label: 'Descriptors',
  name: 'The list of descriptors by hand',
  cite: ['vmsa-descriptors'],
})
