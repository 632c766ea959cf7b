import { choice } from '../kinds/choice.ts'

export const acc = choice({
  key: 'acc',
  group: 'access',
  label: 'Access',
  options: [
    { value: 'r', label: 'data' },
    { value: 'x', label: 'fetch' },
  ],
  initial: 'r',
  cite: ['s1-translate', 's2-translate'],
})
