import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { presets } from '../../src/content/presets.ts'
import { compare } from '../../src/explain/compare/comparison.ts'
import { resolve } from '../../src/explain/resolve.ts'
import { ascii } from '../../src/export/ascii.ts'
import { comparisonText } from '../../src/export/text/comparison.ts'
import { emptyAddress, parseAddress, writeAddress } from '../../src/scenario/address.ts'
import { nothingBesides } from '../../src/scenario/besides.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'
import { kvmScenario } from '../scenario/arbitrary.ts'
import { nastyScenario } from './nasty.ts'
import { ofEvery } from '../of-every.ts'
import { sweep } from '../sweep.ts'

const origin = 'https://example.org/stagecraft/'
const linkOf = (scenario: Scenario, other: Scenario) =>
  origin +
  writeAddress(
    { ...emptyAddress, view: { name: 'compare' }, scenario, besides: { ...nothingBesides, other } },
    presets,
  )
const textOf = (a: Scenario, b: Scenario) => comparisonText(compare(resolve(a), resolve(b)), linkOf(a, b))

const pairs = fc.oneof(fc.tuple(nastyScenario, nastyScenario), fc.tuple(kvmScenario, kvmScenario))
const lineOf72 = /^[\x20-\x7e]{0,72}$/

/** Comparisons with what is written of them. */
const mails = fc.sample(pairs, sweep(500)).map(([a, b]) => ({ a, b, written: textOf(a, b) }))

const ofEveryMail = (holds: (of: (typeof mails)[number]) => void) => {
  ofEvery(mails, ({ a, b }) => [a, b], holds)
}

describe('a comparison for mail', () => {
  test('is printable ASCII in lines of at most 72 columns, with nothing behind their end', () => {
    ofEveryMail(({ written }) => {
      const lines = written.split('\n')
      expect(lines.filter((line) => !lineOf72.test(line) || line.endsWith(' '))).toEqual([])
      expect(lines.at(-1)).toBe('')
    })
  })

  test('leads back to both scenarios: the link survives its line breaks', () => {
    ofEveryMail(({ a, b, written }) => {
      const link = written
        .slice(written.lastIndexOf('\n[1] ') + 5)
        .replaceAll('\n', '')
        .replace(/^<(.*)>$/, '$1')
      const { scenario, besides } = parseAddress(new URL(link).hash, presets)
      expect(scenario).toEqual(a)
      expect(besides.other ?? scenario).toEqual(b)
    })
  })

  test('begins with the sentence and names every rule that made a difference', () => {
    fc.assert(
      fc.property(kvmScenario, kvmScenario, (a, b) => {
        const found = compare(resolve(a), resolve(b))
        const words = (text: string) => ascii(text).replace(/\s+/g, '')
        const written = words(comparisonText(found, origin))
        expect(written.startsWith(words(`${found.says} [1]`))).toBe(true)
        const made = found.rules.filter(({ rows }) => rows.some(({ differs }) => differs))
        for (const { id } of made.flatMap((one) => [...one.a, ...one.b])) expect(written).toContain(words(id))
      }),
      { numRuns: sweep(300) },
    )
  })

  test('of the kernels before and now is a table that can be read in a mail', () => {
    const written = textOf({ ...defaults, policy: 'before' }, defaults)
    expect(written).toContain('B differs in:\n  KVM policy: A Linux 6.9 to 6.16, B Linux 7.3\n')
    expect(written).toContain(
      '  2 Fault                 A                       B\n  Stage 2 type            Device-nGnRE            Normal Write-Back\n',
    )
    expect(written).toContain('kvm_s2_fault_pin_pfn(), Linux 7.3, check')
    expect(written).not.toContain('S2AP')
  })
})
