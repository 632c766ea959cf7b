import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { properties } from '../../src/explain/answer.ts'
import { resolve as resolveStory } from '../../src/explain/resolve.ts'
import { plain } from '../../src/explain/sentence.ts'
import { ascii } from '../../src/export/ascii.ts'
import { asText } from '../../src/export/text.ts'
import { emptyAddress, parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { baseScenario } from '../../src/scenario/preset.ts'
import { defaults as initial } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { defaults, resolve } from '../explain/by-hand.ts'
import { kvmScenario, walkScenario } from '../scenario/arbitrary.ts'
import { nasty, nastyScenario } from './nasty.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'

const origin = 'https://example.org/stagecraft/'
const linkOf = (scenario: Scenario) => origin + writeAddress({ ...emptyAddress, scenario }, presets)
const text = (changes: Partial<Scenario> = {}) => {
  const scenario = { ...defaults, ...changes }
  return asText(resolveStory(scenario), linkOf(scenario))
}

/** The text of a story without its link. */
const story = (changes: Partial<Scenario>) =>
  asText(resolveStory({ ...initial, ...changes }), origin).replace(/\n\[1\] .*\n$/, '')

/** The lines about memslot, fault, leaf and guest. */
const actsIn = (written: string) =>
  written
    .split('\n\n')
    .find((part) => part.startsWith('Memslot '))
    ?.split('\n')

const ram: Partial<Scenario> = { vma: 'none', pfn: 'map-memory' }

/** The link at the end of a text, as a browser takes it: line breaks dropped. */
function pasted(written: string): string {
  const footnote = written.slice(written.lastIndexOf('\n[1] ') + 5)
  return footnote.replaceAll('\n', '').replace(/^<(.*)>$/, '$1')
}

const lineOf72 = /^[\x20-\x7e]{0,72}$/

describe('a text for mail', () => {
  /** Scenarios with what is written of them. */
  const mails = fc
    .sample(nastyScenario, sweep(2_000))
    .map((scenario) => ({ scenario, written: asText(resolveStory(scenario), linkOf(scenario)) }))
  const ofEveryMail = (holds: (of: (typeof mails)[number]) => void) => {
    ofEvery(mails, ({ scenario }) => scenario, holds)
  }

  test('is printable ASCII in lines of at most 72 columns, with nothing behind their end', () => {
    ofEveryMail(({ written }) => {
      const lines = written.split('\n')
      expect(lines.filter((line) => !lineOf72.test(line) || line.endsWith(' '))).toEqual([])
      expect(lines.at(-1)).toBe('')
    })
  })

  test('leads back to its scenario: the link survives its line breaks', () => {
    ofEveryMail(({ scenario, written }) => {
      const link = pasted(written)
      expect(link.startsWith(origin)).toBe(true)
      expect(parseAddress(new URL(link).hash, presets)).toMatchObject({ scenario, dropped: [] })
    })
  })

  test.each(presets)('says the verdict, the rules and the reading of $id', (preset) => {
    const outcome = resolveStory(baseScenario(preset))
    const written = asText(outcome, `${origin}#/explore?v=2&p=${preset.id}`)
    const words = written.replace(/\s+/g, ' ')
    expect(words).toContain(ascii(plain(outcome.verdict)))
    const { access, kvm } = outcome
    for (const property of properties)
      for (const { rule } of access?.answers[property].decided ?? [])
        expect(words).toContain(`rule ${rule.id}`)
    const attr = access?.attributes.par?.attr.toString(16).padStart(2, '0')
    expect(words.includes('PAR_EL1')).toBe(access !== null)
    expect(words).toContain(access ? `ATTR=0x${attr}` : '')
    for (const name of ['Memslot', 'Fault', 'Walk', 'Guest', 'Coherency'])
      expect(new RegExp(`^${name} +\\S`, 'm').test(written)).toBe(kvm !== null)
    expect(/^Leaf {2,}0x/m.test(written)).toBe(Boolean(kvm?.leaf))
    expect(words.includes('Checks that KVM took:')).toBe(kvm !== null)
    expect(written.endsWith(`\n[1] ${origin}#/explore?v=2&p=${preset.id}\n`)).toBe(true)
  })

  test('reads like this', () => {
    expect(asText(resolve({ ...defaults, mair: 0xbb, s2sh: 0b10 }), `${origin}#/explore?v=2`)).toBe(
      `The guest gets Normal Write-Back: MemAttr 0b0110 under HCR_EL2.FWB 1
makes it Write-Back, inner and outer, whatever stage 1 says. [1]

HCR_EL2.FWB=1, MAIR_EL1 byte=0xbb, stage-1 SH=0b11,
Stage-2 leaf: by hand, stage-2 MemAttr=0b0110, stage-2 SH=0b10

Reads of the walk:
   # Level Index          Descriptor at   Value              Kind
   1 S2 L0 [47:39] 0x0    0x103e400000    0x000000103e412003 table
   2 S2 L1 [38:30] 0x1    0x103e412008    0x000000103e413003 table
   3 S2 L2 [29:21] 0x51   0x103e413288    0x000000103e414003 table
   4 S2 L3 [20:12] 0x1b1  0x103e414d88    0x000000105c7b17db page
   5 S1 L0 [47:39] 0x100  0x105c7b1800    0x00000000bfff6003 table
   6 S2 L0 [47:39] 0x0    0x103e400000    0x000000103e412003 table
   7 S2 L1 [38:30] 0x2    0x103e412010    0x000000103e415003 table
   8 S2 L2 [29:21] 0x1ff  0x103e415ff8    0x000000103e416003 table
   9 S2 L3 [20:12] 0x1f6  0x103e416fb0    0x000000105d3f67db page
  10 S1 L1 [38:30] 0x2    0x105d3f6010    0x00000000bfff5003 table
  11 S2 L0 [47:39] 0x0    0x103e400000    0x000000103e412003 table
  12 S2 L1 [38:30] 0x2    0x103e412010    0x000000103e415003 table
  13 S2 L2 [29:21] 0x1ff  0x103e415ff8    0x000000103e416003 table
  14 S2 L3 [20:12] 0x1f5  0x103e416fa8    0x000000105d5ea7db page
  15 S1 L2 [29:21] 0x51   0x105d5ea288    0x00000000bfff0003 table
  16 S2 L0 [47:39] 0x0    0x103e400000    0x000000103e412003 table
  17 S2 L1 [38:30] 0x2    0x103e412010    0x000000103e415003 table
  18 S2 L2 [29:21] 0x1ff  0x103e415ff8    0x000000103e416003 table
  19 S2 L3 [20:12] 0x1f0  0x103e416f80    0x000000105d0f07db page
  20 S1 L3 [20:12] 0x1c5  0x105d0f0e28    0x004000a0103c5703 page
  21 S2 L0 [47:39] 0x1    0x103e400008    0x000000103e417003 table
  22 S2 L1 [38:30] 0x80   0x103e417400    0x000000103e418003 table
  23 S2 L2 [29:21] 0x81   0x103e418408    0x000000103e419003 table
  24 S2 L3 [20:12] 0x1c5  0x103e419e28    0x00004200103c56db page

             | S1              | S2                   | Result
Type         | NORMAL-WT       | force Write-Back     | NORMAL-WB
Hints        | RWA             | -                    | RWA
Shareability | ISH             | OSH, SH=0b10         | OSH
Tags         | untagged        | -                    | untagged
XS           | 1               | FnXS=0               | 0

PAR_EL1: ATTR=0xff SH=0b10, as AT S12E1R reports it

Decided by:
  Type: Forces Write-Back
    MemAttr 0b0110 under HCR_EL2.FWB 1 makes it Write-Back, inner and
    outer, whatever stage 1 says
    AArch64_S2ApplyFWBMemAttrs, rule fwb-force-wb
  Hints: Stage 1's, kept
    the result is cacheable, and stage 2 has no hints of its own
    AArch64_S2ApplyFWBMemAttrs, rule fwb-hints-stage1
  Shareability: Outer Shareable if either stage says so
    stage 1 says ISH, stage 2 OSH; OSH goes over ISH, ISH over NSH
    S2CombineS1Shareability, rule sh-either-osh
  Tags: Tagged needs stage 1 Tagged
    stage 1 hands on Untagged memory, and stage 2 cannot add tags
    S2MemTagType, rule tags-untagged
  XS: 0, because it is Write-Back
    MemAttr 0b0110 forces Write-Back, which has XS 0
    AArch64_S2ApplyFWBMemAttrs, rule xs-fwb-write-back

[1] https://example.org/stagecraft/#/explore?v=2
`,
    )
  })

  test('names the controls that matter and leaves out those that do nothing', () => {
    const controls = (changes: Partial<Scenario>) => text(changes).split('\n\n')[1]?.replaceAll('\n', ' ')
    expect(controls({ fwb: false, memattr: 0b0101, cd: true, id: true })).toBe(
      'FEAT_S2FWB=0, MAIR_EL1 byte=0xff, stage-1 SH=0b11, Stage-2 leaf: by hand, stage-2 MemAttr=0b0101, stage-2 SH=0b11, HCR_EL2.CD=1',
    )
    expect(controls({ m: false, vm: false, fnxs: true })).toBe(
      'SCTLR_EL1.M=0, Stage-2 leaf: by hand, HCR_EL2.VM=0',
    )
    expect(controls({ sh: 0b01, sh01: 'NSH' })).toContain('SH 0b01 is read as: Non-shareable')
  })

  test('says what is left open, with the other permitted answers', () => {
    const words = text({ mair: 0x10, memattr: 0b0111 }).replace(/\s+/g, ' ')
    expect(words).toContain('Open points: [UNPREDICTABLE] MAIR_EL1 byte 0x10 has an inner nibble')
    expect(words).toContain('- if "its fields, one by one": Normal Write-Through')
    expect(text()).not.toContain('Open points')
  })

  test('says a fault, and no PAR_EL1', () => {
    const written = text({ acc: 'x', mair: 0x04, fetchdev: 'fault' })
    expect(written.replace(/\s+/g, ' ')).toContain('takes a Permission fault at stage 1')
    expect(written).not.toContain('PAR_EL1')
  })

  test('holds the title first and the note set off', () => {
    const written = text({ title: 'Is it “cacheable”?', note: 'Asked on the list:\n\nmay it be → WB?' })
    expect(written.split('\n')[0]).toBe('Is it "cacheable"?')
    expect(written).toContain('\nNote:\n  Asked on the list:\n  may it be -> WB?\n')
  })

  test('breaks a long link between angle brackets', () => {
    const footnote =
      text({ note: 'x'.repeat(200) })
        .split('\n\n')
        .at(-1) ?? ''
    expect(footnote).toMatch(/^\[1\] <https:\S+\n(\S+\n)*\S+>\n$/)
    expect(footnote.split('\n').every((line) => !line.endsWith('-'))).toBe(true)
  })
})

/** The part of a text that starts with a heading. */
const partOf = (written: string, heading: string) =>
  written
    .split('\n\n')
    .find((part) => part.startsWith(heading))
    ?.split('\n') ?? []

describe('a text about a walk', () => {
  test('is printable ASCII in lines of at most 72 columns, whatever the tables hold', () => {
    fc.assert(
      fc.property(walkScenario, (scenario) => {
        const lines = asText(resolveStory(scenario), origin).split('\n')
        expect(lines.filter((line) => !lineOf72.test(line) || line.endsWith(' '))).toEqual([])
      }),
      { numRuns: sweep(500) },
    )
  })

  test('has each read on a line of its own, in order', () => {
    fc.assert(
      fc.property(walkScenario, (scenario) => {
        const outcome = resolveStory(scenario)
        const lines = partOf(asText(outcome, origin), 'Reads of the walk:')
        const read = lines.filter((line) => /^ {2,3}\d+ S[12] L-?\d /.test(line))
        const told = (outcome.walk?.reads ?? []).map(
          ({ number, stage, level }) => `${number} S${stage} L${level}`,
        )
        expect(read.map((line) => line.trim().split(' ').slice(0, 3).join(' '))).toEqual(told)
      }),
      { numRuns: sweep(300) },
    )
  })

  test('says of a read its index, its address, its word and what it is', () => {
    expect(partOf(story({}), 'Reads of the walk:').slice(0, 3)).toEqual([
      'Reads of the walk:',
      '   # Level Index          Descriptor at   Value              Kind',
      '   1 S2 L0 [47:39] 0x0    0x103e400000    0x000000103e412003 table',
    ])
  })

  test('says what hardware writes', () => {
    const flagged = text({ tcr: 'ha', hafdbs: true, af: false })
    expect(flagged).toMatch(/\n {2}25 S1 L3 .*303 page\n {6}hardware writes 0x\w+703\n/)
  })

  test('says where it ends in a fault, who takes it, its registers and its rule', () => {
    const written = text({ ap: 0b10, acc: 'w' })
    expect(partOf(written, 'Reads').at(-1)).toBe('  not made for the access: S2 L0, S2 L1, S2 L2, S2 L3')
    expect(partOf(written, 'The walk ends')).toEqual([
      'The walk ends in a fault: Permission fault, stage 1 level 3.',
      '  It is lost at L3 page: AP[2] 1 makes the leaf read-only, at EL1 and',
      '  EL0.',
      "  The guest's kernel takes it at EL1, and the hypervisor never sees it.",
      '  ESR_EL1=0x000000009600004f, DFSC=0b001111, FAR_EL1=0xffff80008a3c5a40,',
      '  PAR_EL1=0x000000000000081f by AT S12E1W',
      '  Permission fault: not writable',
      '    the write has no write permission here',
      '    AArch64_S1CheckPermissions, rule s1-no-write',
    ])
  })

  test('says what it took of what is left open', () => {
    expect(partOf(text({ txsz: 60, va: '0xffffffffffffff00' }), 'Left open in the walk:')).toEqual([
      'Left open in the walk:',
      '  [IMPLEMENTATION DEFINED] TxSZ is taken as its maximum',
      '    TCR_EL1.T1SZ is 60, and this PE allows 16 to 48 with 4K tables and',
      '    DS 0',
      '    AArch64_S1TxSZFaults, rule txsz-above-clamped',
    ])
    expect(text()).not.toContain('Left open in the walk')
  })

  test('has no reads where both stages are off', () => {
    expect(text({ m: false, vm: false })).not.toContain('Reads of the walk')
  })
})

describe('a text about coherency', () => {
  const coherency = (changes: Partial<Scenario>) =>
    partOf(story(changes).trimEnd(), 'Coherency of a line:').slice(1)
  const cleans = '    repaired by DC CVAC or DC CIVAC by the VMM after its write'
  const leftOut = [
    '  [not modelled] The model has one cache, whole lines, and steps that',
    '    are complete with the barriers that they take: no reordering, no',
    '    exclusives monitor, whose state may become UNKNOWN with mismatched',
    '    aliases, and no DMA of devices, snooping or not.',
  ]

  test('tells each situation that is unsafe with its smallest repair, what user space must do, and assumptions', () => {
    expect(coherency({ policy: 'before' })).toEqual([
      '  leak: the guest may read what the previous tenant left',
      cleans,
      "  lost-write: the guest may read the VMM's zeros in place of what it",
      '    wrote',
      cleans,
      '  guest-to-vmm: the VMM may read the old data',
      '    repaired by DC CIVAC by the VMM before its second read',
      '  vmm-to-guest: the guest may read the old data',
      cleans,
      '  dirty-civac: the guest may read what the VMM wrote in place of what',
      '    it wrote',
      cleans,
      '  User space must do: before reading data, DC CIVAC before each read,',
      '    after cleaning what the VMM wrote itself: see dirty-civac; after',
      '    writing data, DC CVAC or DC CIVAC after each write, the first time',
      '    before the guest sees the page; after writing code, nothing: it is',
      '    never executable.',
      '  [assumption] An access that goes around the cache neither hits a',
      '    copy there nor drops it: the architecture permits both for',
      '    mismatched aliases, and Linux relies on systems that do neither.',
      "  [assumption] The leaf of the host's own stage 1 is taken to be as",
      '    pgprot of the VMA says, which is all that KVM looks at; a driver may',
      '    have mapped the page otherwise.',
      ...leftOut,
    ])
  })

  test('says of a coherent line that nothing is to be maintained, whatever the guest chooses', () => {
    expect(coherency({})).toEqual([
      '  User space has nothing to maintain, for data or code, whatever the',
      '    guest chooses.',
      "  [assumption] The leaf of the host's own stage 1 is taken to be as",
      '    pgprot of the VMA says, which is all that KVM looks at; a driver may',
      '    have mapped the page otherwise.',
      '  [not modelled] What is told of any guest is told for one',
      '    shareability domain: it may choose another for its cacheable alias,',
      '    and what that permits the model does not show.',
      ...leftOut,
    ])
  })

  test('says what is owed once the guest chooses otherwise, though nothing is owed now', () => {
    const words = coherency({ ...ram, fwb: false })
      .join(' ')
      .replace(/\s+/g, ' ')
    expect(words).toContain(
      'before reading data, nothing as the guest maps it now, and whatever it chooses DC CIVAC before each read, after cleaning what the VMM wrote itself: see dirty-civac',
    )
  })

  test('says that no maintenance by the VMM is enough, and who can help', () => {
    const lines = coherency({ policy: 'before', hits: true }).join(' ').replace(/\s+/g, ' ')
    expect(lines).toContain('no maintenance by the VMM is enough')
    expect(lines).toContain(
      'DC CVAC by the guest before its write and DC CIVAC after its write would be enough.',
    )
    expect(lines).toContain('[assumption] The worst case')
  })

  test('says for which guest it is told, where the guest may choose', () => {
    const lines = coherency({ ...ram, fwb: false, anyguest: true })
      .join(' ')
      .replace(/\s+/g, ' ')
    expect(lines).toContain('Told for the worst that the guest may choose. Whatever type the guest')
  })

  test('tells the peer beside this host', () => {
    const lines = (changes: Partial<Scenario>) =>
      coherency({ ...ram, mair: 0x44, peer: true, ...changes })
        .join(' ')
        .replace(/\s+/g, ' ')
    expect(lines({ peerfwb: false })).toContain('On the peer it must do: before reading data, DC CIVAC')
    expect(lines({})).toContain('On the peer it has nothing to maintain')
  })

  test('is not there where the question does not arise, or stage 2 is set by hand', () => {
    for (const changes of [{ fwb: false }, { s2: 'hand' }] as const)
      expect(story(changes)).not.toContain('Coherency of a line')
    expect(story({ s2: 'hand' })).not.toContain('Coherency')
  })
})

describe('a text about KVM', () => {
  test('tells an accepted memslot, the fault, the leaf with what KVM maintains, and what the guest gets', () => {
    expect(actsIn(story({}))).toEqual([
      'Memslot   0x1800000000 bytes at IPA 0xa000000000: accepted, returns 0',
      'Fault     read at IPA 0xa0103c5a40, translation fault: leaf with MemAttr',
      '          0b0110, RWX',
      'Leaf      0x00004200103c57db MemAttr=0b0110 SH=0b11 S2AP=0b11 XN=0b00',
      '          AF=1: Normal Write-Back, RWX, level 3 page of 4 KiB',
      'KVM CMO   D side none, I side none',
      'Walk      VA 0xffff80008a3c5a40: 24 reads, PA 0x4200103c5a40',
      'Guest     Normal Write-Back, ISH',
      'Coherency coherent, no maintenance',
    ])
  })

  test('tells a refused memslot, and that nothing after it is reached', () => {
    const refused = story({ fwb: false })
    expect(actsIn(refused)).toEqual([
      'Memslot   0x1800000000 bytes at IPA 0xa000000000: -EINVAL to the VMM',
      'Fault     read at IPA 0xa0103c5a40, translation fault: not reached',
      'Walk      not reached',
      'Guest     not reached',
      'Coherency Linux 7.3 refuses this memslot with -EINVAL, so that the',
      '          question of coherency does not arise: the VMA is cacheable',
      '          PFNMAP, and this host has no FEAT_S2FWB.',
    ])
    expect(refused).toContain(`Checks that KVM took:
  kvm_arch_prepare_memory_region(), arch/arm64/kvm/mmu.c, Linux 7.3
    find_vma_intersection()[1]: Every VMA in the range is looked at
    VM_PFNMAP[1] && kvm_vma_is_cacheable()[1] && !(FWB[0] &&
        DIC[1]): Cacheable PFNMAP needs FWB and DIC
`)
    expect(refused).not.toMatch(/PAR_EL1|Decided by/)
  })

  test('tells an abort in the guest', () => {
    expect(actsIn(story({ policy: 'before', acc: 'x' }))).toEqual([
      'Memslot   0x1800000000 bytes at IPA 0xa000000000: accepted, returns 0',
      'Fault     instruction fetch at IPA 0xa0103c5a40, translation fault: an',
      '          abort in the guest',
      'Walk      not reached',
      'Guest     not reached',
      "Coherency KVM answers the guest's instruction fetch with a synchronous",
      '          external instruction abort, so that the question of coherency',
      '          does not arise: the PFN is not in memblock, so that KVM takes',
      '          it for a device, and such a leaf is never executable.',
    ])
  })

  test('by hand holds nothing of it', () => {
    expect(story({ s2: 'hand' })).not.toMatch(/^(Memslot|Fault|Leaf|KVM|Walk|Guest) /m)
    expect(story({ s2: 'hand' })).not.toContain('Checks that KVM took')
  })

  test('holds the operands of each check that was taken, with their values, and the function that it is in', () => {
    fc.assert(
      fc.property(kvmScenario, (scenario) => {
        const outcome = resolveStory(scenario)
        const words = asText(outcome, linkOf(scenario)).replace(/\s+/g, ' ')
        const acts =
          outcome.kvm?.stopped === 'memslot' ? (['memslot'] as const) : (['memslot', 'fault'] as const)
        for (const act of acts)
          for (const { fn, rows } of outcome.kvm?.traces[act].functions ?? []) {
            const taken = rows.filter(({ state }) => state === 'taken' || state === 'sets')
            expect(words).toContain(taken.length > 0 ? `${fn.name}, ` : '')
            for (const { check, operands } of taken) {
              expect(words).toContain(ascii(check.says))
              for (const { name, value } of operands) expect(words).toContain(`${name}[${value ? 1 : 0}]`)
            }
          }
      }),
      { numRuns: sweep(300) },
    )
  })
})

test('typography becomes what is typed, and what has no such form a question mark', () => {
  expect(ascii('“a” → b — c… Å é ﬁ ½ 10 µs')).toBe('"a" -> b - c... A e fi 1/2 10 us')
  expect(ascii('缓存')).toBe('??')
  for (const one of nasty) expect(ascii(one)).toMatch(/^[\x20-\x7e]*$/)
})
