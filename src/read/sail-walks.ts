import {
  cached,
  deviceTypes,
  hintNames,
  nc,
  type CacheField,
  type MemoryAttributes,
} from '../arch/attributes.ts'
import type { Access } from '../arch/walk/access.ts'
import { defaultPe, physicalSizes, type WalkPe } from '../arch/walk/pe.ts'
import type { AttributePe } from '../arch/walk/regime.ts'
import { toWord } from '../arch/walk/word.ts'
import { attributesText } from './attributes-text.ts'
import { jsonLines, type JsonLine } from './json-lines.ts'
import { Unreadable } from './unreadable.ts'
import type { Answer } from './vector.ts'
import { defaultAttributePe, type WalkFile, type WalkInputs, type WalkVector } from './walk-vector.ts'

/** Features that a row may take from the base or add to it, by what they are here. */
const walkFeatures = {
  LPA: 'lpa',
  LVA: 'lva',
  LPA2: 'lpa2',
  TTST: 'ttst',
  XNX: 'xnx',
  HAFDBS: 'hafdbs',
  HPDS: 'hpds',
  E0PD: 'e0pd',
  PAN3: 'pan3',
} as const satisfies Record<string, keyof WalkPe>

const attributeFeatures = {
  S2FWB: 'fwb',
  XS: 'xs',
  MTE2: 'mte2',
  MTE_PERM: 'mteperm',
} as const satisfies Record<string, keyof AttributePe>

/** FEAT_MTE alone, without tags in memory, changes no answer. */
const known = [...Object.keys(walkFeatures), ...Object.keys(attributeFeatures), 'MTE']

function chosen<T>(features: Readonly<Record<string, keyof T & string>>, row: JsonLine): Partial<T> {
  const set = (names: readonly string[], value: boolean) =>
    names.flatMap((name) => (features[name] === undefined ? [] : [[features[name], value]]))
  return Object.fromEntries([
    ...set(row.words('feat_drop', known), false),
    ...set(row.words('feat_extra', known), true),
  ]) as Partial<T>
}

function peOf(row: JsonLine): WalkPe {
  const pa = row.number('pamax', 52, 32)
  if (!physicalSizes.includes(pa))
    throw new Unreadable(`pamax is ${pa}, not one of ${physicalSizes.join(', ')}`, row.line)
  return { ...defaultPe, ...chosen<WalkPe>(walkFeatures, row), pa }
}

function accessOf(row: JsonLine): Access {
  const acc = row.word('acc', ['r', 'w', 'x'])
  const el = row.number('el', 1) as 0 | 1
  const el0 = el === 0 || !row.flag('priv')
  const pan = row.flag('pan') && !el0 && acc !== 'x'
  return { va: toWord(row.hex('va')), acc, el, el0, pan, aligned: row.flag('aligned'), at: null }
}

function inputsOf(row: JsonLine): WalkInputs {
  const regs = row.object('regs')
  const access = accessOf(row)
  const suffix = `E${access.el}${access.acc === 'w' ? 'W' : 'R'}` as const
  return {
    pe: peOf(row),
    attributePe: {
      ...defaultAttributePe,
      ...chosen<AttributePe>(attributeFeatures, row),
      effsh: row.flag('effsh_s1'),
    },
    registers: {
      sctlr: regs.register('SCTLR_EL1'),
      tcr: regs.register('TCR_EL1'),
      ttbr0: regs.register('TTBR0_EL1'),
      ttbr1: regs.register('TTBR1_EL1'),
      mair: regs.register('MAIR_EL1'),
      hcr: regs.register('HCR_EL2'),
      vtcr: regs.register('VTCR_EL2'),
      vttbr: regs.register('VTTBR_EL2'),
      sctlr2: regs.register('SCTLR_EL2'),
    },
    memory: row.memory('mem'),
    access,
    instructions: [`S12${suffix}`, `S1${suffix}`],
    pan: false,
  }
}

const cacheabilities = ['NC', 'WT', 'WB'] as const

function fieldOf(attr: JsonLine, name: 'inner' | 'outer', short: 'i' | 'o'): CacheField {
  const cacheability = attr.word(name, cacheabilities)
  if (cacheability === 'NC') return nc
  const hint = attr.word(`${short}hint`, hintNames)
  return cached(cacheability, hint, hint !== 'none' && attr.flag(`${short}trans`))
}

function attributesOf(attr: JsonLine): MemoryAttributes {
  const isDevice = attr.word('type', ['Normal', 'Device']) === 'Device'
  return {
    device: isDevice ? attr.word('device', deviceTypes) : null,
    inner: isDevice ? null : fieldOf(attr, 'inner', 'i'),
    outer: isDevice ? null : fieldOf(attr, 'outer', 'o'),
    shareability: attr.word('sh', ['NSH', 'ISH', 'OSH']),
    tagged: attr.word('tags', ['untagged', 'tagged']) === 'tagged',
    notagaccess: attr.flag('nta'),
    xs: attr.flag('xs'),
  }
}

const hex = (value: bigint) => `0x${value.toString(16)}`
const pairsText = (pairs: readonly (readonly [bigint, bigint])[]) =>
  pairs.map(([address, value]) => `${hex(address)}=${hex(value)}`).join(' ')

const faults = ['Translation', 'AddressSize', 'AccessFlag', 'Permission', 'Alignment'] as const

function resultOf(res: JsonLine): Answer {
  if (!res.has('fault'))
    return {
      pa: hex(res.hex('pa')),
      attr: attributesText(attributesOf(res.object('attr'))),
      par_attr: hex(res.hex('par_attr')),
      par_sh: res.number('par_sh', 3),
    }
  const stage2 = res.flag('s2')
  return {
    fault: res.word('fault', faults),
    level: res.number('level', 3, -1),
    s2: Number(stage2),
    s2fs1walk: res.number('s2fs1walk', 1),
    write: res.number('write', 1),
    iss: hex(res.hex('iss')),
    dfsc: hex(res.hex('dfsc')),
    ...(stage2 && { ipa: hex(res.hex('ipa')), ipavalid: res.number('ipavalid', 1) }),
  }
}

function expectedOf(row: JsonLine, { instructions }: WalkInputs): Answer {
  const at = (name: string, instruction: string) => {
    const answer = row.object(name)
    return {
      [instruction]: hex(answer.hex('par')),
      [`${instruction} writes`]: pairsText(answer.pairs('writes')),
    }
  }
  return {
    ...resultOf(row.object('res')),
    reads: pairsText(row.pairs('reads')),
    walkattr: row
      .objects('walkattr')
      .map((attr) => attributesText(attributesOf(attr)))
      .join(', '),
    writes: pairsText(row.pairs('writes')),
    ...at('at_s12', instructions[0] as string),
    ...at('at_s1', instructions[1] as string),
  }
}

/** Reads walks of Arm's pseudocode. @throws Unreadable */
export function readSailWalks(text: string): WalkFile {
  const walks = jsonLines(text)
    .slice(1)
    .map(({ text: line, object }): WalkVector => {
      const inputs = inputsOf(object)
      return { line: object.line, text: line, inputs, expected: expectedOf(object, inputs) }
    })
  if (walks.length === 0) throw new Unreadable('no row follows the header', 2)
  return { kind: 'sail-walks', walks }
}
