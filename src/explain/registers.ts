import { stage1On, stage2On } from '../arch/inputs.ts'
import type { SettingKey } from '../scenario/schema.ts'
import { toInputs } from '../scenario/inputs.ts'
import type { KvmAnswer } from './kvm/answer.ts'
import { leafRegister } from './leaf-register.ts'
import type { AccessAnswer } from './access.ts'
import { bin, hex8 } from './words.ts'

/** One field of a register or descriptor, as the manual draws it. */
export interface RegisterField {
  readonly name: string
  /** For a piece of it that the name is too wide for. */
  readonly short?: string
  readonly hi: number
  readonly lo: number
  /** The bit of what it holds that its lowest bit is, for its pieces: 12 for bits [47:12] of an address; else 0. */
  readonly from?: number
  /** Digits, the highest bit first; null where this scenario does not say them. */
  readonly digits: string | null
  /** What a pick of the field explains. */
  readonly node?: string
  /** The setting whose bits these are, and how far left its bit 0 stands of the field's. */
  readonly edits?: SettingKey
  /** The bits are a descriptor's in memory, `desc_<address>_<word>`: each is named by its place in the descriptor. */
  readonly flips?: string
  readonly kind: 'value' | 'unsaid' | 'res0' | 'res1' | 'idle' | 'reserved'
  readonly says: string
}

export interface Register {
  readonly id: string
  readonly title: string
  readonly value: string
  readonly bits: number
  readonly fields: readonly RegisterField[]
}

const digitsOf = (value: number, width: number) => value.toString(2).padStart(width, '0')

const unsaid = (name: string, hi: number, lo: number, says: string): RegisterField => ({
  name,
  hi,
  lo,
  digits: null,
  kind: 'unsaid',
  says,
})

const noMatter = 'it has no part in the attributes'

interface Value {
  readonly name: string
  /** For a piece of it that the name is too wide for. */
  readonly short?: string
  readonly hi: number
  readonly lo: number
  readonly key: SettingKey
  readonly value: number
  readonly idle: boolean
  readonly reserved: boolean
}

const setting = ({ name, hi, lo, key, value, idle, reserved }: Value): RegisterField => ({
  name,
  hi,
  lo,
  digits: digitsOf(value, hi - lo + 1),
  node: key,
  edits: key,
  kind: idle ? 'idle' : reserved ? 'reserved' : 'value',
  says: `${name} ${bin(value, hi - lo + 1)}${idle ? ', not used' : ''}${reserved ? ', reserved' : ''}`,
})

function stage1Leaf(access: AccessAnswer): Register {
  const { scenario } = access
  const reserved = access.reserved.has('sh')
  const idle = !stage1On(toInputs(scenario))
  return {
    id: 's1-leaf',
    title: 'Stage 1 leaf, bits 11:0',
    value: idle ? 'not read' : 'selects Attr0',
    bits: 12,
    fields: [
      unsaid('nG', 11, 11, noMatter),
      unsaid('AF', 10, 10, noMatter),
      setting({ name: 'SH', hi: 9, lo: 8, key: 'sh', value: scenario.sh, idle, reserved }),
      unsaid('AP', 7, 6, noMatter),
      unsaid('NS', 5, 5, noMatter),
      {
        name: 'AttrIndx',
        hi: 4,
        lo: 2,
        digits: '000',
        node: 'mair',
        kind: idle ? 'idle' : 'value',
        says: `AttrIndx 0b000 selects Attr0, ${hex8(scenario.mair)}`,
      },
      unsaid('type', 1, 0, 'block or page'),
    ],
  }
}

function mairByte(access: AccessAnswer): Register {
  const { scenario } = access
  const reserved = access.reserved.has('mair')
  const idle = !stage1On(toInputs(scenario))
  const value = { key: 'mair' as const, value: scenario.mair, idle, reserved }
  return {
    id: 'mair-byte',
    title: 'MAIR_EL1.Attr0',
    value: hex8(scenario.mair),
    bits: 8,
    fields: [setting({ ...value, name: 'Attr0', hi: 7, lo: 0 })],
  }
}

function stage2Leaf(access: AccessAnswer): Register {
  const { scenario } = access
  const { reserved } = access
  const at = toInputs(scenario)
  const idle = !stage2On(at)
  const fnxs: RegisterField = scenario.xs
    ? setting({
        name: 'FnXS',
        hi: 11,
        lo: 11,
        key: 'fnxs',
        value: scenario.fnxs ? 1 : 0,
        idle,
        reserved: false,
      })
    : {
        name: 'FnXS',
        hi: 11,
        lo: 11,
        digits: '0',
        node: 'fnxs',
        kind: 'res0',
        says: 'FnXS is RES0 without FEAT_XS',
      }
  return {
    id: 's2-leaf',
    title: 'Stage 2 leaf, bits 11:0',
    value: idle ? 'not read' : '',
    bits: 12,
    fields: [
      fnxs,
      unsaid('AF', 10, 10, noMatter),
      setting({
        name: 'SH',
        hi: 9,
        lo: 8,
        key: 's2sh',
        value: scenario.s2sh,
        idle,
        reserved: reserved.has('s2sh'),
      }),
      unsaid('S2AP', 7, 6, noMatter),
      setting({
        name: 'MemAttr',
        hi: 5,
        lo: 2,
        key: 'memattr',
        value: scenario.memattr,
        idle,
        reserved: reserved.has('memattr'),
      }),
      unsaid('type', 1, 0, 'block or page'),
    ],
  }
}

function parEl1({ attributes, scenario }: AccessAnswer): Register | null {
  const { par } = attributes
  if (!par) return null
  const fetch = scenario.acc === 'x'
  return {
    id: 'par-el1',
    title: 'PAR_EL1',
    value: fetch
      ? 'what it would hold, had AT a fetch form'
      : `ATTR ${hex8(par.attr)}, SH ${bin(par.sh, 2)}, as AT S12E1R reports it`,
    bits: 64,
    fields: [
      {
        name: 'ATTR',
        hi: 63,
        lo: 56,
        digits: digitsOf(par.attr, 8),
        node: 'par-attr',
        kind: 'value',
        says: `ATTR ${hex8(par.attr)}`,
      },
      unsaid('PA[55:12], from the walk', 55, 12, 'the output address, which attributes do not depend on'),
      { name: 'RES1', hi: 11, lo: 11, digits: '1', kind: 'res1', says: 'RES1 without FEAT_RME' },
      unsaid('IMP', 10, 10, 'IMPLEMENTATION DEFINED'),
      unsaid('NS', 9, 9, 'UNKNOWN in the Non-secure state'),
      {
        name: 'SH',
        hi: 8,
        lo: 7,
        digits: digitsOf(par.sh, 2),
        node: 'par-sh',
        kind: 'value',
        says: `SH ${bin(par.sh, 2)}`,
      },
      { name: 'RES0', hi: 6, lo: 1, digits: '000000', kind: 'res0', says: 'RES0' },
      { name: 'F', hi: 0, lo: 0, digits: '0', kind: 'value', says: 'F 0: the translation did not fault' },
    ],
  }
}

/**
 * The registers and descriptor fields that a scenario says something about, in the order of the story: KVM's leaf
 * whole, one set by hand as far as attributes depend on it.
 */
export function registers(access: AccessAnswer, kvm: KvmAnswer | null): readonly Register[] {
  const par = parEl1(access)
  const leaf = (kvm && leafRegister(kvm, access.scenario.xs)) ?? stage2Leaf(access)
  return [mairByte(access), stage1Leaf(access), leaf, ...(par ? [par] : [])]
}
