import { rowsIn, type TraceRow } from '../kvm/trace.ts'
import { spans, type KvmAnswer } from './kvm/answer.ts'
import { leafSize, permissions, stage2TypeName } from './kvm/leaf-words.ts'
import type { Register, RegisterField } from './registers.ts'
import { hex64 } from './words.ts'

type Told = Partial<Pick<RegisterField, 'kind' | 'node' | 'says'>>

/** The 64-bit stage 2 leaf that KVM wrote; null where it wrote none. Source: VMSAv8-64 Block and Page descriptor formats. */
export function leafRegister(kvm: KvmAnswer, xs: boolean): Register | null {
  const { leaf, descriptor, inputs } = kvm
  if (!leaf || descriptor === null) return null
  const bits = descriptor.toString(2).padStart(64, '0')
  const field = (name: string, hi: number, lo: number, told: Told = {}): RegisterField => {
    const digits = bits.slice(63 - hi, 64 - lo)
    const { kind = 'value', says = `${name} 0b${digits}`, node } = told
    return { name, hi, lo, digits, kind, says, ...(node !== undefined && { node }) }
  }
  const idle = { kind: 'idle' } as const
  const res0 = { kind: 'res0', says: 'RES0' } as const
  const sh = leaf.sh === null
  const top = sh ? 49 : 47
  const from = spans[inputs.page][leaf.level]
  const wide = inputs.page === 64
  return {
    id: 's2-leaf',
    title: 'Stage 2 leaf',
    value: `${hex64(descriptor)}, ${leafSize(leaf, inputs.page)}, written by KVM; its address is an example`,
    bits: 64,
    fields: [
      field('-', 63, 63, { ...idle, says: 'not used by this stage 2' }),
      field('PBHA', 62, 59, idle),
      field('software', 58, 55, idle),
      field('XN', 54, 53, {
        node: setBy(kvm, 'KVM_PGTABLE_PROT_X'),
        says: `XN 0b${bits.slice(9, 11)}: ${leaf.xn === 0 ? 'executable' : 'not executable'}`,
      }),
      field('Cont', 52, 52),
      field('DBM', 51, 51),
      ...(sh ? [field('RES0', 50, 50, res0)] : [field('RES0', 50, 48, res0)]),
      { ...field('output address', top, from), short: 'OA', from },
      ...between(from, wide, field, res0),
      field('FnXS', 11, 11, {
        node: 'fnxs',
        ...(xs ? {} : { kind: 'res0', says: 'FnXS is RES0 without FEAT_XS' }),
      }),
      field('AF', 10, 10),
      sh
        ? field('OA[51:50]', 9, 8, {
            says: 'With VTCR_EL2.DS 1 these are address bits; SH is VTCR_EL2.SH0, Inner Shareable',
          })
        : field('SH', 9, 8, { node: 's2sh', says: 'SH 0b11, Inner Shareable' }),
      field('S2AP', 7, 6, {
        node: setBy(kvm, 'KVM_PGTABLE_PROT_W'),
        says: `S2AP 0b${bits.slice(56, 58)}: ${permissions({ ...leaf, xn: 2 })}`,
      }),
      field('MemAttr', 5, 2, {
        node: 'memattr',
        says: `MemAttr 0b${bits.slice(58, 62)}, ${stage2TypeName[leaf.type]}`,
      }),
      field(leaf.level === 3 ? 'page' : 'block', 1, 0),
    ],
  }
}

type Field = (name: string, hi: number, lo: number, told?: Told) => RegisterField

/** What stands between the output address and bit 11. */
function between(from: number, wide: boolean, field: Field, res0: Told): readonly RegisterField[] {
  const high = wide ? [field('OA[51:48]', 15, 12)] : []
  const end = wide ? 16 : 12
  if (from <= end) return high
  if (from <= 16) return [field('RES0', from - 1, end, res0), ...high]
  const below = end < 16 ? [field('RES0', 15, end, res0)] : []
  return [field('RES0', from - 1, 17, res0), field('nT', 16, 16), ...below, ...high]
}

/** The check that set a bit of the leaf's protection; the last word where several did. */
function setBy({ traces }: KvmAnswer, name: string): string {
  const sets = ({ state, check }: TraceRow) => state === 'sets' && check.sets?.[name] === true
  return rowsIn(traces.fault).findLast(sets)?.check.id ?? traces.fault.last.check.id
}
