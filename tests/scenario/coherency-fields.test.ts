import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maxRepairs, smallestPlans } from '../../src/coherency/plans.ts'
import { attributes } from '../../src/coherency/script.ts'
import { caseOf } from '../../src/coherency/situation.ts'
import { situations } from '../../src/coherency/situations.ts'
import { parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { fixField, runField, situationField, situationIds } from '../../src/scenario/coherency-fields.ts'
import { anyFix, anyRun, somePresets } from './arbitrary.ts'
import { anyText } from '../any-text.ts'
import { sweep } from '../sweep.ts'

const safe = /^[a-z0-9.+-]*[a-z0-9]$/

describe('the situation of an address', () => {
  test('is one of the model’s, in its order, or the reader’s own', () => {
    expect(situationIds).toEqual([...situations.map(({ id }) => id), 'own'])
    for (const id of situationIds) {
      expect(situationField.decode(situationField.encode(id))).toEqual({ value: id })
      expect(situationField.decode(id.toUpperCase())).toEqual({ value: id })
    }
  })

  test('that there is none of is told with those that there are, and the nearest', () => {
    expect(situationField.decode('lost-writes').misread).toEqual({
      says: 'it is one of leak, lost-write, guest-to-vmm, vmm-to-guest, dirty-civac, own',
      meant: ['lost-write'],
    })
    const [dropped] = parseAddress('#/explore?v=2&sit=x', somePresets).dropped
    expect(dropped?.says).toBe(
      'The situation of act 5 cannot be x: it is one of leak, lost-write, guest-to-vmm, vmm-to-guest, dirty-civac, own.',
    )
  })
})

describe('the repair of an address', () => {
  test('is read back as it was written, in characters that no mail client breaks', () => {
    fc.assert(
      fc.property(anyFix, (fix) => {
        const written = fixField.encode(fix)
        expect(written).toMatch(safe)
        expect(fixField.decode(written)).toEqual({ value: fix })
        expect(fixField.decode(written.split('+').toReversed().join('+'))).toEqual({ value: fix })
        expect(fixField.encode(fix.toReversed())).toBe(written)
      }),
      { numRuns: sweep(1_000) },
    )
  })

  test('holds every plan that the model finds, with steps counted from 1', () => {
    const cases = situations.flatMap((situation) =>
      attributes.flatMap((host) =>
        attributes.flatMap((guest) =>
          [false, true].map((maintains) =>
            caseOf(situation, { host, guest, maintains, linearAlias: true, hits: false }),
          ),
        ),
      ),
    )
    const plans = cases.flatMap((one) => smallestPlans(one) ?? []).filter((plan) => plan.length > 0)
    expect(plans.length).toBeGreaterThan(20)
    for (const plan of plans) {
      expect(plan.length).toBeLessThanOrEqual(maxRepairs)
      expect(fixField.decode(fixField.encode(plan))).toEqual({ value: plan })
    }
    expect(fixField.decode('civac-before-3+cvac-after-1').value).toEqual([
      { op: 0, where: 'after', do: 'clean' },
      { op: 2, where: 'before', do: 'cleaninv' },
    ])
  })

  test('that cannot be is told by its first wrong piece', () => {
    const says = (text: string) => fixField.decode(text).misread
    const rule = 'it is civac or cvac, before or after, and a step from 1 to 12, as in civac-before-3'
    expect(says('cvac-after-1+cvau-after-2')).toEqual({
      says: `cvau-after-2 is no repair: ${rule}`,
      bad: [13, 25],
    })
    for (const text of ['cvac-after-0', 'cvac-after-13', 'cvac-at-1', 'cvac-after', 'cvac-after-01', 'none'])
      expect(says(text)?.says).toBe(`${text} is no repair: ${rule}`)
    expect(says('cvac-after-1+')).toEqual({ says: `a piece that is empty is no repair: ${rule}` })
    expect(says('cvac-after-1+cvac-after-2+cvac-after-3')).toEqual({
      says: 'it joins 2 repairs by + at most, and these are 3',
    })
    expect(fixField.decode('cvac-after-1+cvac-after-1').value).toHaveLength(1)
  })
})

describe('the run of an address', () => {
  test('is read back as it was written, in characters that no mail client breaks', () => {
    fc.assert(
      fc.property(anyRun, (run) => {
        expect(runField.encode(run)).toMatch(safe)
        expect(runField.decode(runField.encode(run))).toEqual({ value: run })
      }),
      { numRuns: sweep(1_000) },
    )
    expect(runField.encode([])).toBe('none')
  })

  test('can hold what the reads of every situation should give', () => {
    for (const { good } of situations) expect(runField.decode(good.join('.'))).toEqual({ value: good })
  })

  test('that cannot be is told by its first wrong piece', () => {
    const rule = 'each has 1 to 12 letters a to z, and they are joined by . in the order of the reads'
    expect(runField.decode('old.guest1').misread).toEqual({
      says: `guest1 is no value: ${rule}`,
      bad: [4, 10],
    })
    expect(runField.decode('old..guest').misread).toEqual({
      says: `a piece that is empty is no value: ${rule}`,
    })
    expect(runField.decode(Array.from({ length: 13 }, () => 'a').join('.')).misread).toEqual({
      says: 'a script has 12 reads at most, and these are 13 values',
    })
  })
})

test('what an address asks of act 5 never throws, and is a sentence where it is wrong', () => {
  const any = fc.oneof(anyText({ maxLength: 60 }), fc.string({ maxLength: 60 }))
  fc.assert(
    fc.property(any, (text) => {
      for (const field of [situationField, fixField, runField]) {
        const { value, misread } = field.decode(text)
        expect((value === undefined) === (misread !== undefined)).toBe(true)
        expect(misread?.says ?? 'right').toMatch(/^\S[^\n]*[^.\s]$/)
      }
    }),
    { numRuns: sweep(2_000) },
  )
})

test('what an address asks of act 5 is written as it was read', () => {
  const asked = '#/explore?v=2&sit=guest-to-vmm&fix=civac-before-4&run=old.guest'
  expect(writeAddress(parseAddress(asked, somePresets), somePresets)).toBe(asked)
})
