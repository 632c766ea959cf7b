import * as fc from 'fast-check'
import { writeAddress } from '../../src/scenario/address.ts'
import { everySetting } from '../../src/scenario/schema.ts'
import { anyText } from '../any-text.ts'
import { anyAddress, somePresets, valueOf } from './arbitrary.ts'

type Change = (address: string) => string

const at = fc.nat({ max: 400 })
const place = (text: string, n: number) => (text.length === 0 ? 0 : n % (text.length + 1))
const percent = (text: string) =>
  [...text].map((c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')

/** Any UTF-16, lone surrogates and NUL included. */
const utf16 = fc
  .array(fc.nat({ max: 0xffff }), { maxLength: 12 })
  .map((units) => String.fromCharCode(...units))

const odd = fc.oneof(
  utf16,
  fc.constantFrom('&', '=', '?', '#', '+', '%', '%zz', '%ff', '%00', '&amp;', '.', '-', '_', ' ', '/'),
  fc.constantFrom('0x', '0b2', '-1', 'NaN', '1e999', '9'.repeat(400), '256', 'undefined', 'null', '1.5'),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'prototype', 'hasOwnProperty', '[object Object]'),
  fc.constantFrom(
    'fbw',
    'v=1',
    'v=3',
    'v=0',
    'p=',
    'p=no-fwb',
    'pick=-',
    'open=',
    'vma=',
    'slot=log+',
    'pfnmap',
    '&vma=none+io',
    '&slot=ro+dirty',
    's2=hand',
    '&sit=leak',
    '&fix=civac-before-3',
    'cvac-after-13',
    '&run=old.',
    'size=0',
    '0x10000000000000',
    'title=',
    'note=A',
    '&own=a+vmm-r',
    '&own=a.dirty-b+guest-w-c-nc+vmm-x',
    'vmm-r',
    'rule',
    'matrix',
  ),
  fc.constantFrom(...everySetting.map(({ key }) => key)),
)

/** A pair that stands behind another one: of any setting, with one of its values or with something odd. */
const pair = fc
  .constantFrom(...everySetting)
  .chain((setting) =>
    fc
      .oneof({ arbitrary: valueOf(setting).map(setting.encode), weight: 3 }, { arbitrary: odd, weight: 1 })
      .map((value) => `&${setting.key}=${value}`),
  )

const insert = fc.tuple(at, odd).map(([n, text]): Change => {
  return (address) => address.slice(0, place(address, n)) + text + address.slice(place(address, n))
})
const remove = fc.tuple(at, fc.nat({ max: 9 })).map(([n, length]): Change => {
  return (address) => address.slice(0, place(address, n)) + address.slice(place(address, n) + length)
})
const replace = fc.tuple(at, odd).map(([n, text]): Change => {
  return (address) =>
    address.slice(0, place(address, n)) + text + address.slice(place(address, n) + text.length)
})
const append = fc.array(pair, { maxLength: 4 }).map(
  (pairs): Change =>
    (address) =>
      address + pairs.join(''),
)
const truncate = at.map(
  (n): Change =>
    (address) =>
      address.slice(0, place(address, n)),
)
const duplicate = fc.tuple(at, at).map(([from, to]): Change => {
  return (address) => {
    const pieces = address.split('&')
    return pieces.toSpliced(to % pieces.length, 0, pieces[from % pieces.length] ?? '').join('&')
  }
})
const encode = fc.tuple(at, fc.nat({ max: 30 })).map(([n, length]): Change => {
  return (address) => {
    const start = place(address, n)
    return (
      address.slice(0, start) + percent(address.slice(start, start + length)) + address.slice(start + length)
    )
  }
})

const change = fc.oneof(insert, remove, replace, append, append, truncate, duplicate, encode)

/** Addresses that were right once. */
const damaged = fc
  .tuple(anyAddress, fc.array(change, { minLength: 1, maxLength: 4 }))
  .map(([address, changes]) => changes.reduce((text, one) => one(text), writeAddress(address, somePresets)))

/** Texts made of what addresses are made of. */
const composed = fc
  .tuple(
    fc.constantFrom('#/explore?', '#/?', '#/rule/', '#', ''),
    fc.array(fc.oneof(odd, pair), { maxLength: 30 }),
  )
  .map(([start, pieces]) => start + pieces.join(''))

/** Anything a browser, a mail client or a hand can put behind `#`. */
export const anyFragment = fc.oneof(
  { arbitrary: damaged, weight: 5 },
  { arbitrary: composed, weight: 3 },
  { arbitrary: anyText({ maxLength: 300 }), weight: 1 },
  { arbitrary: utf16.map((text) => `#/explore?${text}`), weight: 1 },
)
