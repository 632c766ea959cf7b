import { describe, expect, test } from 'vitest'
import {
  emptyAddress,
  longestAddress,
  parseAddress,
  writeAddress,
  type Address,
} from '../../src/scenario/address.ts'
import { fixField, runField } from '../../src/scenario/coherency-fields.ts'
import { toBase64Url } from '../../src/scenario/address/base64url.ts'
import { nothingBesides } from '../../src/scenario/besides.ts'
import { quote } from '../../src/scenario/decoded.ts'
import { mostOwnSteps, ownField, type OwnStep } from '../../src/scenario/own-script.ts'
import { joinWords, mostWords, wordsAt } from '../../src/scenario/kinds/words-by-address.ts'
import { isAllowed, scenarioFrom } from '../../src/scenario/scenario.ts'
import { everySetting, settingOf, type SettingKey } from '../../src/scenario/schema.ts'
import type { Setting, Value } from '../../src/scenario/setting.ts'
import { nearest } from '../../src/scenario/spelling.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import { isId, threadSteps } from '../../src/scenario/view.ts'
import { somePresets } from './arbitrary.ts'

const parse = (fragment: string) => parseAddress(fragment, somePresets)

/** How many values a setting of each kind has, by the field that it is; a choice and a flag are told by their lists. */
const bitsOf: Partial<Record<SettingKey, number>> = {
  mair: 8,
  sh: 2,
  ap: 2,
  aptable: 2,
  memattr: 4,
  s2sh: 2,
  s2ap: 2,
  s2xn: 2,
  txsz: 6,
  t0sz: 6,
}

const lowest: Partial<Record<SettingKey, number>> = { gpa: 0, size: 1, hva: 0, addr: 0 }

/** The least and the greatest value of each setting that is a number. */
const ranges = everySetting.flatMap(({ key }): readonly (readonly [SettingKey, number, number])[] => {
  const bits = bitsOf[key]
  const least = lowest[key]
  if (bits !== undefined) return [[key, 0, 2 ** bits - 1]]
  return least === undefined ? [] : [[key, least, 2 ** 52 - 1]]
})

/** All ways to write a number. */
const writings = (n: number) => [
  String(n),
  `0x${n.toString(16)}`,
  `0X0${n.toString(16)}`,
  `0b${n.toString(2)}`,
]

describe('the range of a number', () => {
  test('is told of every setting whose values are numbers', () => {
    const numeric = everySetting.filter(({ initial }) => typeof initial === 'number').map(({ key }) => key)
    expect(ranges.map(([key]) => key)).toEqual(numeric)
  })

  test.each(ranges)('of %s is from %i to %i, in an address and in the store', (key, least, most) => {
    const setting: Setting = settingOf(key)
    for (const value of [least, least + 1, most - 1, most]) {
      expect(isAllowed(key, value)).toBe(true)
      for (const text of writings(value)) expect(setting.decode(text)).toEqual({ value })
      expect(setting.decode(setting.encode(value))).toEqual({ value })
    }
    for (const value of [least - 1, most + 1, -1, least + 0.5]) expect(isAllowed(key, value)).toBe(false)
    for (const beyond of [most + 1, ...(least > 0 ? [least - 1] : [])])
      for (const text of writings(beyond)) expect(setting.decode(text).value).toBeUndefined()
  })

  test.each(ranges)('of %s is said where it is left', (key, least, most) => {
    const setting: Setting = settingOf(key)
    const beyond = most + 1
    const [report] = parse(`#/explore?v=2&${key}=${beyond}`).dropped
    expect(report?.says.startsWith(`${setting.name} cannot be ${beyond}: it is `)).toBe(true)
    const told = setting.kind === 'count' ? String(most) : setting.encode(most)
    expect(report?.says).toContain(`${setting.kind === 'number' ? setting.encode(least) : '0'} to ${told}`)
  })

  test.each(everySetting.filter(({ kind }) => kind === 'bits' || kind === 'count'))(
    'of $key is the list of its values',
    ({ key, values }) => {
      const bits = bitsOf[key] ?? 0
      expect(values.map(({ value }) => value)).toEqual(Array.from({ length: 2 ** bits }, (_, n) => n))
    },
  )

  test.each(['txsz', 't0sz'] as const)('has neighbours one less and one more, within it: %s', (key) => {
    const { neighbours, values } = settingOf(key)
    for (const { value } of values)
      expect(neighbours?.(value)).toEqual(
        values.map((one) => one.value).filter((one) => Math.abs(one - value) === 1),
      )
  })
})

describe('a word of 64 bits', () => {
  const va = settingOf('va')

  test('has 1 to 16 digits, in any case and with underscores, and is kept without leading zeros', () => {
    for (let digits = 1; digits <= 16; digits += 1) {
      const all = `0x${'f'.repeat(digits)}`
      expect(va.decode(all)).toEqual({ value: all })
      expect(va.decode(`0X${'F'.repeat(digits)}`)).toEqual({ value: all })
      expect(va.decode(`0x${'0'.repeat(16 - digits)}${'1'.repeat(digits)}`).value).toBe(
        `0x${'1'.repeat(digits)}`,
      )
      expect(isAllowed('va', all)).toBe(true)
      expect(isAllowed('va', `0x0${'f'.repeat(digits)}`)).toBe(false)
    }
    expect(va.decode('0xffff_8000_8a3c_5a40').value).toBe('0xffff80008a3c5a40')
    expect(va.decode('0x0000').value).toBe('0x0')
    expect(isAllowed('va', '0x0')).toBe(true)
  })

  test('is refused with no digit, 17 digits, another digit, another base', () => {
    for (const text of ['0x', `0x${'f'.repeat(17)}`, '0xg', 'ff', '0b1', '', ' 0x1', '0x1 ', 'x0x1'])
      expect([text, va.decode(text).value, isAllowed('va', text)]).toEqual([text, undefined, false])
    for (const text of ['0X1', '0xF', '0x01', '0x00']) expect(isAllowed('va', text)).toBe(false)
  })
})

/** So many words, as far up as they go. */
const wordsUpTo = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    address: 2 ** 52 - 8 * (count - at),
    value: 2n ** 64n - 1n,
  }))

describe('words by hand', () => {
  const { decode } = settingOf('desc')

  test('are 32 at most; of more the first 32 are used, and the report counts them', () => {
    expect(mostWords).toBe(32)
    for (const count of [31, 32]) {
      const written = joinWords(wordsUpTo(count))
      expect(decode(written)).toEqual({ value: written })
      expect(isAllowed('desc', written)).toBe(true)
      expect(wordsAt(written)).toEqual(wordsUpTo(count))
    }
    const more = joinWords(wordsUpTo(33))
    expect(isAllowed('desc', more)).toBe(false)
    expect(decode(more)).toEqual({
      value: joinWords(wordsUpTo(33).slice(0, 32)),
      misread: { says: 'it has 33 words, and 32 are allowed' },
    })
  })

  test('stand at a multiple of 8 below 2^52, and have 64 bits', () => {
    for (const good of ['0x0_0x0', '0x8_0x1', '0xffffffffffff8_0xffffffffffffffff'])
      expect([decode(good), isAllowed('desc', good)]).toEqual([{ value: good }, true])
    for (const bad of [
      ...[1, 2, 4, 7, 9].map((at) => `0x${at.toString(16)}_0x0`),
      '0xfffffffffffff_0x0',
      '0x10000000000000_0x0',
      '0x8_0x10000000000000000',
      '0x8_0x',
      '0x_0x8',
      '0x8',
      '0x8_8',
      '8_0x8',
      'x0x8_0x0',
      '0x8_0x0x',
      'none+none',
    ])
      expect([bad, decode(bad).value, isAllowed('desc', bad)]).toEqual([bad, undefined, false])
  })

  test('are kept in the order of their addresses, the last one of each; in capitals and by any separator', () => {
    const kept = '0x8_0x2+0x10_0xab+0x100_0x0'
    for (const text of [
      '0x100_0x0+0x10_0xab+0x8_0x1+0x8_0x2',
      '0X10_0XAB,0x100_0x0,0x8_0x2',
      '0x008_0x02 0x10_0xab 0x100_0x00',
    ]) {
      expect(decode(text)).toEqual({ value: kept })
      expect(isAllowed('desc', text)).toBe(false)
    }
    expect(decode('NONE')).toEqual({ value: 'none' })
    expect(wordsAt('none')).toEqual([])
    expect(joinWords([])).toBe('none')
  })

  test('keep the good ones beside a bad one, which is located', () => {
    const text = '0x8_0x2+0x9_0x0+0x10_0x1'
    const { value, misread } = decode(text)
    expect(value).toBe('0x8_0x2+0x10_0x1')
    expect(text.slice(...(misread?.bad ?? []))).toBe('0x9_0x0')
  })
})

describe('a text', () => {
  const texts = [
    ['title', 120],
    ['note', 2000],
  ] as const
  const pieces = ['a', '\u00e9', '\u20ac', '\u{1f600}']

  test.each(texts)('of %s has at most %i characters', (key, limit) => {
    const setting = settingOf(key)
    expect(setting.limit).toBe(limit)
    for (const piece of pieces) {
      const full = piece.repeat(limit / piece.length)
      expect(isAllowed(key, full)).toBe(true)
      expect(setting.decode(toBase64Url(full))).toEqual({ value: full })
      expect(setting.tidy(full)).toBe(full)
      const more = `${full}b`
      expect(isAllowed(key, more)).toBe(false)
      expect(setting.decode(toBase64Url(more))).toEqual({
        misread: { says: `it has ${limit + 1} characters, and ${limit} are allowed` },
      })
      expect(setting.tidy(more)).toBe(full)
    }
    expect(setting.tidy(`${'a'.repeat(limit - 1)}\u{1f600}`)).toBe('a'.repeat(limit - 1))
  })

  /** One of each kind that is banned, and their ends where they are a range. */
  const banned = [
    '\0',
    '\r',
    '\u001f',
    '\u007f',
    '\u009f',
    '\u202a',
    '\u202e',
    '\u2066',
    '\u2069',
    '\ud800',
    '\udfff',
  ]
  const breaks = ['\n', '\t']
  const separators = ['\u2028', '\u2029']
  const kept = ['\u202f', '\u2065', '\u206a', '\u2030', '\u{1f600}', '\u00a0']

  test('of a note may have lines and tabs, of a title not; neither has what turns the text around', () => {
    const cleaned = (key: 'title' | 'note', bad: string) => [
      isAllowed(key, `a${bad}b`),
      settingOf(key).tidy(`a${bad}b${bad}`),
    ]
    for (const bad of banned) {
      expect(cleaned('title', bad)).toEqual([false, 'ab'])
      expect(cleaned('note', bad)).toEqual([false, 'ab'])
    }
    for (const bad of [...breaks, ...separators]) {
      expect(cleaned('title', bad)).toEqual([false, 'ab'])
      expect(cleaned('note', bad)).toEqual([true, `a${bad}b${bad}`])
    }
    for (const good of kept)
      for (const key of ['title', 'note'] as const)
        expect(cleaned(key, good)).toEqual([true, `a${good}b${good}`])
  })
})

describe('what act 5 is asked', () => {
  const step = (n: number) => Array.from({ length: n }, () => 'guest-r')

  test('of a script of one’s own has 12 steps at most', () => {
    expect(mostOwnSteps).toBe(12)
    for (const n of [11, 12])
      expect(ownField.decode(`a+${step(n).join('+')}`)).toMatchObject({ value: { steps: { length: n } } })
    expect(ownField.decode(`a+${step(12).join('+')}`).misread).toBeUndefined()
    const { value, misread } = ownField.decode(`a+${step(13).join('+')}`)
    expect(value?.steps).toHaveLength(12)
    expect(misread).toEqual({ says: 'it has 13 steps, and 12 are allowed' })
  })

  test('of a full script counts the good steps, and a bad one comes first', () => {
    expect(ownField.decode(`a+${step(12).join('+')}+x`).misread?.says).toMatch(/^who acts in step 13, x,/)
    const { value, misread } = ownField.decode(`a+x+${step(13).join('+')}`)
    expect(value?.steps).toHaveLength(12)
    expect(misread?.says).toMatch(/^who acts in step 1, x,/)
  })

  test('of a repair is one or two, at steps 1 to 12; the same one twice is one', () => {
    const { decode } = fixField
    for (const n of [1, 12])
      expect(decode(`civac-after-${n}`).value).toEqual([{ op: n - 1, where: 'after', do: 'cleaninv' }])
    for (const n of [0, 13]) expect(decode(`civac-after-${n}`).value).toBeUndefined()
    const three = ['cvac-before-1', 'civac-before-1', 'cvac-after-1']
    expect(decode(three.slice(0, 2).join('+')).value).toHaveLength(2)
    expect(decode([...three.slice(0, 2), ...three.slice(0, 2)].join('+')).value).toHaveLength(2)
    expect(decode(three.join('+'))).toEqual({
      misread: { says: 'it joins 2 repairs by + at most, and these are 3' },
    })
  })

  test('of a run is up to 12 values of up to 12 letters', () => {
    const run = (n: number, letters: number) => Array.from({ length: n }, () => 'z'.repeat(letters)).join('.')
    const { decode } = runField
    for (const n of [1, 12]) expect(decode(run(n, n)).value).toHaveLength(n)
    expect(decode(run(13, 1))).toEqual({
      misread: { says: 'a script has 12 reads at most, and these are 13 values' },
    })
    expect(decode(run(1, 13)).value).toBeUndefined()
    expect(decode('NONE')).toEqual({ value: [] })
    expect(decode('OLD.New')).toEqual({ value: ['old', 'new'] })
  })

  test('of a repair is written in the order of the steps: before it, after it, a clean first', () => {
    const all = Array.from({ length: 12 }, (_, op) => op).flatMap((op) =>
      ['cvac-before', 'civac-before', 'cvac-after', 'civac-after'].map((one) => `${one}-${op + 1}`),
    )
    const pairs = all.flatMap((first, at) => all.slice(at + 1).map((second) => [first, second] as const))
    const wrong = pairs.filter(([first, second]) => {
      const { value } = fixField.decode(`${second},${first}`)
      return value === undefined || fixField.encode(value) !== `${first}+${second}`
    })
    expect(wrong).toEqual([])
  })
})

describe('an id', () => {
  test('has 1 to 40 letters, digits and inner hyphens', () => {
    for (const good of ['a', '0', 'a1', 'a-b', 'a--b', 'a'.repeat(40), `a${'-'.repeat(38)}b`])
      expect([good, isId(good)]).toEqual([good, true])
    for (const bad of [
      '',
      '-',
      'a-',
      '-a',
      'A',
      'a_b',
      'a b',
      'a.b',
      'a'.repeat(41),
      `a${'-'.repeat(39)}b`,
      'a\n',
    ])
      expect([bad, isId(bad)]).toEqual([bad, false])
  })

  test('of a link of the thread is 1 to 8, or why', () => {
    expect(threadSteps).toBe(8)
    for (let step = 1; step <= 8; step += 1)
      expect(parse(`#/thread/${step}`)).toMatchObject({ view: { step }, dropped: [] })
    for (const none of ['0', '9', '00', '10', '1x', 'x1', '001', 'whynot', '1.0', '-1'])
      expect(parse(`#/thread/${none}`)).toMatchObject({ view: { step: 1 }, dropped: [{ why: 'view' }] })
    expect(parse('#/thread/08').view).toEqual({ name: 'thread', step: 8 })
  })
})

describe('what a sentence quotes', () => {
  test('is 40 characters at most, and has a mark where it is cut', () => {
    for (const n of [1, 39, 40]) expect(quote('x'.repeat(n))).toBe('x'.repeat(n))
    expect(quote('x'.repeat(41))).toBe(`${'x'.repeat(40)}…`)
    expect(quote('\u{1f600}'.repeat(41))).toBe(`${'\u{1f600}'.repeat(40)}…`)
    expect(quote(`${'x'.repeat(39)} y`)).toBe(`${'x'.repeat(39)} …`)
  })

  test('is meant to be another word only within one edit of three letters, or two of more', () => {
    expect(nearest('abc', ['abd'])).toEqual(['abd'])
    expect(nearest('abc', ['ade'])).toEqual([])
    expect(nearest('abcd', ['abxy'])).toEqual(['abxy'])
    expect(nearest('abcd', ['axyz'])).toEqual([])
    expect(nearest('ABC', ['abc'])).toEqual(['abc'])
    expect(nearest('ab', ['a', 'b', 'c'])).toEqual([])
    expect(nearest('abcd', ['ab', 'abc'])).toEqual(['abc'])
    expect(nearest('abcd', ['abcx', 'abxd', 'axcd', 'xbcd'])).toEqual(['abcx', 'abxd', 'axcd'])
    expect(nearest('abcde', ['abcxy', 'abcd', 'abcde'])).toEqual(['abcde', 'abcd', 'abcxy'])
    expect(nearest('x'.repeat(40), ['x'.repeat(39)])).toEqual(['x'.repeat(39)])
    expect(nearest('x'.repeat(41), ['x'.repeat(40)])).toEqual([])
  })
})

/** The values of a setting that take the most room in an address, the longest first. */
function longestOf(setting: Setting): readonly [Value, Value] {
  if (setting.kind === 'text') {
    const limit = setting.key === 'title' ? 120 : 2000
    return ['\u20ac'.repeat(limit), '\u20ad'.repeat(limit)]
  }
  if (setting.kind === 'words') {
    const [a, b] = [wordsUpTo(32), wordsUpTo(32).map((word) => ({ ...word, value: word.value - 1n }))]
    return [joinWords(a), joinWords(b)]
  }
  if (setting.kind === 'word64') return [`0x${'f'.repeat(16)}`, `0x${'e'.repeat(16)}`]
  if (setting.kind === 'number') return [2 ** 52 - 1, 2 ** 52 - 2]
  const [first, second] = setting.values
    .filter(({ value }) => value !== setting.initial)
    .toSorted((a, b) => b.address.length - a.address.length)
    .map(({ value }) => value)
  const longest = first ?? setting.initial
  return [longest, second ?? setting.initial]
}

/** The most that a reader can put into an address. */
function fullest(): Omit<Address, 'dropped'> {
  const step: OwnStep = { by: 'guest', do: 'write', value: 'b', as: 'Device' }
  const id = 'x'.repeat(40)
  return {
    view: { name: 'rule', rule: id },
    scenario: scenarioFrom((setting) => longestOf(setting)[0]),
    preset: 'titled',
    pick: id,
    open: groupIds.filter((one) => one !== 'cpu'),
    besides: {
      ...nothingBesides,
      than: 'fallback-optin',
      seen: id,
      on: 'fallback-optin',
      from: id,
      answer: '012345',
      situation: 'guest-to-vmm',
      fix: [
        { op: 10, where: 'before', do: 'cleaninv' },
        { op: 11, where: 'before', do: 'cleaninv' },
      ],
      run: Array.from({ length: 12 }, () => 'z'.repeat(12)),
      own: {
        memory: 'a',
        cache: { state: 'clean', value: 'b' },
        steps: Array.from({ length: mostOwnSteps }, () => step),
      },
      other: scenarioFrom((setting) => longestOf(setting)[1]),
    },
    unknown: [],
  }
}

describe('the longest address', () => {
  const padded = (length: number) => {
    const start = '#/explore?v=2&fwb=0&zzz='
    return start + 'a'.repeat(length - start.length)
  }

  test('is read; one that has a character more is not', () => {
    for (const length of [longestAddress - 1, longestAddress]) {
      const { scenario, unknown, dropped } = parse(padded(length))
      expect(scenario.fwb).toBe(false)
      expect(unknown.map(({ key }) => key)).toEqual(['zzz'])
      expect(dropped.map(({ why }) => why)).toEqual(['newer'])
    }
    const tooLong = parse(padded(longestAddress + 1))
    expect({ ...tooLong, dropped: [] }).toEqual(emptyAddress)
    expect(tooLong.dropped).toMatchObject([
      {
        why: 'length',
        says: `This link has ${longestAddress + 1} characters, and up to ${longestAddress} are read.`,
      },
    ])
  })

  test('has room for all that a reader can set: every setting of both scenarios, two notes, a script, a run', () => {
    const written = writeAddress(fullest(), somePresets)
    expect(written.length).toBeLessThanOrEqual(longestAddress)
    const { dropped, ...read } = parse(written)
    expect(dropped).toEqual([])
    expect(read).toEqual(fullest())
  })
})
