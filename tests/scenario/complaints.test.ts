import { describe, expect, test } from 'vitest'
import { longestAddress, parseAddress } from '../../src/scenario/address.ts'
import { migrations, type Migration } from '../../src/scenario/address/migrations.ts'
import { findSetting } from '../../src/scenario/schema.ts'
import { somePresets } from './arbitrary.ts'

/**
 * A piece of an address, what is said of it, which part of it is wrong where one is, and what counts instead: the default of
 * the setting, where nothing is said.
 */
type Row = readonly [query: string, says: string, badPart?: string | undefined, used?: string]

const parse = (fragment: string, steps = migrations) => parseAddress(fragment, somePresets, steps)

/** The one report about a fragment, as a row has it. */
function reportOf(fragment: string, steps: readonly Migration[] = migrations) {
  const { dropped } = parse(fragment, steps)
  const [one] = dropped
  if (!one || dropped.length > 1) throw new Error(`${fragment}: ${dropped.length} reports`)
  return {
    says: one.says,
    badPart: one.badPart && one.raw.slice(...one.badPart),
    used: one.used === null ? 'nothing' : `${one.used.value}, ${one.used.from}`,
  }
}

const told = (says: string, badPart: string | undefined, used: string) => ({ says, badPart, used })

/** What counts where a query names a setting and gives it no value. */
function byDefault(query: string): string {
  const setting = findSetting(query.split('=')[0] ?? '')
  return setting ? `${setting.encode(setting.initial)}, default` : query
}

const id = 'it is an id of at most 40 letters, digits and inner hyphens.'
const kernels =
  'linux-7.3, linux-6.17, before, block, block-v4, v3, plan, optin, optin-v6, optin-force, optin-strict, fallback, fallback-optin'
const pairs =
  'it joins pairs of a physical address, a multiple of 8 below 2^52, and a value of 64 bits: 0x1000_0x0.'
const repair =
  'is no repair: it is civac or cvac, before or after, and a step from 1 to 12, as in civac-before-3.'
const value =
  'is no value: each has 1 to 12 letters a to z, and they are joined by . in the order of the reads.'
const start = 'must be clean or dirty, with one of a, b, c, d, as in a.dirty-b.'
const folds =
  'cpu, kernel, vma, slot, access, s1, t1, s2, hcr, t2, hand, vm, range, hostpage, abort, model, peer, features, choices, about, memslot-steps, fault-steps, sketches'
const slotFlags = 'it joins some of log, ro, gmem, bit3 by +, or is none.'
const thirteen = Array.from({ length: 13 }, () => 'vmm-r').join('+')
const thirteenth = Array.from({ length: 12 }, () => 'vmm-r').join('+')
const words = Array.from({ length: 33 }, (_, at) => `0x${(at * 8).toString(16)}_0x1`)

/** Every sentence about the value of a setting, by its kind. */
const ofSettings: Readonly<Record<string, readonly Row[]>> = {
  'a flag': [
    ['fwb=2', 'FEAT_S2FWB cannot be 2: it is 0 or 1.', undefined, '1, default'],
    ['fwb=', 'FEAT_S2FWB has no value: it is 0 or 1.', undefined, '1, default'],
    ['fwb=maybe', 'FEAT_S2FWB cannot be maybe: it is 0 or 1.', undefined, '1, default'],
  ],
  'a number of bits without names': [
    ['memattr=16', 'MemAttr cannot be 16: it is 0 to 0b1111.', undefined, '0b0110, default'],
    ['memattr=x', 'MemAttr cannot be x: it is 0 to 0b1111.', undefined, '0b0110, default'],
    ['aptable=4', 'APTable cannot be 4: it is 0 to 0b11.', undefined, '0b00, default'],
  ],
  'a number of bits with names': [
    [
      'mair=256',
      'MAIR_EL1 byte cannot be 256: it is 0 to 0xff, or one of wb, wt, nc, ngnrne, ngnre, ngre, gre, tagged.',
      undefined,
      '0xff, default',
    ],
    [
      'sh=iss',
      'Stage 1 SH cannot be iss: it is 0 to 0b11, or one of nsh, reserved, osh, ish. Did you mean ish?',
      undefined,
      '0b11, default',
    ],
  ],
  'a number with a digit that is none': [
    ['mair=0xfg', 'MAIR_EL1 byte cannot be 0xfg: its 4th character, g, is not a hexadecimal digit.', 'g'],
    ['mair=0b12', 'MAIR_EL1 byte cannot be 0b12: its 4th character, 2, is not a binary digit.', '2'],
    ['txsz=1x', 'TCR_EL1.TxSZ cannot be 1x: its 2nd character, x, is not a decimal digit.', 'x'],
    ['gpa=0x', 'guest_phys_addr cannot be 0x: it has no digits.'],
  ],
  'a choice': [
    ['acc=q', 'Access cannot be q: it is one of r, w, x.'],
    [
      'resmair=feilds',
      'The reading of a reserved MAIR byte cannot be feilds: it is one of ngnrne, fields. Did you mean fields?',
    ],
    ['policy=linux', `KVM policy cannot be linux: it is one of ${kernels}.`],
  ],
  'a count': [
    ['txsz=64', 'TCR_EL1.TxSZ cannot be 64: it is a number from 0 to 63.', undefined, '16, default'],
    ['t0sz=x', 'VTCR_EL2.T0SZ cannot be x: it is a number from 0 to 63.', undefined, '16, default'],
  ],
  'an address or a size': [
    ['size=0', 'memory_size cannot be 0: it is a number of bytes from 0x1 to 0xfffffffffffff.'],
    [
      'addr=0x10000000000000',
      'The IPA accessed cannot be 0x10000000000000: it is a number of bytes from 0x0 to 0xfffffffffffff.',
      undefined,
      '0xa0103c5a40, default',
    ],
  ],
  'a word of 64 bits': [
    [
      'va=0x10000000000000000',
      'The VA accessed cannot be 0x10000000000000000: it is 0x and 1 to 16 hexadecimal digits.',
    ],
    ['va=12', 'The VA accessed cannot be 12: it is 0x and 1 to 16 hexadecimal digits.'],
    ['va=0x', 'The VA accessed cannot be 0x: it is 0x and 1 to 16 hexadecimal digits.'],
  ],
  'words by their address': [
    [
      'desc=0x1000_0x0+0x1001_0x0',
      `The list of descriptors by hand cannot be 0x1000_0x0+0x1001_0x0: ${pairs}`,
      '0x1001_0x0',
      '0x1000_0x0, link',
    ],
    ['desc=x', `The list of descriptors by hand cannot be x: ${pairs}`, 'x', 'none, default'],
    ['desc=', `The list of descriptors by hand has no value: ${pairs}`, undefined, 'none, default'],
    [
      `desc=${words.join('+')}`,
      'The list of descriptors by hand cannot be 0x0_0x1+0x8_0x1+0x10_0x1+0x18_0x1+0x20_0…: it has 33 words, and 32 are allowed.',
      undefined,
      `${words.slice(0, 32).join('+')}, link`,
    ],
  ],
  flags: [
    [
      'slot=log+rw',
      `The slot’s flags field cannot be log+rw: ${slotFlags} Did you mean ro?`,
      'rw',
      'log, link',
    ],
    ['slot=', `The slot’s flags field has no value: ${slotFlags}`, undefined, 'none, default'],
    ['slot=none+ro', `The slot’s flags field cannot be none+ro: ${slotFlags}`, 'none', 'ro, link'],
  ],
  'a text': [
    [
      'title=SGk!SGk',
      'Title cannot be SGk!SGk: its 4th character, !, is not a digit of base64url.',
      '!',
      'nothing',
    ],
    ['title=SGkgA', 'Title cannot be SGkgA: its end is missing.', undefined, 'nothing'],
    ['title=_w', 'Title cannot be _w: it is not UTF-8.', undefined, 'nothing'],
    ['title=AA', 'Title cannot be AA: it holds a control character.', undefined, 'nothing'],
    ['title=Cg', 'Title cannot be Cg: it holds a control character.', undefined, 'nothing'],
    [
      `title=${'QUJD'.repeat(41)}`,
      `Title cannot be ${'QUJD'.repeat(10)}…: it has 123 characters, and 120 are allowed.`,
      undefined,
      'nothing',
    ],
    [
      `note=${'QUJD'.repeat(667)}`,
      `Note cannot be ${'QUJD'.repeat(10)}…: it has 2001 characters, and 2000 are allowed.`,
      undefined,
      'nothing',
    ],
  ],
}

/** The same of what else an address holds. */
const ofOthers: Readonly<Record<string, readonly Row[]>> = {
  'what cannot be decoded': [
    [
      'mair=%4',
      'MAIR_EL1 byte cannot be %4: its % is not followed by two hexadecimal digits.',
      '%',
      '0xff, default',
    ],
    [
      'mair=a%ff%fe',
      'MAIR_EL1 byte cannot be a%ff%fe: its % signs do not spell UTF-8.',
      '%ff%fe',
      '0xff, default',
    ],
  ],
  'what is given twice': [
    [
      'mair=4&mair=5',
      'MAIR_EL1 byte is given more than once, and the last value counts.',
      undefined,
      '0x05, link',
    ],
  ],
  'the preset': [
    ['p=gone', 'The preset cannot be gone: there is none of that name.', undefined, 'nothing'],
    [
      'p=plane',
      'The preset cannot be plane: there is none of that name. Did you mean plain?',
      undefined,
      'nothing',
    ],
  ],
  'an id': [
    ['pick=a_b', `The picked element cannot be a_b: ${id}`, undefined, 'nothing'],
    ['seen=-a', `What was seen cannot be -a: ${id}`, undefined, 'nothing'],
    ['from=a-', `What led here cannot be a-: ${id}`, undefined, 'nothing'],
  ],
  'a policy': [
    [
      'than=after',
      `The policy to compare with cannot be after: it is one of ${kernels}.`,
      undefined,
      'nothing',
    ],
    [
      'on=7.3',
      `The kernel that it was seen on cannot be 7.3: it is one of ${kernels}.`,
      undefined,
      'nothing',
    ],
  ],
  'the fingerprint': [
    [
      'a=lionud',
      'The fingerprint of the answer cannot be lionud: it has 6 letters and digits, and neither i, l, o nor u.',
      undefined,
      'nothing',
    ],
  ],
  'the folds': [
    [
      'open=hrc',
      `The list of open groups cannot be hrc: it joins some of ${folds} by +, or is none. Did you mean hcr?`,
      'hrc',
      'cpu+kernel+vma+slot+access, default',
    ],
  ],
  'the second scenario': [
    [
      'b=b',
      'The second scenario cannot be b: it is a, where it is like A; else it is told by the keys b. in which it differs.',
      undefined,
      'nothing',
    ],
    ['b.fwb=2', 'FEAT_S2FWB of B cannot be 2: it is 0 or 1.', undefined, '1, A'],
  ],
  'the situation': [
    [
      'sit=lead',
      'The situation of act 5 cannot be lead: it is one of leak, lost-write, guest-to-vmm, vmm-to-guest, dirty-civac, own. Did you mean leak?',
      undefined,
      'nothing',
    ],
  ],
  'the repair': [
    [
      'fix=cvac-after-1+cvau-after-2',
      `The repair of the situation cannot be cvac-after-1+cvau-after-2: cvau-after-2 ${repair}`,
      'cvau-after-2',
      'nothing',
    ],
    [
      'fix=',
      `The repair of the situation has no value: a piece that is empty ${repair}`,
      undefined,
      'nothing',
    ],
    [
      'fix=cvac-after-1+cvac-after-2+cvac-after-3',
      'The repair of the situation cannot be cvac-after-1+cvac-after-2+cvac-after-3: it joins 2 repairs by + at most, and these are 3.'.replace(
        '…',
        '',
      ),
      undefined,
      'nothing',
    ],
  ],
  'the outcome': [
    [
      'run=old.guest1',
      `The outcome that is replayed cannot be old.guest1: guest1 ${value}`,
      'guest1',
      'nothing',
    ],
    [
      'run=a..b',
      `The outcome that is replayed cannot be a..b: a piece that is empty ${value}`,
      undefined,
      'nothing',
    ],
    [
      'run=a.a.a.a.a.a.a.a.a.a.a.a.a',
      'The outcome that is replayed cannot be a.a.a.a.a.a.a.a.a.a.a.a.a: a script has 12 reads at most, and these are 13 values.',
      undefined,
      'nothing',
    ],
  ],
  'the script of one’s own': [
    [
      'own=a+gast-r',
      'The script of one’s own cannot be a+gast-r: who acts in step 1, gast-r, must be vmm, guest or kvm.',
      'gast-r',
      'a, link',
    ],
    [
      'own=a+vmm-x',
      'The script of one’s own cannot be a+vmm-x: what is done in step 1, vmm-x, must be r, w, cvac or civac.',
      'vmm-x',
      'a, link',
    ],
    [
      'own=a+vmm-w',
      'The script of one’s own cannot be a+vmm-w: what is written in step 1, vmm-w, must be a, b, c or d.',
      'vmm-w',
      'a, link',
    ],
    [
      'own=a+vmm-r-wc',
      'The script of one’s own cannot be a+vmm-r-wc: the alias of step 1, vmm-r-wc, must be wb, wt, nc or device, or be left out where it is the one of who acts.',
      'vmm-r-wc',
      'a, link',
    ],
    [
      'own=a+vmm-r-nc-wb',
      'The script of one’s own cannot be a+vmm-r-nc-wb: step 1, vmm-r-nc-wb, must end behind nc.',
      'vmm-r-nc-wb',
      'a, link',
    ],
    [
      'own=a+vmm-cvac-nc',
      'The script of one’s own cannot be a+vmm-cvac-nc: step 1, vmm-cvac-nc, must end behind cvac.',
      'vmm-cvac-nc',
      'a, link',
    ],
    [
      'own=a++vmm-r',
      'The script of one’s own cannot be a++vmm-r: who acts in step 1, which is empty, must be vmm, guest or kvm.',
      undefined,
      'a+vmm-r, link',
    ],
    [
      'own=e+vmm-r',
      'The script of one’s own cannot be e+vmm-r: what memory holds at the start, e, must be a, b, c or d.',
      'e',
      'a+vmm-r, link',
    ],
    [
      'own=',
      'The script of one’s own has no value: what memory holds at the start, which is empty, must be a, b, c or d.',
      undefined,
      'nothing',
    ],
    [
      'own=b.dry-a+vmm-r',
      `The script of one’s own cannot be b.dry-a+vmm-r: what the cache holds at the start, b.dry-a, ${start}`,
      'b.dry-a',
      'a+vmm-r, link',
    ],
    [
      `own=a+${thirteen}`,
      'The script of one’s own cannot be a+vmm-r+vmm-r+vmm-r+vmm-r+vmm-r+vmm-r+vm…: it has 13 steps, and 12 are allowed.',
      undefined,
      `a+${thirteenth}, link`,
    ],
  ],
  'the version': [
    ['v=0', 'The version cannot be 0: it is 1 to 2.', undefined, '2, default'],
    [
      'v=3',
      'This link was made by a newer version, 3; it is read as one of version 2.',
      undefined,
      '2, default',
    ],
    ['v=1&v=2', 'The version is given more than once, and the last value counts.', undefined, '2, link'],
  ],
  'a key that there is none of': [
    [
      'barriers=0',
      'This version does not know barriers; it stays in the link, which may be from a newer version.',
      undefined,
      'nothing',
    ],
    [
      'mematr=5',
      'This version does not know mematr; it stays in the link, which may be from a newer version. Did you mean memattr?',
      undefined,
      'nothing',
    ],
    ['Foo_1=0', 'There is no key Foo_1.', undefined, 'nothing'],
    ['fwb_=0', 'There is no key fwb_. Did you mean fwb?', undefined, 'nothing'],
    ['b.foo=1', 'There is no key b.foo.', undefined, 'nothing'],
  ],
}

/** The same of the page that an address names. */
const ofPages: readonly (readonly [path: string, says: string, badPart: string | undefined, used: string])[] =
  [
    [
      '/matrix',
      'There is no page matrix; there are explore, policies, claims, thread, diagnose and compare.',
      undefined,
      'explore, default',
    ],
    [
      '/polices/x',
      'There is no page polices; there are explore, policies, claims, thread, diagnose and compare. Did you mean policies?',
      undefined,
      'explore, default',
    ],
    ['/explore/x', 'The page explore has no part x.', 'x', 'explore, default'],
    ['/policies/optin/x', 'The page policies has no part optin/x.', 'optin/x', 'policies, default'],
    ['/diagnose/x', 'The page diagnose has no part x.', 'x', 'diagnose, default'],
    ['/compare//x', 'The page compare has no part x.', 'x', 'compare, default'],
    ['/claims/s_1', 'There is no claim s_1.', 's_1', 'claims, default'],
    ['/thread/9', 'The thread has no link 9; it has links 1 to 8, and why.', '9', 'thread/1, default'],
    ['/rule/a_b', 'There is no rule a_b.', 'a_b', 'explore, default'],
    ['/rule', 'A rule stands behind rule/, and none does here.', '/rule', 'explore, default'],
  ]

const all = (table: Readonly<Record<string, readonly Row[]>>) =>
  Object.entries(table).flatMap(([kind, rows]) => rows.map((one) => ({ kind, row: one })))

describe('what an address gives in vain is told by field, value and what is allowed', () => {
  test.each([...all(ofSettings), ...all(ofOthers)])(
    'of $kind: $row.0',
    ({ row: [query, says, badPart, used] }) => {
      expect(reportOf(`#/explore?${query}`)).toEqual(told(says, badPart, used ?? byDefault(query)))
    },
  )

  test.each(ofPages)('of the page %s', (path, says, badPart, used) => {
    expect(reportOf(`#${path}`)).toEqual(told(says, badPart, used))
  })

  test('of a version, where there is only the first', () => {
    expect(reportOf('#/explore?v=0', [])).toEqual(
      told('The version cannot be 0: it is 1.', undefined, '1, default'),
    )
  })

  test('of a version that cannot be brought up to date', () => {
    const failing: Migration = {
      from: 1,
      to: 2,
      up: () => {
        throw new Error('not so')
      },
    }
    expect(reportOf('#/explore?v=1', [failing])).toEqual(
      told('This link could not be brought from version 1 to version 2.', undefined, 'nothing'),
    )
  })

  test('of a link that is too long', () => {
    const fragment = `#/explore?${'a'.repeat(longestAddress)}`
    expect(reportOf(fragment)).toEqual(
      told('This link has 24586 characters, and up to 24576 are read.', undefined, 'nothing'),
    )
    expect(parse(fragment).dropped).toMatchObject([
      { why: 'length', key: '', raw: `${fragment.slice(0, 40)}…` },
    ])
  })
})
