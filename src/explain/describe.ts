import type { AttributeInputs } from '../arch/inputs.ts'
import type { AttributeOutcome } from '../arch/translate-attributes.ts'
import { hintsCode, hintsName, shareabilityName, tagsName, typeName } from './words.ts'

/** An outcome in one line: type, then what there is to say of it. */
export function describeOutcome({ final, fault }: AttributeOutcome, at: AttributeInputs): string {
  if (!final) return `${fault?.type ?? ''} fault at stage ${fault?.stage ?? ''}`
  return [typeName(final), ...describeRest(final, at)].join(', ')
}

/** What there is to say of the result besides its type. */
export function describeRest(
  final: NonNullable<AttributeOutcome['final']>,
  at: AttributeInputs,
): readonly string[] {
  const hints = hintsCode(final) === '-' ? [] : [hintsName(final)]
  const tagging = final.tagged ? [tagsName(final, at.mteperm)] : []
  return [...hints, shareabilityName[final.shareability], ...tagging, `XS ${final.xs ? 1 : 0}`]
}
