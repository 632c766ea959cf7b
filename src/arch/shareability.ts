import type { MemoryAttributes, Shareability } from './attributes.ts'
import type { CitationId } from '../cite/citations.ts'
import { isNonCacheable } from './attributes.ts'
import { stage2On, type AttributeInputs } from './inputs.ts'
import type { Rule, Table } from './rule.ts'

type Row = Rule<AttributeInputs, Shareability>

function encoding(key: 'sh' | 's2sh', bits: number, gives: Shareability): Row {
  const name = {
    NSH: 'Non-shareable',
    ISH: 'Inner Shareable',
    OSH: 'Outer Shareable',
  }[gives]
  return {
    id: `${key}-${gives.toLowerCase()}`,
    cite: ['sh-decode'],
    says: name,
    because: `{${key}} is ${name}`,
    reads: [key],
    when: (at) => at[key] === bits,
    gives: () => gives,
  }
}

function field(key: 'sh' | 's2sh', stage: 1 | 2): Table<AttributeInputs, Shareability> {
  return {
    id: `${key}-field`,
    title: `Stage ${stage}: the SH field of the leaf`,
    of: ['shareability'],
    rules: [
      encoding(key, 0b00, 'NSH'),
      encoding(key, 0b10, 'OSH'),
      encoding(key, 0b11, 'ISH'),
      {
        id: `${key}-reserved`,
        cite: ['sh-decode'],
        says: 'A reserved SH',
        because: `{${key}} is reserved, and on this PE read as {sh01}`,
        reads: [key, 'sh01'],
        when: (at) => at[key] === 0b01,
        gives: (at) => at.sh01,
        status: 'constrained-unpredictable',
        choice: 'Shareability',
      },
    ],
  }
}

/** The leaf's SH[9:8] at each stage: two bits, one of them reserved. */
export const stage1Shareability = field('sh', 1)
export const stage2Shareability = field('s2sh', 2)

interface Located {
  readonly at: AttributeInputs
  readonly attrs: MemoryAttributes
}

const forcedOuter = (
  id: string,
  says: string,
  because: string,
  when: (attrs: MemoryAttributes) => boolean,
) => ({
  id,
  whose: 'neither' as const,
  cite: ['sh-effective'] as readonly CitationId[],
  says,
  because,
  reads: [],
  when: ({ attrs }: Located) => when(attrs),
  gives: (): Shareability => 'OSH',
})

const kept = (id: string): Rule<Located, Shareability> => ({
  id,
  cite: ['sh-effective'],
  says: 'Kept',
  because: 'it is cacheable somewhere, so the shareability counts as it stands',
  reads: [],
  when: () => true,
  gives: ({ attrs }) => attrs.shareability,
  keeps: true,
})

/** Whether stage 1 hands on its effective shareability or the raw field. */
export const stage1EffectiveShareability: Table<Located, Shareability> = {
  id: 's1-effective-sh',
  title: 'Stage 1: effective shareability',
  of: ['shareability'],
  rules: [
    {
      id: 's1-sh-raw',
      cite: ['sh-effective', 's1-translate'],
      says: 'Handed on raw',
      because: 'on this PE stage 1 hands on the shareability {effsh}, and stage 2 is on',
      reads: ['effsh', 'vm', 'dc'],
      when: ({ at }) => !at.effsh && stage2On(at),
      gives: ({ attrs }) => attrs.shareability,
      keeps: true,
      status: 'implementation-defined',
    },
    forcedOuter(
      's1-sh-device',
      'Device is Outer Shareable',
      'a Device location counts as Outer Shareable, whatever SH says',
      ({ device }) => device !== null,
    ),
    forcedOuter(
      's1-sh-nc',
      'Non-cacheable is Outer Shareable',
      'a location that is Non-cacheable in both fields counts as Outer Shareable, whatever SH says',
      isNonCacheable,
    ),
    kept('s1-sh-kept'),
  ],
}

interface BothStages {
  readonly s1: MemoryAttributes
  readonly s2: Shareability
}

const stronger = (
  id: string,
  title: string,
  says: string,
  value: Shareability,
): Rule<BothStages, Shareability> => ({
  id,
  whose: 'both',
  cite: ['combine-shareability'],
  says: title,
  because: says,
  shows: ({ s1, s2 }) =>
    s1.shareability === s2
      ? `both stages say ${value}`
      : `stage 1 says ${s1.shareability}, stage 2 ${s2}; OSH goes over ISH, ISH over NSH`,
  reads: [],
  when: ({ s1, s2 }) => value === 'NSH' || s1.shareability === value || s2 === value,
  gives: () => value,
})

/** Shareability of both stages, the same with and without FWB. */
export const combineShareability: Table<BothStages, Shareability> = {
  id: 'combine-shareability',
  title: 'Shareability of both stages',
  of: ['shareability'],
  rules: [
    stronger(
      'sh-either-osh',
      'Outer Shareable if either stage says so',
      'a stage says Outer Shareable, and OSH goes over ISH and NSH',
      'OSH',
    ),
    stronger(
      'sh-either-ish',
      'Inner Shareable if either stage says so',
      'no stage says Outer Shareable, one says Inner Shareable, and ISH goes over NSH',
      'ISH',
    ),
    stronger('sh-both-nsh', 'Non-shareable if both stages say so', 'both stages say Non-shareable', 'NSH'),
  ],
}

/** The last word on shareability: Device and Non-cacheable results are Outer Shareable. */
export const effectiveShareability: Table<Located, Shareability> = {
  id: 'effective-sh',
  title: 'Effective shareability of the result',
  of: ['shareability'],
  rules: [
    forcedOuter(
      'sh-device',
      'Device is Outer Shareable',
      'the result is Device, which counts as Outer Shareable',
      ({ device }) => device !== null,
    ),
    forcedOuter(
      'sh-nc',
      'Non-cacheable is Outer Shareable',
      'the result is Non-cacheable in both fields, which counts as Outer Shareable',
      isNonCacheable,
    ),
    kept('sh-kept'),
  ],
}
