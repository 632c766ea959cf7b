import { bits, type Named } from '../kinds/bits.ts'
import { flag } from '../kinds/flag.ts'
import { anyOf, dcTurnsStage1Off, onlyForData, onlyForFetches, outsideAct5, stage1IsOff } from './reasons.ts'

/** SH[9:8] of a leaf, at either stage. */
export const shareabilities: readonly Named[] = [
  { value: 0b00, name: 'nsh', label: 'Non-shareable' },
  { value: 0b01, name: 'reserved', label: 'reserved' },
  { value: 0b10, name: 'osh', label: 'Outer Shareable' },
  { value: 0b11, name: 'ish', label: 'Inner Shareable' },
]

/** The bytes that guests put into MAIR_EL1. */
const bytes: readonly Named[] = [
  { value: 0xff, name: 'wb', label: 'Write-Back' },
  { value: 0xbb, name: 'wt', label: 'Write-Through' },
  { value: 0x44, name: 'nc', label: 'Non-cacheable' },
  { value: 0x00, name: 'ngnrne', label: 'Device-nGnRnE' },
  { value: 0x04, name: 'ngnre', label: 'Device-nGnRE' },
  { value: 0x08, name: 'ngre', label: 'Device-nGRE' },
  { value: 0x0c, name: 'gre', label: 'Device-GRE' },
  { value: 0xf0, name: 'tagged', label: 'Tagged Write-Back' },
]

export const m = flag({
  key: 'm',
  group: 's1',
  label: 'SCTLR_EL1.M',
  initial: true,
  cite: ['sctlr-el1', 's1-enabled'],
  idle: dcTurnsStage1Off,
})

export const mair = bits({
  key: 'mair',
  group: 's1',
  label: 'MAIR byte',
  name: 'MAIR_EL1 byte',
  width: 8,
  base: 16,
  initial: 0xff,
  named: bytes,
  cite: ['mair-el1', 'mair-hints'],
  idle: stage1IsOff,
})

export const sh = bits({
  key: 'sh',
  group: 's1',
  label: 'SH',
  name: 'Stage 1 SH',
  width: 2,
  base: 2,
  initial: 0b11,
  named: shareabilities,
  cite: ['sh-decode'],
  idle: anyOf(stage1IsOff, (at) => (at.ds1 ? 'Not used: with TCR_EL1.DS 1 it is the register’s' : null)),
})

export const c = flag({
  key: 'c',
  group: 's1',
  label: 'SCTLR_EL1.C',
  initial: true,
  cite: ['sctlr-el1', 's1-translate'],
  idle: anyOf(outsideAct5(onlyForData), stage1IsOff),
})

export const i = flag({
  key: 'i',
  group: 's1',
  label: 'SCTLR_EL1.I',
  initial: true,
  cite: ['sctlr-el1', 's1-translate', 's1-disabled'],
  idle: anyOf(outsideAct5(onlyForFetches), dcTurnsStage1Off),
})
