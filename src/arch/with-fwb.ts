import type { CitationId } from '../cite/citations.ts'
import { deviceTypes, strongerDevice, type MemoryAttributes } from './attributes.ts'
import type { MemoryType } from './combine-type.ts'
import type { AttributeInputs } from './inputs.ts'
import { first, type Rule, type Table, type Whose } from './rule.ts'
import { typeName } from './type-name.ts'

const fwb = ['memattr', 'hcrfwb', 'fwb'] as const
const cite: readonly CitationId[] = ['s2-fwb1']

/** Bit 3 of MemAttr under FWB: RES0 unless FEAT_MTE_PERM gives it a meaning. */
export const fwbBit3: Table<AttributeInputs, number> = {
  id: 'fwb-bit3',
  title: 'Stage 2 under FWB: MemAttr[3]',
  of: ['type'],
  rules: [
    {
      id: 'fwb-bit3-used',
      cite: [...cite, 'feat-mte-perm'],
      says: 'All four bits',
      because: '{mteperm} gives MemAttr[3] a meaning',
      reads: ['mteperm'],
      when: ({ mteperm }) => mteperm,
      gives: ({ memattr }) => memattr,
      keeps: true,
    },
    {
      id: 'fwb-bit3-res0',
      cite,
      says: 'RES0 bit set',
      because: 'MemAttr[3] is RES0 without FEAT_MTE_PERM; {memattr} is read as the encoding without it',
      reads: ['memattr', 'mteperm'],
      when: ({ memattr }) => memattr >= 0b1000,
      gives: ({ memattr }) => memattr & 0b0111,
      keeps: true,
      status: 'res0',
    },
    {
      id: 'fwb-bit3-clear',
      cite,
      says: 'MemAttr[2:0]',
      because: '{memattr} leaves the RES0 bit 3 clear',
      reads: ['memattr', 'mteperm'],
      when: () => true,
      gives: ({ memattr }) => memattr,
      keeps: true,
    },
  ],
}

/** The encoding after `fwbBit3`, and what it is applied to. */
export interface Forcing {
  readonly at: AttributeInputs
  readonly code: number
  readonly s1: MemoryAttributes
}

type Row = Rule<Forcing, MemoryType>

const typeOf = ({ device, inner, outer }: MemoryAttributes): MemoryType => ({
  device,
  inner: inner && inner.attr,
  outer: outer && outer.attr,
})
const stage2Device = (code: number) => deviceTypes[code & 0b11] ?? 'nGnRnE'
const asDevice = (device: MemoryType['device']): MemoryType => ({
  device,
  inner: null,
  outer: null,
})
const nonCacheable: MemoryType = { device: null, inner: 'NC', outer: 'NC' }
const writeBack: MemoryType = { device: null, inner: 'WB', outer: 'WB' }

/** Whether MemAttr under FWB forces Write-Back: 0bx110. */
export const forcesWriteBack = (code: number) => (code & 0b0111) === 0b0110

function allocated(
  id: string,
  encoding: string,
  whose: Whose,
  says: string,
  because: string,
  when: (f: Forcing) => boolean,
  gives: Row['gives'],
  shows?: Row['shows'],
): Row {
  return { id, encoding, whose, cite, says, because, ...(shows && { shows }), reads: fwb, when, gives }
}

/** MemAttr[2:0] with a meaning of their own. Bit 3 is not looked at. */
const allocatedRows: readonly Row[] = [
  allocated(
    'fwb-device-device',
    '0b00dd, stage 1 Device',
    'both',
    'The stronger Device type',
    '{memattr} under {hcrfwb} is Device and so is stage 1; the type that allows less stands',
    ({ code, s1 }) => (code & 0b0100) === 0 && s1.device !== null,
    ({ code, s1 }) => asDevice(s1.device && strongerDevice(s1.device, stage2Device(code))),
  ),
  allocated(
    'fwb-device',
    '0b00dd, stage 1 Normal',
    'stage2',
    "Stage 2's Device",
    '{memattr} under {hcrfwb} makes Normal memory Device',
    ({ code }) => (code & 0b0100) === 0,
    ({ code }) => asDevice(stage2Device(code)),
  ),
  allocated(
    'fwb-nc-device',
    '0b0101, stage 1 Device',
    'stage1',
    "Stage 1's Device",
    '{memattr} under {hcrfwb} caps Normal memory at Non-cacheable and leaves Device as stage 1 says',
    ({ code, s1 }) => (code & 0b0110) === 0b0100 && s1.device !== null,
    ({ s1 }) => typeOf(s1),
  ),
  allocated(
    'fwb-nc',
    '0b0101, stage 1 Normal',
    'stage2',
    'Capped at Non-cacheable',
    '{memattr} under {hcrfwb} makes Normal memory Non-cacheable',
    ({ code }) => (code & 0b0110) === 0b0100,
    () => nonCacheable,
  ),
  allocated(
    'fwb-force-wb',
    '0b0110',
    'stage2',
    'Forces Write-Back',
    '{memattr} under {hcrfwb} makes it Write-Back, inner and outer, whatever stage 1 says',
    ({ code }) => forcesWriteBack(code),
    () => writeBack,
  ),
  allocated(
    'fwb-stage1',
    '0b0111',
    'stage1',
    "Stage 1's, unchanged",
    '{memattr} under {hcrfwb} passes on what stage 1 says',
    () => true,
    ({ s1 }) => typeOf(s1),
    ({ s1 }) => `{memattr} under {hcrfwb} passes on what stage 1 says, ${typeName(s1)}`,
  ),
]

const byLowBits: Table<Forcing, MemoryType> = {
  id: 'fwb-low-bits',
  title: 'Stage 2 under FWB: MemAttr[2:0]',
  of: ['type'],
  rules: allocatedRows,
}

/** 0b0100; with FEAT_MTE_PERM also 0b10xx and 0b110x. */
const isReserved = (code: number) => code === 0b0100 || (code >= 0b1000 && code < 0b1110)

function reserved(
  id: string,
  whose: Whose,
  readAs: string,
  because: string,
  when: (f: Forcing) => boolean,
  gives: Row['gives'],
): Row {
  return {
    id,
    whose,
    cite,
    says: `Reserved, read as ${readAs}`,
    encoding: '0b0100; FEAT_MTE_PERM: 0b10xx, 0b110x',
    because: `{memattr} under {hcrfwb} is reserved; ${because}`,
    reads: [...fwb, 'fwbres'],
    when: (f) => isReserved(f.code) && when(f),
    gives,
    status: 'reserved',
  }
}

/** Memory type under FWB: MemAttr says what to do with stage 1's type. */
export const fwbType: Table<Forcing, MemoryType> = {
  id: 'fwb-type',
  title: 'Stage 2 under FWB: memory type',
  of: ['type'],
  rules: [
    reserved(
      'fwb-reserved-walker',
      'stage1',
      "Linux's walker does",
      "on this PE stage 1's type is kept, as Linux's software walker does",
      ({ at, code }) => at.fwbres === 'walker' && (code & 0b0110) === 0b0100,
      ({ s1 }) => typeOf(s1),
    ),
    reserved(
      'fwb-reserved-ngnrne',
      'stage2',
      'Device-nGnRnE',
      'on this PE it is Device-nGnRnE, as QEMU makes it',
      ({ at }) => at.fwbres === 'ngnrne',
      () => asDevice('nGnRnE'),
    ),
    reserved(
      'fwb-reserved-device',
      'stage1',
      'the pseudocode does, over Device',
      "on this PE read as the pseudocode reads it, by bits[2:0] with 0b100 taken for 0b101, so stage 1's Device stands",
      ({ code, s1 }) => (code & 0b0110) === 0b0100 && s1.device !== null,
      ({ s1 }) => typeOf(s1),
    ),
    reserved(
      'fwb-reserved',
      'stage2',
      'the pseudocode does',
      'on this PE read as the pseudocode reads it, by bits[2:0] with 0b100 taken for 0b101',
      () => true,
      (f) => first(byLowBits, f),
    ),
    ...allocatedRows,
  ],
}
