import { describe, expect, test } from 'vitest'
import { parseAddress, writeAddress } from '../../src/scenario/address.ts'
import {
  asksOfCoherency,
  besidesNames,
  nothingBesides,
  showsOwn,
  type Besides,
} from '../../src/scenario/besides.ts'
import { groupIds } from '../../src/scenario/groups.ts'
import { ownField } from '../../src/scenario/own-script.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import { inOrder, isFoldId, openField, showsScenario, type View } from '../../src/scenario/view.ts'
import { somePresets } from './arbitrary.ts'

const views: readonly (readonly [View, string, boolean])[] = [
  [{ name: 'explore' }, '#/explore', true],
  [{ name: 'rule', rule: 'sh-kept' }, '#/rule/sh-kept', false],
  [{ name: 'policies' }, '#/policies', true],
  [{ name: 'claims', claim: null }, '#/claims', false],
  [{ name: 'claims', claim: 's1a' }, '#/claims/s1a', false],
  [{ name: 'thread', step: 3 }, '#/thread/3', false],
  [{ name: 'thread', step: 'why' }, '#/thread/why', false],
  [{ name: 'diagnose' }, '#/diagnose', false],
  [{ name: 'compare' }, '#/compare', true],
]

const parse = (fragment: string) => parseAddress(fragment, somePresets)
const write = (address: ReturnType<typeof parse>) => writeAddress(address, somePresets)

describe('a view', () => {
  test.each(views)(
    '%o has its path, in any case and between slashes, and shows the reader’s scenario or not',
    (view, path, shows) => {
      expect(showsScenario(view)).toBe(shows)
      for (const text of [
        path,
        path.toUpperCase(),
        path.replace('#/', '#'),
        path.replace('#/', '#//'),
        `${path}/`,
      ])
        expect(parse(text)).toMatchObject({ view, dropped: [] })
      const encoded = path.replace(/[a-z]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)
      expect(parse(encoded)).toMatchObject({ view, dropped: [] })
    },
  )

  test.each(views)(
    '%o is written without a version where nothing else is to be said, but for Explore',
    (view, path) => {
      expect(write(parse(path))).toBe(view.name === 'explore' ? `${path}?v=2` : path)
      expect(write(parse(`${path}?v=2&fwb=0`))).toBe(`${path}?v=2&fwb=0`)
      expect(write(parse(`${path}?v=2&open=none`))).toBe(`${path}?v=2&open=none`)
    },
  )
})

describe('the folds', () => {
  const folds = [...groupIds, 'memslot-steps', 'fault-steps', 'sketches'] as const

  test('are the groups, the checks that are passed over and the sketches, in the order of the page and each once', () => {
    expect(inOrder([...folds].toReversed())).toEqual(folds)
    expect(inOrder([...folds, ...folds])).toEqual(folds)
    expect(inOrder([])).toEqual([])
    for (const id of folds) expect(isFoldId(id)).toBe(true)
    for (const id of ['', 'steps', 'CPU', 'cpu ', 'toString']) expect(isFoldId(id)).toBe(false)
  })

  test('are written in their order, whatever the order in which they were opened', () => {
    expect(openField.encode(['hcr', 's1'])).toBe('s1+hcr')
    expect(openField.decode('hcr,S1 hcr')).toEqual({ value: ['s1', 'hcr'] })
    expect(openField.encode([])).toBe('none')
    expect(openField.decode('NONE')).toEqual({ value: [] })
  })
})

/** A value for each thing that can stand besides. */
const anything: Besides = {
  than: 'before',
  seen: 'sigbus',
  on: 'before',
  from: 'claim-s1a',
  answer: '012345',
  situation: 'leak',
  fix: [{ op: 0, where: 'before', do: 'clean' }],
  run: ['old'],
  own: ownField.decode('a+vmm-r').value ?? null,
  other: defaults,
}

describe('what stands besides', () => {
  test('asks to see something of act 5 by a situation, a repair, an outcome or a script, each alone, and by nothing else', () => {
    const asking = [...besidesNames, 'other' as const].filter((name) =>
      asksOfCoherency({ ...nothingBesides, [name]: anything[name] }),
    )
    expect(asking).toEqual(['situation', 'fix', 'run', 'own'])
    expect(asksOfCoherency(nothingBesides)).toBe(false)
    expect(asksOfCoherency(anything)).toBe(true)
  })

  test('shows the script of one’s own where that is the situation, or where there is one and no situation', () => {
    const shows = (situation: Besides['situation'], own: Besides['own']) =>
      showsOwn({ ...anything, situation, own })
    const { own } = anything
    expect(shows('own', own)).toBe(true)
    expect(shows('own', null)).toBe(true)
    expect(shows(null, own)).toBe(true)
    expect(shows(null, null)).toBe(false)
    expect(shows('leak', own)).toBe(false)
    expect(shows('leak', null)).toBe(false)
  })
})
