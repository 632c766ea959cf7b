import type { Sentence } from './sentence.ts'

/** Reads `the VMA is [cacheable](pgprot)` as words of which some light a control. */
export function marked(text: string): Sentence {
  return text
    .split(/(\[[^\]]+\]\([\w-]+\))/)
    .filter((part) => part !== '')
    .map((part) => {
      const [, words, setting] = /^\[([^\]]+)\]\(([\w-]+)\)$/.exec(part) ?? []
      return words !== undefined && setting !== undefined ? { text: words, setting } : { text: part }
    })
}
