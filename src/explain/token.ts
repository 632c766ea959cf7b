import type { AttributeOutcome } from '../arch/translate-attributes.ts'
import { stage2TypeCode } from './kvm/leaf-words.ts'
import { isHandled } from './kvm/handled.ts'
import type { Outcome } from './resolve.ts'
import { typeCodesOf, type TypeCode } from './words.ts'

/** What a token stands for: a type, or a fault or refusal. */
export type ResultCode = TypeCode | 'fault'

/** The code that stands for the whole result in a token: a type, two where the fields differ, or a fault. */
export function tokenOf({ final }: AttributeOutcome): readonly ResultCode[] {
  if (!final) return ['fault']
  const { inner, outer } = typeCodesOf(final)
  return inner === outer ? [inner] : [outer, inner]
}

/** The same for a whole story; nothing where it ends well before there is an access. */
export function tokenOfStory({
  access,
  walk,
  kvm,
}: Pick<Outcome, 'access' | 'walk' | 'kvm'>): readonly ResultCode[] {
  if (walk?.fault) return ['fault']
  if (access) return tokenOf(access.attributes)
  if (kvm?.leaf) return [stage2TypeCode[kvm.leaf.type]]
  return kvm?.stopped === 'fault' && isHandled(kvm.fault) ? [] : ['fault']
}
