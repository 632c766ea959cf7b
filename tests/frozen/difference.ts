import { readList, textOf, updates, writeList, type Entries, type ListName } from './list.ts'

/** As many lines as a complaint quotes of each kind. */
const quoted = 10

/** What has become of a list, in the order of a complaint. */
interface Difference {
  readonly gone: readonly string[]
  readonly added: readonly string[]
  readonly changed: readonly string[]
}

/** Tells more of an entry that changed than its two values. */
type Explain = (key: string, was: string) => string

function differenceOf(frozen: Entries, now: Entries, explain: Explain): Difference {
  const told = (key: string) => {
    const [was, is] = [frozen.get(key) ?? '', now.get(key) ?? '']
    return [key, `    was ${was}`, `    is  ${is}`, ...[explain(key, was)].filter(Boolean)].join('\n')
  }
  const both = [...frozen.keys()].filter((key) => now.has(key))
  return {
    gone: [...frozen.keys()].filter((key) => !now.has(key)),
    added: [...now.keys()].filter((key) => !frozen.has(key)),
    changed: both.filter((key) => frozen.get(key) !== now.get(key)).map(told),
  }
}

function part(what: string, all: readonly string[]): readonly string[] {
  if (all.length === 0) return []
  const more = all.length > quoted ? [`  and ${all.length - quoted} more`] : []
  return [`${all.length} ${what}:`, ...all.slice(0, quoted).map((one) => `  ${one}`), ...more]
}

/** Says in words how a list differs from what is so now; nothing where it does not. */
export function differenceInWords(
  frozen: Entries,
  now: Entries,
  explain: Explain = () => '',
): readonly string[] {
  const { gone, added, changed } = differenceOf(frozen, now, explain)
  return [
    ...part('no longer there', gone),
    ...part('there, and not in the list', added),
    ...part('changed', changed),
  ]
}

const howToChange =
  'What others may name is frozen. If the change is meant: npm run test:update -- tests/frozen, and a line in tests/frozen/changes.md that says why.'

/** What is wrong with a list, in words; nothing if it is as it is now. Where UPDATE is 1 it is written first. */
export function complaintsAbout(name: ListName, now: Entries, explain?: Explain): string {
  if (updates) writeList(name, now)
  const found = differenceInWords(readList(textOf(name)), now, explain)
  return found.length === 0 ? '' : [`tests/frozen/${name}:`, ...found, howToChange].join('\n')
}
