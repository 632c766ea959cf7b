import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { emptyAddress, longestAddress, parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { isScenario } from '../../src/scenario/scenario.ts'
import { lostPairs } from './accounted.ts'
import { somePresets } from './arbitrary.ts'
import { anyFragment } from './mutated.ts'
import { sweep } from '../sweep.ts'

const parse = (fragment: string) => parseAddress(fragment, somePresets)

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** What went wrong with a fragment: nothing should. (One `expect` for each would take most of the time.) */
function troublesOf(fragment: string): readonly string[] {
  const { dropped, ...address } = parse(fragment)
  const again = writeAddress(address, somePresets)
  const { dropped: droppedAgain, ...reread } = parse(again)
  const checks = {
    'not a scenario': isScenario(address.scenario),
    'written with other characters': /^#[A-Za-z0-9_.+=&/?-]*[A-Za-z0-9]$/.test(again),
    'read again otherwise': same(reread, address),
    'reported again': droppedAgain.every(({ why }) => why === 'newer'),
    'written again otherwise': writeAddress(reread, somePresets) === again,
  }
  const failed = Object.entries(checks).filter(([, holds]) => !holds)
  return [...failed.map(([name]) => name), ...lostPairs(fragment, { ...address, dropped })]
}

describe('any text can stand behind #', () => {
  test('it is read without an exception, every pair is accounted for, and what is written again is clean', () => {
    fc.assert(
      fc.property(anyFragment, (fragment) => {
        expect(troublesOf(fragment)).toEqual([])
      }),
      { numRuns: sweep(20_000) },
    )
  })

  test('every report is a short sentence, and says where the value that counts is from', () => {
    fc.assert(
      fc.property(anyFragment, (fragment) => {
        for (const { says, raw, badPart, used } of parse(fragment).dropped) {
          expect(says).toMatch(/^(\p{Lu}|[a-z]+_[a-z_]+ |pgprot ).*[.?]$/u)
          // The longest lists every fold by name.
          expect(says.length).toBeLessThan(340)
          expect(says).not.toMatch(/[\p{Cc}\p{Cs}]/u)
          expect(badPart && raw.slice(...badPart)).not.toBe('')
          expect(['default', 'preset', 'link', 'A', undefined]).toContain(used?.from)
        }
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('nothing reaches the prototypes', () => {
    const keys = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__']
    const address = parse(`#/explore?${keys.map((key) => `${key}=1&${key}.fwb=0&${key}[fwb]=0`).join('&')}`)
    expect(address.scenario).toEqual(emptyAddress.scenario)
    expect(Object.hasOwn(Object.prototype, 'fwb')).toBe(false)
    expect(address.dropped).toHaveLength(18)
  })

  test('a text that is too long is reported and not read', () => {
    const address = parse(`#/explore?fwb=0&${'a'.repeat(longestAddress)}`)
    expect(address.scenario.fwb).toBe(true)
    expect(address.dropped.map(({ why }) => why)).toEqual(['length'])
    expect(address.dropped[0]?.says).toContain('24576')
  })

  test('the longest address is read to its end, with fewer reports than characters, whatever it repeats', () => {
    for (const piece of [
      'a=&',
      'fwb=0&',
      'fwb=&',
      'abcdefgh=1&',
      '%',
      '.',
      'open=a+',
      'title=A&',
      '=',
      '&amp;',
    ]) {
      const { dropped } = parse(`#/explore?${piece.repeat(longestAddress).slice(0, longestAddress - 11)}`)
      expect(dropped.length).toBeLessThan(longestAddress)
    }
  })
})
