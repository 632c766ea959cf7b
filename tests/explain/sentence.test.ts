import { describe, expect, test } from 'vitest'
import { asSentence, fill, inWords, plain, say } from '../../src/explain/sentence.ts'
import { defaults } from './by-hand.ts'

describe('a sentence', () => {
  test('has the names and values of settings where its template marks them', () => {
    expect(fill('{memattr} under {hcrfwb} is so', defaults)).toEqual([
      { text: 'MemAttr 0b0110', setting: 'memattr' },
      { text: ' under ' },
      { text: 'HCR_EL2.FWB 1', setting: 'hcrfwb' },
      { text: ' is so' },
    ])
  })

  test('cannot name what is no setting', () => {
    expect(() => fill('{nothing} is so', defaults)).toThrow(RangeError)
  })

  test('begins with a capital and ends with a full stop', () => {
    expect(plain(asSentence(say('it is so')))).toBe('It is so.')
    expect(asSentence([])).toEqual([])
  })

  test('that begins with a name of C has that name as it is', () => {
    for (const name of ['kvm_gmem_get_pfn()', 'mmap()', 'vm_page_prot'])
      expect(plain(asSentence(say(`${name} is asked`)))).toBe(`${name} is asked.`)
  })
})

test('a setting is said with its value, a choice by its label alone', () => {
  expect(inWords('mair', defaults)).toBe('MAIR_EL1 byte 0xff')
  expect(inWords('sh', defaults)).toBe('Stage 1 SH 0b11')
  expect(inWords('resmair', defaults)).toBe('Device-nGnRnE')
  expect(inWords('effsh', defaults)).toBe('effective')
  expect(inWords('acc', defaults)).toBe('read')
  expect(inWords('pgprot', defaults)).toBe('MT_NORMAL')
})
