import { cached, type Cacheability, type CacheField, type MemoryAttributes } from './attributes.ts'
import { combineCacheability, combineHints, combineType, fwbHints, type MemoryType } from './combine-type.ts'
import { effectiveFwb, type AttributeInputs } from './inputs.ts'
import { encodePar, type ParFields } from './par.ts'
import { first, type Decide, type Field } from './rule.ts'
import { combineShareability, effectiveShareability, stage2Shareability } from './shareability.ts'
import { stage1, withShareability } from './stage1.ts'
import { stage2Enabled, stage2Leaf, stage2Override } from './stage2.ts'
import { noTagAccess, noTagAccessFwb, tags } from './tags.ts'
import { forcesWriteBack, fwbBit3, fwbType } from './with-fwb.ts'
import { xs, xsFwb } from './xs.ts'

/** The end of the attribute pipeline. `final` and `par` are null where the access takes a fault instead. */
export interface AttributeOutcome {
  /** What stage 1 hands to stage 2. */
  readonly s1: MemoryAttributes | null
  /** Stage 2's own attributes, where it has any: with FWB 1 it has instructions instead. */
  readonly s2: MemoryAttributes | null
  readonly final: MemoryAttributes | null
  readonly par: ParFields | null
  readonly fault: { readonly stage: 1 | 2; readonly type: 'Permission' } | null
}

/**
 * From both stages' leaves and the controls to the access's final attributes:
 *
 *     MAIR byte, SH -> stage 1 -> s1 -+- stage 2 off ----------------------> final -> PAR_EL1
 *                                     +- FWB 0: MemAttr -> s2 -> combine ->
 *                                     +- FWB 1: MemAttr acts on s1 ------->
 *
 * `decide` answers from each table: `first` for the bare result, `recording(log)` for the reasons.
 * Source: `AArch64_S1Translate`, `AArch64_S2Translate`. @throws RangeError for an impossible input.
 */
export function translateAttributes(at: AttributeInputs, decide: Decide = first): AttributeOutcome {
  const s1 = stage1(at, decide)
  if (!s1)
    return {
      s1,
      s2: null,
      final: null,
      par: null,
      fault: { stage: 1, type: 'Permission' },
    }
  return translateStage2(at, s1, decide)
}

/** Stage 2 of an access whose stage 1 has given `s1`. */
export function translateStage2(at: AttributeInputs, s1: MemoryAttributes, decide: Decide): AttributeOutcome {
  if (!decide(stage2Enabled, at)) return done(at, s1, null, s1, decide)
  if (effectiveFwb(at)) return done(at, s1, null, withFwb(at, s1, decide), decide)
  const s2 = stage2WithoutFwb(at, decide)
  return done(at, s1, s2, s2 && combine(at, s1, s2, decide), decide)
}

function done(
  at: AttributeInputs,
  s1: MemoryAttributes,
  s2: MemoryAttributes | null,
  final: MemoryAttributes | null,
  decide: Decide,
): AttributeOutcome {
  if (!final)
    return {
      s1,
      s2,
      final,
      par: null,
      fault: { stage: 2, type: 'Permission' },
    }
  return { s1, s2, final, par: encodePar(at, final, decide), fault: null }
}

/** Stage 2's own attributes with FWB 0, or null for a Permission fault. Source: `S2DecodeMemAttrs`. */
export function stage2WithoutFwb(at: AttributeInputs, decide: Decide): MemoryAttributes | null {
  const shareability = decide(stage2Shareability, at)
  const attrs = decide(stage2Leaf, { at, shareability })
  return decide(stage2Override, { at, attrs })
}

/** Both stages' attributes combined with FWB 0. Source: `S2CombineS1MemAttrs`. */
export function combine(
  at: AttributeInputs,
  s1: MemoryAttributes,
  s2: MemoryAttributes,
  decide: Decide,
): MemoryAttributes {
  const device = decide(combineType, { s1, s2 })
  const cache = (field: Field): Cacheability | null => {
    const a = s1[field]
    const b = s2[field]
    return device === null && a && b ? decide(combineCacheability, { s1: a.attr, s2: b.attr }, field) : null
  }
  const type: MemoryType = {
    device,
    inner: cache('inner'),
    outer: cache('outer'),
  }
  const fields = hinted(combineHints, type, s1, false, decide)
  const tagged = decide(tags, { s1, ...fields })
  const notagaccess = decide(noTagAccess, { s1, s2 })
  const shareability = decide(combineShareability, { s1, s2: s2.shareability })
  const writeBack = fields.inner?.attr === 'WB' && fields.outer?.attr === 'WB'
  const attrs: MemoryAttributes = {
    device,
    inner: fields.inner,
    outer: fields.outer,
    shareability,
    tagged,
    notagaccess,
    xs: decide(xs, { at, s1, writeBack }),
  }
  return withShareability(attrs, decide(effectiveShareability, { at, attrs }))
}

/** What FWB makes of stage 1's attributes, or null for a Permission fault. Source: `AArch64_S2ApplyFWBMemAttrs`. */
export function withFwb(at: AttributeInputs, s1: MemoryAttributes, decide: Decide): MemoryAttributes | null {
  const s2sh = decide(stage2Shareability, at)
  const code = decide(fwbBit3, at)
  const type = decide(fwbType, { at, code, s1 })
  const forced = forcesWriteBack(code)
  const fields = hinted(fwbHints, type, s1, forced, decide)
  const tagged = decide(tags, { s1, ...fields })
  const attrs: MemoryAttributes = {
    device: type.device,
    inner: fields.inner,
    outer: fields.outer,
    shareability: decide(combineShareability, { s1, s2: s2sh }),
    tagged,
    notagaccess: decide(noTagAccessFwb, { at, tagged }),
    xs: decide(xsFwb, { at, s1, writeBack: forced }),
  }
  const effective = withShareability(attrs, decide(effectiveShareability, { at, attrs }))
  return decide(stage2Override, { at, attrs: effective })
}

/** The type's cacheability fields with their allocation hints. */
function hinted(
  table: typeof combineHints,
  type: MemoryType,
  s1: MemoryAttributes,
  forced: boolean,
  decide: Decide,
) {
  const field = (name: Field): CacheField | null => {
    const attr = type[name]
    const from = decide(table, { attr, s1: s1[name], forced }, name)
    return attr && (from ? cached(attr, from.hint, from.transient) : cached(attr, 'none'))
  }
  return { inner: field('inner'), outer: field('outer') }
}
