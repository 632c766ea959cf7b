import { describe, expect, test } from 'vitest'
import { inOneSentence } from '../../src/explain/policies/in-one-sentence.ts'
import { sideBySide } from '../../src/explain/policies/side-by-side.ts'
import { policiesText } from '../../src/export/text/policies.ts'
import { defaults } from '../../src/scenario/scenario.ts'
import type { Scenario } from '../../src/scenario/schema.ts'

function textOf(changes: Partial<Scenario>) {
  const all = sideBySide({ ...defaults, ...changes }, null)
  const host = all.hosts[all.here] ?? defaults
  return policiesText(all, inOneSentence(all.rows, host), 'https://example.org/#/policies?v=2&dic=0')
}

describe('all policies as text for mail', () => {
  test('are printable ASCII in lines of at most 72 columns, without blanks at their ends', () => {
    for (const changes of [
      {},
      { fwb: false },
      { dic: false },
      { acc: 'x' },
      { slot: 'bit3' },
      { gpa: 0x80000800 },
    ] as const)
      for (const line of textOf(changes).split('\n')) {
        expect(line).toMatch(/^[\x20-\x7e]*$/)
        expect(line.length).toBeLessThanOrEqual(72)
        expect(line).toBe(line.trimEnd())
      }
  })

  test('read like this', () => {
    expect(textOf({ dic: false })).toMatchInlineSnapshot(`
      "With FWB but without DIC, three of thirteen policies leak, two map it
      Write-Back with a hole, and eight refuse, Linux 7.3 among them. [1]

                      FWB0           FWB1 DIC0 (here)  FWB1 DIC1
      before          0/nGnRE        0/nGnRE           0/nGnRE
      v3              0/EINVAL       0/WB              0/WB
      fallback-optin* 0/nGnRE        0/nGnRE           0/nGnRE
      fallback*       0/nGnRE        0/nGnRE           0/WB
      plan*           EINVAL/EINVAL  0/WB              0/WB
      optin*          EINVAL/EFAULT  EINVAL/EFAULT     EINVAL/EFAULT
      block-v4        EINVAL/EINVAL  EINVAL/EINVAL     EINVAL/EINVAL
      optin-v6        EINVAL/EINVAL  EINVAL/EINVAL     EINVAL/WB
      optin-force*    EINVAL/EFAULT  EINVAL/EFAULT     0/WB
      optin-strict*   EINVAL/EFAULT  EINVAL/EFAULT     EINVAL/WB
      block           EINVAL/EINVAL  EINVAL/EINVAL     EINVAL/EINVAL
      linux-6.17      EINVAL/EFAULT  EINVAL/EFAULT     0/WB
      linux-7.3       EINVAL/EFAULT  EINVAL/EFAULT     0/WB

      memslot/fault; the fault of a refused slot is what it would be, were the
      VMA swapped in later.
      * nobody coded it: an interpretation of mails.

      before           leaks: pgprot is never read
      v3               a hole: a fetch needs an alias
      fallback-optin   leaks: no flag, as up to 6.16
      fallback         leaks: degraded, not cleaned
      plan             a hole: a fetch needs an alias
      optin            refused: no flag
      block-v4         refused: on every host
      optin-v6         refused: no flag, no DIC
      optin-force      refused: no DIC
      optin-strict     refused: no flag, no DIC
      block            refused: on every host
      linux-6.17       refused: no DIC
      linux-7.3        refused: no DIC

      [1] https://example.org/#/policies?v=2&dic=0
      "
    `)
  })
})
