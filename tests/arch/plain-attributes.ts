import type { CacheField, DeviceType, MemoryAttributes, Shareability } from '../../src/arch/attributes.ts'
import type { AttributeInputs } from '../../src/arch/inputs.ts'

/**
 * The attributes of an access, written down a second time as the manual's pseudocode has them, step by step, without rows. What
 * it leaves open is taken as the inputs choose.
 */
export interface PlainOutcome {
  readonly s1: MemoryAttributes | null
  readonly s2: MemoryAttributes | null
  readonly final: MemoryAttributes | null
  readonly faultStage: 0 | 1 | 2
}

type Hints = CacheField['hint']

/** `01` write-allocate, `10` read-allocate. */
const hintOf = (rw: number): Hints => (['none', 'WA', 'RA', 'RWA'] as const)[rw] ?? 'none'
const nonCacheable: CacheField = { attr: 'NC', hint: 'none', transient: false }
const field = (attr: 'WT' | 'WB', hint: Hints = 'none', transient = false): CacheField => ({
  attr,
  hint,
  transient: hint !== 'none' && transient,
})
const devices = ['nGnRnE', 'nGnRE', 'nGRE', 'GRE'] as const

const normal = (
  inner: CacheField,
  outer: CacheField,
  shareability: Shareability,
  xs: boolean,
  tagged = false,
): MemoryAttributes => ({ device: null, inner, outer, shareability, xs, tagged, notagaccess: false })

const device = (type: DeviceType, shareability: Shareability, xs: boolean): MemoryAttributes => ({
  device: type,
  inner: null,
  outer: null,
  shareability,
  xs,
  tagged: false,
  notagaccess: false,
})

const both = (at: Pick<MemoryAttributes, 'inner' | 'outer'>, attr: string) =>
  at.inner?.attr === attr && at.outer?.attr === attr

/** `DecodeShareability`; 0b01 is what the PE takes it for. */
const shareabilityOf = (sh: number, { sh01 }: AttributeInputs): Shareability =>
  sh === 0 ? 'NSH' : sh === 2 ? 'OSH' : sh === 3 ? 'ISH' : sh01

/** `EffectiveShareability`. */
const effective = (at: MemoryAttributes): MemoryAttributes => ({
  ...at,
  shareability: at.device !== null || both(at, 'NC') ? 'OSH' : at.shareability,
})

/** `DecodeLDFAttr`, and what a PE that decodes reserved bytes makes of 0b0000. */
function nibble(bits: number): CacheField {
  if (bits === 4) return nonCacheable
  return field(Math.floor(bits / 4) % 2 === 1 ? 'WB' : 'WT', hintOf(bits % 4), bits < 8)
}

function isReservedByte(mair: number, { xs, mte2 }: AttributeInputs): boolean {
  const [high, low] = [Math.floor(mair / 16), mair % 16]
  if (high === 0) return low % 4 > 1 || (low % 4 === 1 && !xs)
  if (mair === 0x40 || mair === 0xa0) return !xs
  return mair === 0xf0 ? !mte2 : low === 0
}

/** `S1DecodeMemAttrs`, `S1ConstrainUnpredictableRESMAIR`. */
function mairByte(mair: number, sh: Shareability, at: AttributeInputs): MemoryAttributes {
  const isReserved = isReservedByte(mair, at)
  if (isReserved && at.resmair === 'ngnrne') return device('nGnRnE', sh, true)
  if (mair < 16) return device(devices[Math.floor(mair / 4)] ?? 'GRE', sh, mair % 2 === 0)
  if (!isReserved && mair === 0x40) return normal(nonCacheable, nonCacheable, sh, false)
  if (!isReserved && mair === 0xa0) return normal(field('WT', 'RA'), field('WT', 'RA'), sh, false)
  if (!isReserved && mair === 0xf0) return normal(field('WB', 'RWA'), field('WB', 'RWA'), sh, false, true)
  const [outer, inner] = [nibble(Math.floor(mair / 16)), nibble(mair % 16)]
  return normal(inner, outer, sh, !both({ inner, outer }, 'WB'))
}

const asNonCacheable = (at: MemoryAttributes, tagged = false) =>
  normal(nonCacheable, nonCacheable, 'OSH', at.xs, tagged)

/** `AArch64_S1DisabledOutput`. */
function stage1Off({ dc, dct, mte2, acc, i }: AttributeInputs): MemoryAttributes {
  if (dc) return normal(field('WB', 'RWA'), field('WB', 'RWA'), 'NSH', false, dct && mte2)
  if (acc !== 'x') return device('nGnRnE', 'OSH', true)
  return i
    ? normal(field('WT', 'RA'), field('WT', 'RA'), 'OSH', true)
    : normal(nonCacheable, nonCacheable, 'OSH', true)
}

/** `AArch64_S1Translate`, from the leaf on; null where it refuses a fetch. */
function stage1(at: AttributeInputs): MemoryAttributes | null {
  if (at.dc || !at.m) return stage1Off(at)
  let attrs = mairByte(at.mair, shareabilityOf(at.sh, at), at)
  if (at.acc === 'x') {
    if (attrs.device !== null && at.fetchdev === 'fault') return null
    if (attrs.device !== null || !at.i) attrs = asNonCacheable(attrs)
  } else if (!at.c && attrs.device === null) attrs = asNonCacheable(attrs, attrs.tagged && at.c0tag)
  return at.effsh || !(at.vm || at.dc) ? effective(attrs) : attrs
}

/** What the access and HCR_EL2.{CD, ID} do at stage 2; null where they refuse it. */
function overridden(at: AttributeInputs, attrs: MemoryAttributes): MemoryAttributes | null {
  const isDevice = attrs.device !== null
  if (at.acc === 'x') {
    if (isDevice && at.fetchdev === 'fault') return null
    return isDevice || at.id ? asNonCacheable(attrs) : attrs
  }
  return at.cd && !isDevice ? asNonCacheable(attrs) : attrs
}

/** `S2DecodeMemAttrs`, `S2DecodeCacheability`. */
function stage2Leaf(at: AttributeInputs): MemoryAttributes {
  const sh = shareabilityOf(at.s2sh, at)
  const xs = !(at.fnxs && (at.xs || at.fnxsalways))
  const [high, low] = [Math.floor(at.memattr / 4), at.memattr % 4]
  if (high === 0) return device(devices[low] ?? 'GRE', sh, xs)
  const plain = (attr: CacheField['attr']) => (attr === 'NC' ? nonCacheable : field(attr))
  const names = ['NC', 'NC', 'WT', 'WB'] as const
  if (at.memattr === 4 && at.mteperm)
    return { ...normal(field('WB'), field('WB'), sh, xs), notagaccess: true }
  return normal(plain(low === 0 ? at.s2inner : (names[low] ?? 'NC')), plain(names[high] ?? 'NC'), sh, xs)
}

const strongest = (...sh: readonly Shareability[]): Shareability =>
  sh.includes('OSH') ? 'OSH' : sh.includes('ISH') ? 'ISH' : 'NSH'

/** `S2MemTagType`: the test is of stage 1 itself, and of the result. */
const isWriteBackRwa = (f: CacheField | null) => f?.attr === 'WB' && f.hint === 'RWA' && !f.transient
const keepsTags = (s1: MemoryAttributes, at: Pick<MemoryAttributes, 'inner' | 'outer'>) =>
  s1.tagged && [s1.inner, s1.outer, at.inner, at.outer].every(isWriteBackRwa)

/** `S2CombineS1AttrHints`: the weaker cacheability, with stage 1's hints. */
function weaker(s1: CacheField | null, s2: CacheField | null): CacheField {
  const attrs = [s1?.attr, s2?.attr]
  if (attrs.includes('NC') || !s1) return nonCacheable
  return field(attrs.includes('WT') ? 'WT' : 'WB', s1.hint, s1.transient)
}

/** `S2CombineS1MemAttrs`. */
function combined(s1: MemoryAttributes, s2: MemoryAttributes): MemoryAttributes {
  const shareability = strongest(s1.shareability, s2.shareability)
  const notagaccess = s2.notagaccess && s1.tagged
  const types = devices.filter((one) => one === s1.device || one === s2.device)
  if (types[0]) return effective({ ...device(types[0], shareability, s1.xs && s2.xs), notagaccess })
  const fields = { inner: weaker(s1.inner, s2.inner), outer: weaker(s1.outer, s2.outer) }
  const xs = !both(fields, 'WB') && s1.xs && s2.xs
  return effective({
    ...normal(fields.inner, fields.outer, shareability, xs, keepsTags(s1, fields)),
    notagaccess,
  })
}

/** What MemAttr says under FWB, reserved encodings read as the PE does. */
function instruction({
  memattr,
  mteperm,
  fwbres,
}: AttributeInputs): 'device' | 'nc' | 'wb' | 's1' | 'nGnRnE' {
  const code = mteperm ? memattr : memattr % 8
  const isReserved = code === 4 || (code >= 8 && code <= 13)
  if (isReserved && fwbres === 'ngnrne') return 'nGnRnE'
  if (isReserved && fwbres === 'walker' && code % 8 >= 4) return 's1'
  if (code % 8 < 4) return 'device'
  return code % 8 === 6 ? 'wb' : code % 8 === 7 ? 's1' : 'nc'
}

/** `AArch64_S2ApplyFWBMemAttrs`, before stage 2's overrides. */
function forced(at: AttributeInputs, s1: MemoryAttributes): MemoryAttributes {
  const what = instruction(at)
  const clears = at.fnxs && (at.xs || at.fnxsalways === true)
  const sh = strongest(s1.shareability, shareabilityOf(at.s2sh, at))
  const hints = (f: CacheField | null) =>
    f && f.attr !== 'NC' ? field('WB', f.hint, f.transient) : field('WB', 'RWA')
  const named = what === 'nGnRnE' ? 'nGnRnE' : (devices[at.memattr % 4] ?? 'GRE')
  const stronger = devices.find((one) => one === named || one === (what === 'device' && s1.device)) ?? named
  const type = {
    device: device(stronger, sh, s1.xs && !clears),
    nGnRnE: device('nGnRnE', sh, s1.xs && !clears),
    nc: s1.device === null ? normal(nonCacheable, nonCacheable, sh, s1.xs && !clears) : s1,
    wb: normal(hints(s1.inner), hints(s1.outer), sh, false),
    s1,
  }[what]
  const tagged = keepsTags(s1, type)
  const xs = what !== 'wb' && s1.xs && !clears
  return effective({ ...type, shareability: sh, tagged, notagaccess: at.memattr >= 14 && tagged, xs })
}

/** `AArch64_S1Translate` and `AArch64_S2Translate`, as far as attributes go. */
export function plainAttributes(at: AttributeInputs): PlainOutcome {
  const s1 = stage1(at)
  if (!s1) return { s1, s2: null, final: null, faultStage: 1 }
  if (!at.vm && !at.dc) return { s1, s2: null, final: s1, faultStage: 0 }
  const isForced = at.fwb && at.hcrfwb
  const s2 = isForced ? null : overridden(at, stage2Leaf(at))
  const final = isForced ? overridden(at, forced(at, s1)) : s2 && combined(s1, s2)
  return { s1, s2, final, faultStage: final ? 0 : 2 }
}

/** `EncodePARAttrs`, `PAREncodeShareability`. */
export function plainPar({ mteperm }: AttributeInputs, at: MemoryAttributes) {
  const sh =
    at.device !== null || both(at, 'NC') ? 0b10 : { NSH: 0b00, OSH: 0b10, ISH: 0b11 }[at.shareability]
  const code = (f: CacheField | null) => {
    if (!f || f.attr === 'NC') return '0100'
    const rw = { none: '00', WA: '01', RA: '10', RWA: '11' }[f.hint]
    return `${f.transient ? '0' : '1'}${f.attr === 'WB' ? '1' : '0'}${rw}`
  }
  const attr = (): string => {
    if (at.tagged) return at.notagaccess && mteperm ? '11100000' : '11110000'
    if (at.device)
      return `0000${{ nGnRnE: '00', nGnRE: '01', nGRE: '10', GRE: '11' }[at.device]}0${at.xs ? '0' : '1'}`
    if (!at.xs && both(at, 'WT') && code(at.outer) === '1010') return '10100000'
    return !at.xs && both(at, 'NC') ? '01000000' : code(at.outer) + code(at.inner)
  }
  return { attr: Number.parseInt(attr(), 2), sh }
}
