import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { everySetting } from '../../src/scenario/schema.ts'
import { isFlags } from '../../src/scenario/kinds/flags.ts'

/** The names of the numbers that have some, as they are typed. */
const typed: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  mair: { wb: 0xff, wt: 0xbb, nc: 0x44, ngnrne: 0x00, ngnre: 0x04, ngre: 0x08, gre: 0x0c, tagged: 0xf0 },
  sh: { nsh: 0b00, reserved: 0b01, osh: 0b10, ish: 0b11 },
  s2sh: { nsh: 0b00, reserved: 0b01, osh: 0b10, ish: 0b11 },
  ap: { el1rw: 0b00, rw: 0b01, el1ro: 0b10, ro: 0b11 },
  s2ap: { no: 0b00, ro: 0b01, wo: 0b10, rw: 0b11 },
  s2xn: { x: 0b00, el0x: 0b01, xn: 0b10, el1x: 0b11 },
}

describe('a name', () => {
  test.each(Object.entries(typed))(
    'of %s is read as its number, in any case, and so is the label',
    (key, names) => {
      const setting = everySetting.find((one) => one.key === key)
      for (const [name, value] of Object.entries(names)) {
        const label = setting?.values.find((one) => one.value === value)?.label ?? ''
        for (const text of [name, name.toUpperCase(), label, label.toUpperCase(), label.toLowerCase()])
          expect(setting?.decode(text), text).toEqual({ value })
      }
    },
  )

  test('is read of no other number', () => {
    const named = everySetting.filter(
      ({ kind, values }) => kind === 'bits' && values.some(({ label, address }) => label !== address),
    )
    expect(named.map(({ key }) => key).toSorted()).toEqual(Object.keys(typed).toSorted())
  })

  test('of a choice is read as typed and as labelled, in any case', () => {
    for (const { decode, values, kind } of everySetting)
      for (const { address, label, value } of kind === 'choice' ? values : [])
        for (const text of [address, address.toUpperCase(), label, label.toUpperCase(), label.toLowerCase()])
          expect(decode(text), text).toEqual({ value })
  })
})

test('a list of values has each once, and one of flags has every set of them, by the bits of its place', () => {
  for (const setting of everySetting) {
    expect(new Set(setting.values.map(({ value }) => value)).size).toBe(setting.values.length)
    if (!isFlags(setting)) continue
    const words = setting.flags.map(({ word }) => word)
    const of = (place: number) =>
      words.filter((_, at) => Math.floor(place / 2 ** at) % 2 === 1).join('+') || 'none'
    expect(setting.values.map(({ value }) => value)).toEqual(setting.values.map((_, place) => of(place)))
    expect(setting.values).toHaveLength(2 ** words.length)
  }
})

test('what a schema describes has the label of its setting as a title', () => {
  for (const { schema, label } of everySetting) expect(v.getTitle(schema)).toBe(label)
})
