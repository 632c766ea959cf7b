import * as fc from 'fast-check'
import type { Scenario } from '../../src/scenario/schema.ts'
import { anyScenario, anyStory } from '../scenario/arbitrary.ts'

/** Texts that try to be something else: markup, code, headers, addresses, control and combining characters. */
export const nasty: readonly string[] = [
  '<script>alert(1)</script>',
  '</style></svg><svg onload="alert(1)">',
  ']]><!--',
  '&lt;b&gt; &amp; &#x3c;',
  '"><image href="https://example.org/x.png"/>',
  "' onclick='alert(1)",
  '<?xml version="1.0"?><!DOCTYPE svg SYSTEM "file:///etc/passwd">',
  '\u2028\u2029\u00a0\u200b\ufeff',
  'a\u0301e\u0301\u202etxt',
  '“cacheable” — really…? Ångström ≤ 10 µs',
  '缓存一致性 キャッシュ 🧵',
  'w'.repeat(120),
  '[1] https://example.org/#/explore',
  'HCR_EL2.FWB=0',
  '\ud83d\ude00'.repeat(30),
  '{fwb} ${fwb} %s \\n',
]

const pieces = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme', maxLength: 40 }))
const clean = (text: string) =>
  text.replace(/[\p{Surrogate}\p{Control}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, '')

/** Any scenario with a title and a note that a reader made up. */
export const nastyScenario: fc.Arbitrary<Scenario> = fc
  .record({
    scenario: fc.oneof(anyScenario, anyStory),
    title: pieces.map((text) =>
      clean(text)
        .slice(0, 120)
        .replace(/\p{Surrogate}$/u, ''),
    ),
    note: fc.array(pieces.map(clean), { maxLength: 6 }).map((lines) =>
      lines
        .join('\n')
        .slice(0, 2000)
        .replace(/\p{Surrogate}$/u, ''),
    ),
  })
  .map(({ scenario, title, note }) => ({ ...scenario, title, note }))
