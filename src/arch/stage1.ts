import { cached, device, nc, normal, type MemoryAttributes } from './attributes.ts'
import { mairByte } from './mair.ts'
import type { AttributeInputs } from './inputs.ts'
import type { Decide, Table } from './rule.ts'
import { stage1EffectiveShareability, stage1Shareability } from './shareability.ts'

/** The attributes of an access whose stage 1 is off, or null where it is on. */
export const stage1Disabled: Table<AttributeInputs, MemoryAttributes | null> = {
  id: 's1-disabled',
  title: 'Stage 1: is it on?',
  of: ['type', 'hints', 'shareability', 'tags', 'xs-attr'],
  rules: [
    {
      id: 's1-off-dc-tagged',
      cite: ['s1-disabled', 's1-enabled', 'hcr-el2'],
      says: 'Default cacheable, Tagged',
      because: '{dc} turns stage 1 off, and with {dct} every access is Tagged Write-Back, Non-shareable',
      reads: ['dc', 'dct', 'mte2'],
      when: (at) => at.dc && at.dct && at.mte2,
      gives: () => normal(cached('WB', 'RWA'), cached('WB', 'RWA'), 'NSH', false, true),
    },
    {
      id: 's1-off-dc',
      cite: ['s1-disabled', 's1-enabled', 'hcr-el2'],
      says: 'Default cacheable',
      because: '{dc} turns stage 1 off and makes every access Write-Back, Non-shareable, Untagged',
      reads: ['dc', 'dct', 'mte2'],
      when: (at) => at.dc,
      gives: () => normal(cached('WB', 'RWA'), cached('WB', 'RWA'), 'NSH', false),
    },
    {
      id: 's1-off-fetch-cached',
      cite: ['s1-disabled'],
      says: 'Stage 1 off, fetch with the I-cache on',
      because: 'stage 1 is off ({m}), and with {i} a fetch is Write-Through, read-allocate',
      reads: ['m', 'acc', 'i'],
      when: (at) => !at.m && at.acc === 'x' && at.i,
      gives: () => normal(cached('WT', 'RA'), cached('WT', 'RA'), 'OSH', true),
    },
    {
      id: 's1-off-fetch',
      cite: ['s1-disabled'],
      says: 'Stage 1 off, fetch with the I-cache off',
      because: 'stage 1 is off ({m}), and with {i} a fetch is Non-cacheable',
      reads: ['m', 'acc', 'i'],
      when: (at) => !at.m && at.acc === 'x',
      gives: () => normal(nc, nc, 'OSH', true),
    },
    {
      id: 's1-off-data',
      cite: ['s1-disabled'],
      says: 'Stage 1 off',
      because: 'stage 1 is off ({m}), and a data access is then Device-nGnRnE',
      reads: ['m', 'acc'],
      when: (at) => !at.m,
      gives: () => device('nGnRnE', 'OSH', true),
    },
    {
      id: 's1-on',
      cite: ['s1-enabled'],
      says: 'Stage 1 on',
      because: 'stage 1 is on ({m}, {dc}), so the leaf and MAIR_EL1 speak',
      reads: ['m', 'dc'],
      when: () => true,
      gives: () => null,
      keeps: true,
    },
  ],
}

interface Leaving {
  readonly at: AttributeInputs
  readonly attrs: MemoryAttributes
}

/** A location that becomes Non-cacheable: Outer Shareable and Untagged, with its XS kept. */
export const asNonCacheable = (attrs: MemoryAttributes, tagged = false) =>
  normal(nc, nc, 'OSH', attrs.xs, tagged)

/** What the access and SCTLR_EL1.{C, I} do to the decoded leaf; null is a Permission fault. */
export const leavingStage1: Table<Leaving, MemoryAttributes | null> = {
  id: 's1-override',
  title: 'Stage 1: the access and SCTLR_EL1.{C, I}',
  of: ['type', 'hints', 'shareability', 'tags'],
  rules: [
    {
      id: 's1-fetch-device',
      cite: ['s1-translate'],
      says: 'A fetch from Device at stage 1',
      because: 'stage 1 makes it Device, and a fetch from Device {fetchdev} on this PE',
      reads: ['acc', 'fetchdev'],
      when: ({ at, attrs }) => at.acc === 'x' && attrs.device !== null,
      gives: ({ at, attrs }) => (at.fetchdev === 'fault' ? null : asNonCacheable(attrs)),
      status: 'constrained-unpredictable',
      choice: 'INSTRDEVICE',
    },
    {
      id: 's1-fetch-uncached',
      cite: ['s1-translate', 'sctlr-el1'],
      says: 'A fetch with the I-cache off',
      because: '{i} makes every fetch Non-cacheable at stage 1',
      reads: ['acc', 'i'],
      when: ({ at }) => at.acc === 'x' && !at.i,
      gives: ({ attrs }) => asNonCacheable(attrs),
    },
    {
      id: 's1-data-uncached-tagged',
      cite: ['s1-translate', 'sctlr-el1'],
      says: 'Tagged data with the cache off',
      because: '{c} makes Normal memory Non-cacheable at stage 1, and Tagged memory {c0tag} on this PE',
      reads: ['acc', 'c', 'c0tag'],
      when: ({ at, attrs }) => at.acc === 'r' && !at.c && attrs.tagged,
      gives: ({ at, attrs }) => asNonCacheable(attrs, at.c0tag),
      status: 'constrained-unpredictable',
      choice: 'S1CTAGGED',
    },
    {
      id: 's1-data-uncached',
      cite: ['s1-translate', 'sctlr-el1'],
      says: 'Data with the cache off',
      because: '{c} makes Normal memory Non-cacheable at stage 1',
      reads: ['acc', 'c'],
      when: ({ at, attrs }) => at.acc === 'r' && !at.c && attrs.device === null,
      gives: ({ attrs }) => asNonCacheable(attrs),
    },
    {
      id: 's1-kept',
      cite: ['s1-translate'],
      says: 'Stage 1 as decoded',
      because: 'neither the access nor SCTLR_EL1 changes the decoded attributes',
      reads: ['acc', 'c', 'i'],
      when: () => true,
      gives: ({ attrs }) => attrs,
      keeps: true,
    },
  ],
}

/**
 * Stage 1 of an access, up to what it hands to stage 2; null where it takes a Permission fault.
 * Source: `AArch64_S1Translate`.
 */
export function stage1(at: AttributeInputs, decide: Decide): MemoryAttributes | null {
  const off = decide(stage1Disabled, at)
  if (off) return off
  const shareability = decide(stage1Shareability, at)
  const decoded = decide(mairByte, { at, shareability })
  const attrs = decide(leavingStage1, { at, attrs: decoded })
  return attrs && withShareability(attrs, decide(stage1EffectiveShareability, { at, attrs }))
}

/** The same attributes with another shareability. */
export function withShareability(
  attrs: MemoryAttributes,
  shareability: MemoryAttributes['shareability'],
): MemoryAttributes {
  if (attrs.shareability === shareability) return attrs
  const { device, inner, outer, tagged, notagaccess, xs } = attrs
  return { device, inner, outer, shareability, tagged, notagaccess, xs }
}
