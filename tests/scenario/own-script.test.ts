import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAddress } from '../../src/scenario/address.ts'
import { isSameOwn, mostOwnSteps, ownField, type OwnScript } from '../../src/scenario/own-script.ts'
import { anyOwn, somePresets } from './arbitrary.ts'
import { anyText } from '../any-text.ts'
import { sweep } from '../sweep.ts'

const { decode, encode } = ownField
const says = (text: string) => decode(text).misread?.says
const stepsOf = (text: string) => decode(text).value?.steps

describe('a script of one’s own in an address', () => {
  test('is read back as it was written, in characters that no mail client breaks', () => {
    fc.assert(
      fc.property(anyOwn, (own) => {
        const written = encode(own)
        expect(decode(written)).toEqual({ value: own })
        expect(written).toMatch(/^[a-z.+-]*[a-z]$/)
      }),
      { numRuns: sweep(2_000) },
    )
  })

  test('is short enough to be typed', () => {
    const own: OwnScript = {
      memory: 'a',
      cache: { state: 'dirty', value: 'b' },
      steps: [
        { by: 'vmm', do: 'write', value: 'c', as: null },
        { by: 'kvm', do: 'cleaninv' },
        { by: 'vmm', do: 'clean' },
        { by: 'guest', do: 'read', as: null },
        { by: 'guest', do: 'read', as: 'NC' },
        { by: 'guest', do: 'write', value: 'd', as: 'Device' },
      ],
    }
    expect(encode(own)).toBe('a.dirty-b+vmm-w-c+kvm-civac+vmm-cvac+guest-r+guest-r-nc+guest-w-d-device')
    expect(encode({ memory: 'c', cache: null, steps: [] })).toBe('c')
    expect(encode({ memory: 'c', cache: { state: 'clean', value: 'd' }, steps: [] })).toBe('c.clean-d')
  })

  test('may be typed in words, in capitals, and without a start', () => {
    const meant = decode('a+vmm-w-b+guest-r-device+vmm-civac+vmm-cvac')
    expect(meant.misread).toBeUndefined()
    for (const text of [
      'vmm-w-b+guest-r-device+vmm-civac+vmm-cvac',
      'A+VMM-W-B+GUEST-R-DEV+VMM-CIVAC+VMM-CVAC',
      'vmm-write-b,guest-read-device,vmm-cleaninv,vmm-clean',
      'a vmm-w-b guest-r-device vmm-civac vmm-cvac',
    ])
      expect(decode(text)).toEqual(meant)
  })

  test('tells the step that cannot be read, with its text and what is allowed', () => {
    expect(says('a+vmm-r+gast-r')).toBe('who acts in step 2, gast-r, must be vmm, guest or kvm')
    expect(says('a+vmm-x')).toBe('what is done in step 1, vmm-x, must be r, w, cvac or civac')
    expect(says('a+vmm')).toBe('what is done in step 1, vmm, must be r, w, cvac or civac')
    expect(says('a+vmm-w-e')).toBe('what is written in step 1, vmm-w-e, must be a, b, c or d')
    expect(says('a+vmm-w')).toBe('what is written in step 1, vmm-w, must be a, b, c or d')
    expect(says('a+vmm-w-nc')).toBe('what is written in step 1, vmm-w-nc, must be a, b, c or d')
    expect(says('a+guest-r-wc')).toBe(
      'the alias of step 1, guest-r-wc, must be wb, wt, nc or device, or be left out where it is the one of who acts',
    )
    expect(says('a+guest-r-nc-nc')).toBe('step 1, guest-r-nc-nc, must end behind nc')
    expect(says('a+guest-civac-nc')).toBe('step 1, guest-civac-nc, must end behind civac')
    expect(says('a+guest-cvac-')).toBe('step 1, guest-cvac-, must end behind cvac')
    expect(says('a++vmm-r')).toBe('who acts in step 1, which is empty, must be vmm, guest or kvm')
    expect(says('e+vmm-r')).toBe('what memory holds at the start, e, must be a, b, c or d')
    expect(says('')).toBe('what memory holds at the start, which is empty, must be a, b, c or d')
    for (const start of ['a.dirty', 'a.', 'a.drty-b', 'a.clean-x', 'a.clean-b-c', 'a.clean.b', 'a.clean-b.c'])
      expect(says(`${start}+vmm-r`)).toBe(
        `what the cache holds at the start, ${start}, must be clean or dirty, with one of a, b, c, d, as in a.dirty-b`,
      )
  })

  test('stands as a whole sentence in the notice, with the piece that is wrong and the script that counts', () => {
    const { besides, dropped } = parseAddress('#/explore?v=2&own=b+vmm-r+guest-x+guest-r', somePresets)
    expect(dropped).toMatchObject([
      {
        why: 'value',
        says: 'The script of one’s own cannot be b+vmm-r+guest-x+guest-r: what is done in step 2, guest-x, must be r, w, cvac or civac.',
        badPart: [8, 15],
        used: { value: 'b+vmm-r+guest-r', from: 'link' },
      },
    ])
    expect(besides.own?.steps).toHaveLength(2)
  })

  test('loses only what cannot be read: a step costs itself, a start leaves a in memory', () => {
    expect(decode('b.dirty-c+vmm-x+guest-r').value).toEqual(decode('b.dirty-c+guest-r').value)
    expect(decode('x+guest-r').value).toEqual(decode('a+guest-r').value)
    expect(decode('b+vmm-x').value).toEqual(decode('b').value)
    expect(decode('hello').value).toBeUndefined()
    expect(decode('hello+world').value).toBeUndefined()
  })

  test('has twelve steps at most; of more the first twelve are used', () => {
    const twelve = Array.from({ length: 12 }, (_, at) => (at < 11 ? 'vmm-r' : 'guest-r')).join('+')
    expect(mostOwnSteps).toBe(12)
    expect(says(`a+${twelve}`)).toBeUndefined()
    expect(says(`a+${twelve}+kvm-r`)).toBe('it has 13 steps, and 12 are allowed')
    expect(stepsOf(`a+${twelve}+kvm-r`)).toEqual(stepsOf(`a+${twelve}`))
  })

  test('never throws, and gives a value or a reason', () => {
    const words = 'a,b,e,vmm,guest,kvm,r,w,cvac,civac,nc,wb,dirty,clean,constructor,.,-,+, ,'.split(',')
    const texts = fc.oneof(
      anyText({ maxLength: 60 }),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((all) => all.join('')),
      fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((all) => all.join('-')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const { value, misread } = decode(text)
        expect(value !== undefined || misread !== undefined).toBe(true)
        const again = value ? decode(encode(value)) : { value }
        expect(again).toEqual({ value })
        expect(misread?.says ?? 'it has none').toMatch(/^(who|what|the alias|step|it has) [^]*[^.]$/)
        const [from, to] = misread?.bad ?? [0, 1]
        expect(from < to).toBe(true)
      }),
      { numRuns: sweep(3_000) },
    )
  })
})

test('two scripts are one if they are written alike', () => {
  const [a, b] = [decode('a+vmm-r').value ?? null, decode('a+vmm-r').value ?? null]
  expect(isSameOwn(a, b)).toBe(true)
  expect(isSameOwn(a, decode('b+vmm-r').value ?? null)).toBe(false)
  expect(isSameOwn(a, null)).toBe(false)
  expect(isSameOwn(null, b)).toBe(false)
  expect(isSameOwn(null, null)).toBe(true)
})
