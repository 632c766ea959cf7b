import { text } from '../kinds/text.ts'

export const title = text({
  key: 'title',
  group: 'about',
  label: 'Title',
  limit: 120,
  lines: 'one',
  cite: [],
})

export const note = text({
  key: 'note',
  group: 'about',
  label: 'Note',
  limit: 2000,
  lines: 'many',
  cite: [],
})
