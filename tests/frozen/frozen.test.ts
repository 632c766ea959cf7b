import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sweep } from '../sweep.ts'
import { differenceInWords } from './difference.ts'
import { readList, textOf, withEntries, type Entries } from './list.ts'
import { digestOf, reasonsFile, unexplained, unreadableReasons } from './reasons.ts'

const list = '# What it is.\nrule a\ncheck b\n'
const today = '2026-12-01'
const reasonFor = (text: string, reasons: string) =>
  (unexplained('ids.txt', text, reasons, today).split('\n')[1] ?? '').replace(
    '...',
    'A reason in a sentence.',
  )

const names = Array.from({ length: 12 }, (_, at) => `rule r${at}`)

const anyEntries: fc.Arbitrary<Entries> = fc
  .shuffledSubarray(names)
  .chain((keys) =>
    fc.tuple(...keys.map((key) => fc.constantFrom('', 'a', 'b').map((value) => [key, value] as const))),
  )
  .map((entries) => new Map(entries))

const textOfEntries = (entries: Entries) => withEntries('# What it is.\n', entries)

describe('a list', () => {
  test('names what is gone, what is new and what has changed', () => {
    const frozen = new Map([
      ['rule a', ''],
      ['rule b', ''],
      ['#/explore', 'aaaaaa'],
    ])
    const now = new Map([
      ['rule a', ''],
      ['rule c', ''],
      ['#/explore', 'aaaaab'],
    ])
    expect(differenceInWords(frozen, now, () => '    the leaf is another')).toEqual([
      '1 no longer there:',
      '  rule b',
      '1 there, and not in the list:',
      '  rule c',
      '1 changed:',
      '  #/explore\n    was aaaaaa\n    is  aaaaab\n    the leaf is another',
    ])
    expect(differenceInWords(now, now)).toEqual([])
  })

  test('quotes ten lines of many', () => {
    const many = new Map(Array.from({ length: 13 }, (_, at) => [`rule r${at}`, ''] as const))
    const said = differenceInWords(many, new Map())
    expect(said.slice(0, 2)).toEqual(['13 no longer there:', '  rule r0'])
    expect(said.slice(-2)).toEqual(['  rule r9', '  and 3 more'])
  })

  test('that is written with other entries holds them, and keeps its remarks and the order of what stays', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (before, after) => {
        const written = withEntries(`# What it is.\n\n# A part\n${textOfEntries(before)}`, after)
        expect(new Map(readList(written))).toEqual(new Map(after))
        expect(written.split('\n').filter((line) => line.startsWith('# '))).toHaveLength(3)
        const kept = [...before.keys()].filter((key) => after.has(key))
        expect([...readList(written).keys()].filter((key) => before.has(key))).toEqual(kept)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('cannot hold a name twice', () => {
    expect(() => readList('rule a\nrule a\n')).toThrow('the list holds rule a twice')
  })
})

describe('a change', () => {
  test('has no reason until the line for it is added', () => {
    const first = reasonFor(list, '')
    expect(first).toMatch(/^- 2026-12-01 `ids\.txt` `[0-9a-f]{12}`: A reason in a sentence\.$/)
    expect(unexplained('ids.txt', list, first, today)).toBe('')
    const changed = list.replace('rule a', 'rule c')
    expect(unexplained('ids.txt', changed, first, today)).toContain('tests/frozen/ids.txt changed')
    const second = reasonFor(changed, first)
    expect(unexplained('ids.txt', changed, `${first}\n${second}`, today)).toBe('')
    expect(unexplained('ids.txt', list, `${first}\n${second}`, today)).not.toBe('')
    expect(unexplained('addresses.tsv', list, first, today)).not.toBe('')
  })

  test('of any lines changes the digest, and their order does not', () => {
    fc.assert(
      fc.property(anyEntries, anyEntries, (one, other) => {
        const isSame = JSON.stringify([...one].toSorted()) === JSON.stringify([...other].toSorted())
        expect(digestOf(textOfEntries(one)) === digestOf(textOfEntries(other))).toBe(isSame)
        expect(digestOf(textOfEntries(new Map([...one].toReversed())))).toBe(digestOf(textOfEntries(one)))
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('on each of two branches has a reason, and together they need no more', () => {
    const first = reasonFor(list, '')
    const one = reasonFor(`${list}rule c\n`, first)
    const other = reasonFor(list.replace('check b', 'check d'), first)
    const merged = `${list.replace('check b', 'check d')}rule c\n`
    expect(unexplained('ids.txt', merged, [first, one, other].join('\n'), today)).toBe('')
  })

  test('with no reason, no day or no digest is not explained', () => {
    const line = '- 2026-12-01 `ids.txt` `0123456789ab`: A reason in a sentence.'
    const without = [
      line.replace('A reason in a sentence.', '...'),
      line.replace('2026-12-01', 'today'),
      line.replace('0123456789ab', '0123'),
      line.replace('`ids.txt` ', ''),
    ]
    expect(unreadableReasons([line, ...without].join('\n'))).toEqual(without)
  })
})

test('every line of the reasons has a day, a list, the digest of a change and a reason', () => {
  expect(unreadableReasons(textOf(reasonsFile))).toEqual([])
})
