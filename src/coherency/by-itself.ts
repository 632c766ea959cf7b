import { copyOf, hasCopy, isDirty, memoryOf, withClean, withoutCopy, writtenBack } from './line.ts'
import type { Possibilities } from './possibility.ts'

/** What happens without anyone's doing, any number of times before, between and after steps. */
export const byItself: Possibilities = {
  id: 'coherency-by-itself',
  title: 'What happens by itself',
  every: true,
  rules: [
    {
      id: 'coherency-drop',
      cite: ['cache-behavior'],
      says: 'The clean copy is dropped',
      because: 'nothing guarantees that a copy stays in the cache',
      when: (line) => hasCopy(line) && !isDirty(line),
      gives: withoutCopy,
    },
    {
      id: 'coherency-evict',
      cite: ['cache-behavior', 'mismatched-attributes'],
      says: 'The dirty copy is written to memory and dropped',
      because: 'an eviction overwrites memory, also what was written there around the cache',
      when: isDirty,
      gives: (line) => copyOf(line),
    },
    {
      id: 'coherency-write-out',
      cite: ['cache-behavior', 'mismatched-attributes'],
      says: 'The dirty copy is written to memory and stays, clean',
      because: 'nothing guarantees that a copy stays dirty',
      when: isDirty,
      gives: writtenBack,
    },
    {
      id: 'coherency-fill',
      cite: ['cache-behavior'],
      says: 'The line is filled from memory, clean',
      because:
        'what is mapped Normal Cacheable anywhere may be brought into the cache at any time, by speculation',
      needs: 'fill',
      when: (line) => !hasCopy(line),
      gives: (line) => withClean(line, memoryOf(line)),
    },
  ],
}
