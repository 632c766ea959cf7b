import { cached, device, normal, type MemoryAttributes, type Shareability } from '../arch/attributes.ts'
import { stage1On, type AttributeInputs } from '../arch/inputs.ts'
import { first } from '../arch/rule.ts'
import { stage1 } from '../arch/stage1.ts'
import { translateStage2 } from '../arch/translate-attributes.ts'
import { typeCodes, typeCodesOf, type TypeCode } from './words.ts'

/** What comes out where stage 1 hands on one of the seven types. */
export interface Reach {
  readonly from: TypeCode
  /** Whether some MAIR byte makes this stage 1 hand it on. */
  readonly possible: boolean
  /** Which fields of the present access are of this type at stage 1. */
  readonly current: 'both' | 'inner' | 'outer' | null
  /** The result's type in each field; null where the access takes a fault. */
  readonly to: { readonly inner: TypeCode; readonly outer: TypeCode } | null
}

const bytes: Record<TypeCode, number> = {
  WB: 0xff,
  WT: 0xbb,
  NC: 0x44,
  GRE: 0x0c,
  nGRE: 0x08,
  nGnRE: 0x04,
  nGnRnE: 0x00,
}

/** Stage-1 attributes of one of the seven types, read- and write-allocate where it is cacheable. */
export function attributesOf(type: TypeCode, shareability: Shareability): MemoryAttributes {
  if (type !== 'WB' && type !== 'WT' && type !== 'NC') return device(type, 'OSH', true)
  const field = cached(type, 'RWA')
  return normal(field, field, shareability, type !== 'WB')
}

function handedOn(at: AttributeInputs): ReadonlySet<TypeCode> {
  const sample = stage1On(at) ? typeCodes.map((type) => ({ ...at, mair: bytes[type] })) : [at]
  const given = sample.flatMap((one) => stage1(one, first) ?? [])
  return new Set(given.flatMap((attrs) => Object.values(typeCodesOf(attrs))))
}

/** The function that this stage 2 is: every type that stage 1 could hand on, and what becomes of it. */
export function reach(at: AttributeInputs, s1: MemoryAttributes | null): readonly Reach[] {
  const possible = handedOn(at)
  const now = s1 && typeCodesOf(s1)
  return typeCodes.map((from) => {
    const { final } = translateStage2(at, attributesOf(from, s1?.shareability ?? 'ISH'), first)
    const inner = now?.inner === from
    const outer = now?.outer === from
    return {
      from,
      possible: possible.has(from) || inner || outer,
      current: inner && outer ? 'both' : inner ? 'inner' : outer ? 'outer' : null,
      to: final && typeCodesOf(final),
    }
  })
}

/** The types that can come out, in the order of `typeCodes`. */
export function reachable(all: readonly Reach[]): readonly TypeCode[] {
  const out = new Set(all.flatMap(({ possible, to }) => (possible && to ? [to.inner, to.outer] : [])))
  return typeCodes.filter((type) => out.has(type))
}
