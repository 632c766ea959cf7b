import * as fc from 'fast-check'
import { defaultInputs, type AttributeInputs } from '../../src/arch/inputs.ts'

type Domains = { readonly [K in keyof AttributeInputs]-?: readonly NonNullable<AttributeInputs[K]>[] }

const flag = [false, true] as const
const below = (end: number) => Array.from({ length: end }, (_, n) => n)

/** Every value of every input. */
export const domains: Domains = {
  fwb: flag,
  xs: flag,
  mte2: flag,
  mteperm: flag,
  sh01: ['NSH', 'ISH', 'OSH'],
  resmair: ['ngnrne', 'fields'],
  s2inner: ['NC', 'WT', 'WB'],
  fwbres: ['pseudocode', 'walker', 'ngnrne'],
  effsh: flag,
  fetchdev: ['nc', 'fault'],
  c0tag: flag,
  // For the golden walks alone: without FEAT_XS the pseudocode reads FnXS all the same.
  fnxsalways: [false],
  m: flag,
  c: flag,
  i: flag,
  mair: below(256),
  sh: below(4),
  memattr: below(16),
  s2sh: below(4),
  fnxs: flag,
  vm: flag,
  dc: flag,
  dct: flag,
  cd: flag,
  id: flag,
  hcrfwb: flag,
  ptw: flag,
  // A walk has no stage 1 of its own: it is asked of stage 2 by itself.
  acc: ['r', 'x'],
}

/** Bytes that a rule treats specially. */
const telling = [0x00, 0x01, 0x04, 0x0c, 0x10, 0x33, 0x40, 0x44, 0x77, 0xa0, 0xbb, 0xf0, 0xff]

/** Any inputs at all, also those that no PE can have together. */
export const anyInputs: fc.Arbitrary<AttributeInputs> = fc.record({
  ...Object.fromEntries(Object.entries(domains).map(([key, values]) => [key, fc.constantFrom(...values)])),
  mair: fc.oneof(fc.constantFrom(...telling), fc.constantFrom(...domains.mair)),
}) as fc.Arbitrary<AttributeInputs>

export const allBytes = domains.mair
export const allMemAttrs = domains.memattr

/** Inputs that differ from the defaults by `changes`. */
export const inputs = (changes: Partial<AttributeInputs>): AttributeInputs => ({
  ...defaultInputs,
  ...changes,
})

/**
 * MAIR x SH x MemAttr x SH x FWB, each with the other inputs of `base`. It is one object that changes, as 131,072 of them cost
 * more than to translate them: who keeps it copies it.
 */
export function* everyLeaf(base: Partial<AttributeInputs> = {}): Generator<AttributeInputs> {
  const at: { -readonly [K in keyof AttributeInputs]: AttributeInputs[K] } = { ...inputs(base) }
  for (at.mair of domains.mair)
    for (at.sh of domains.sh)
      for (at.memattr of domains.memattr) for (at.s2sh of domains.s2sh) for (at.hcrfwb of flag) yield at
}

/** PEs and controls under which the whole space of leaves is walked. */
export const configurations: Readonly<Record<string, Partial<AttributeInputs>>> = {
  'the defaults': {},
  'stage 2 off': { vm: false },
  FEAT_MTE_PERM: { mteperm: true },
  'no FEAT_XS, no FEAT_MTE2, FnXS set': { xs: false, mte2: false, fnxs: true },
  FnXS: { fnxs: true },
  'HCR_EL2.CD': { cd: true },
  'HCR_EL2.CD, raw shareability': { cd: true, effsh: false },
  'raw shareability': { effsh: false },
  'SCTLR_EL1.C 0, tags kept': { c: false, c0tag: true },
  'SCTLR_EL1.C 0, tags kept, stage 2 off': { c: false, c0tag: true, vm: false },
  'fetches that fault': { acc: 'x', fetchdev: 'fault' },
  'fetches with HCR_EL2.ID': { acc: 'x', id: true },
  'fetches with the I-cache off': { acc: 'x', i: false, mteperm: true },
  'stage 1 off': { m: false },
  'stage 1 off, fetches': { m: false, acc: 'x' },
  'HCR_EL2.DC and DCT': { dc: true, dct: true, mteperm: true },
  'SH 0b01 read as Non-shareable': { sh01: 'NSH', effsh: false },
  'SH 0b01 read as Inner Shareable': { sh01: 'ISH' },
  'reserved MAIR bytes by their fields': { resmair: 'fields', s2inner: 'WT' },
  'reserved MemAttr read as Write-Back and as the walker': { s2inner: 'WB', fwbres: 'walker', mteperm: true },
  'reserved MemAttr under FWB read as nGnRnE': { fwbres: 'ngnrne', mteperm: true },
  'no FEAT_S2FWB': { fwb: false },
}

/** Copies of up to three of `cases` for which `holds` is not true, for a test to expect none of. */
export function counterexamples<T extends object>(
  cases: Iterable<T>,
  holds: (one: T) => boolean,
): readonly T[] {
  const found: T[] = []
  for (const one of cases) {
    if (!holds(one)) found.push({ ...one })
    if (found.length === 3) break
  }
  return found
}
