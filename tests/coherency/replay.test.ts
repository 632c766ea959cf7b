import { describe, expect, test } from 'vitest'
import { outcomes } from '../../src/coherency/outcomes.ts'
import { replay } from '../../src/coherency/replay.ts'
import { caseOf, type Mix } from '../../src/coherency/situation.ts'
import { situationNamed } from '../../src/coherency/situations.ts'

const mix: Mix = { host: 'WB', guest: 'NC', maintains: false, linearAlias: false, hits: false }

/** Takes a situation and values; gives the run to them where the host is Write-Back and the guest Non-cacheable. */
function runTo(id: string, ...values: readonly string[]) {
  const { script, start, options } = caseOf(situationNamed(id), mix)
  const found = outcomes(script, start, options).find((one) => one.values.join() === values.join())
  if (!found) throw new Error(`${values.join()} is not possible`)
  return found.run
}

/** Takes a run; gives each row with the line after it. */
const told = (run: Parameters<typeof replay>[0]) =>
  replay(run).moments.map(({ row, step, read, state: { memory, cache } }) =>
    [row.id, step ?? '-', read ?? '-', memory, cache ? `${cache.state} ${cache.value}` : 'absent'].join(
      ' | ',
    ),
  )

test('the guest reads the secret while the zeros wait in the cache', () => {
  expect(told(runTo('leak', 'secret'))).toEqual([
    'coherency-write-cache | 0 | - | secret | dirty zero',
    'coherency-read-memory | 1 | secret | secret | dirty zero',
  ])
})

test('the zeros reach memory by themselves before the guest reads them', () => {
  expect(told(runTo('leak', 'zero'))).toEqual([
    'coherency-write-cache | 0 | - | secret | dirty zero',
    'coherency-evict | - | - | zero | absent',
    'coherency-read-memory | 1 | zero | zero | absent',
  ])
})

test('the zeros overwrite what the guest wrote as they are evicted', () => {
  expect(told(runTo('lost-write', 'zero'))).toEqual([
    'coherency-write-cache | 0 | - | secret | dirty zero',
    'coherency-write-memory | 1 | - | guest | dirty zero',
    'coherency-evict | - | - | zero | absent',
    'coherency-read-memory | 2 | zero | zero | absent',
  ])
})

test('the VMM reads the copy that its first read left behind', () => {
  expect(told(runTo('guest-to-vmm', 'old', 'old'))).toEqual([
    'coherency-read-allocate | 0 | old | old | clean old',
    'coherency-write-memory | 1 | - | guest | clean old',
    'coherency-read-copy | 2 | old | guest | clean old',
  ])
})

test('DC CIVAC by the VMM overwrites what the guest wrote, without anything that happens by itself', () => {
  expect(told(runTo('dirty-civac', 'vmm'))).toEqual([
    'coherency-write-cache | 0 | - | old | dirty vmm',
    'coherency-write-memory | 1 | - | guest | dirty vmm',
    'coherency-cleaninv-dirty | 2 | - | vmm | absent',
    'coherency-read-memory | 3 | vmm | vmm | absent',
  ])
})

describe('a run that cannot be is refused with the row:', () => {
  const run = runTo('leak', 'secret')

  test.each([
    [
      ['coherency-write-cache', 'coherency-read-hit'],
      'taken[1] is "coherency-read-hit", which cannot happen there',
    ],
    [['coherency-evict'], 'taken[0] is "coherency-evict", which cannot happen there'],
    [['a-row-of-nowhere'], 'taken[0] is "a-row-of-nowhere", which cannot happen there'],
    [['coherency-write-cache'], 'taken has rows for 1 steps, and the script has 2'],
    [
      [...run.taken, 'coherency-read-memory'],
      'taken[2] is "coherency-read-memory", which cannot happen there',
    ],
  ])('%j', (taken, message) => {
    expect(() => replay({ ...run, taken })).toThrow(new RangeError(message))
  })
})
