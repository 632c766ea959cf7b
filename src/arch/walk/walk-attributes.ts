import { cached, nc, normal, type CacheField, type MemoryAttributes } from '../attributes.ts'
import type { AttributeInputs } from '../inputs.ts'
import type { Decide, Table } from '../rule.ts'
import { effectiveShareability, stage1EffectiveShareability, stage1Shareability } from '../shareability.ts'
import { asNonCacheable, withShareability } from '../stage1.ts'
import type { Tables } from './tables.ts'

const regions: readonly CacheField[] = [nc, cached('WB', 'RWA'), cached('WT', 'RA'), cached('WB', 'RA')]

interface Walked {
  readonly at: AttributeInputs
  readonly tables: Pick<Tables, 'stage' | 'sh' | 'irgn' | 'orgn'>
  readonly shareability: MemoryAttributes['shareability']
}

const decoded = ({ tables: { irgn, orgn }, shareability }: Walked) => {
  const inner = regions[irgn] as CacheField
  const outer = regions[orgn] as CacheField
  return normal(inner, outer, shareability, !(inner.attr === 'WB' && outer.attr === 'WB'))
}

/** The attributes with which a stage reads its own tables, before their shareability is made effective. */
export const walkCacheability: Table<Walked, MemoryAttributes> = {
  id: 'walk-attributes',
  title: 'How a stage reads its tables',
  of: [],
  rules: [
    {
      id: 'walk-s1-uncached',
      cite: ['walk-attributes', 'sctlr-el1'],
      says: 'Non-cacheable by SCTLR_EL1.C',
      because: 'SCTLR_EL1.C 0 makes the walks of stage 1 Non-cacheable',
      reads: [],
      when: ({ at, tables }) => tables.stage === 1 && !at.c,
      gives: (walked) => asNonCacheable(decoded(walked)),
    },
    {
      id: 'walk-s2-uncached',
      cite: ['walk-attributes', 'hcr-el2'],
      says: 'Non-cacheable by HCR_EL2.CD',
      because: 'HCR_EL2.CD 1 makes the walks of stage 2 Non-cacheable',
      reads: [],
      when: ({ at, tables }) => tables.stage === 2 && at.cd,
      gives: (walked) => asNonCacheable(decoded(walked)),
    },
    {
      id: 'walk-as-written',
      cite: ['walk-attributes'],
      says: 'As IRGN, ORGN and SH say',
      because: 'the register of the stage gives inner and outer cacheability and shareability',
      reads: [],
      when: () => true,
      gives: decoded,
    },
  ],
}

/** The attributes with which a stage reads its tables. Source: `WalkMemAttrs`. */
export function walkAttributes(
  at: AttributeInputs,
  tables: Walked['tables'],
  decide: Decide,
): MemoryAttributes {
  const shareability = decide(stage1Shareability, { ...at, sh: tables.sh })
  const attrs = decide(walkCacheability, { at, tables, shareability })
  const raw = withShareability(attrs, shareability)
  const effective = tables.stage === 1 ? stage1EffectiveShareability : effectiveShareability
  return withShareability(raw, decide(effective, { at, attrs: raw }))
}
