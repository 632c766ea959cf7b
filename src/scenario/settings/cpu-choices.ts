import { effectiveFwb, stage1On, stage2On, type AttributeInputs } from '../../arch/inputs.ts'
import { mairByte } from '../../arch/mair.ts'
import { choice } from '../kinds/choice.ts'
import { flag } from '../kinds/flag.ts'
import {
  anyOf,
  fwbActs,
  memattrUnderFwb,
  onlyForFetches,
  stage1IsOff,
  stage2IsOff,
  unless,
} from './reasons.ts'

const readsReservedSh = (at: AttributeInputs) =>
  (stage1On(at) && at.sh === 0b01) || (stage2On(at) && at.s2sh === 0b01)

const mairIsReserved = (at: AttributeInputs) =>
  mairByte.rules.find((row) => row.when({ at, shareability: 'NSH' }))?.status !== undefined

const innerIsReserved = (at: AttributeInputs) =>
  !effectiveFwb(at) &&
  at.memattr >= 0b0100 &&
  (at.memattr & 0b11) === 0 &&
  !(at.memattr === 0b0100 && at.mteperm && at.mte2)

function memattrIsReservedUnderFwb(at: AttributeInputs) {
  const code = memattrUnderFwb(at)
  return fwbActs(at) && (code === 0b0100 || (code >= 0b1000 && code < 0b1110))
}

const forcesWriteBack = (at: AttributeInputs) => fwbActs(at) && (memattrUnderFwb(at) & 0b0111) === 0b0110

export const sh01 = choice({
  key: 'sh01',
  group: 'choices',
  label: 'SH 0b01 is read as',
  name: 'The reading of SH 0b01',
  options: [
    { value: 'NSH', label: 'Non-shareable' },
    { value: 'ISH', label: 'Inner Shareable' },
    { value: 'OSH', label: 'Outer Shareable' },
  ],
  initial: 'OSH',
  cite: ['sh-decode'],
  idle: unless(readsReservedSh, 'Not used: no SH field is 0b01'),
})

export const resmair = choice({
  key: 'resmair',
  group: 'choices',
  label: 'A reserved MAIR byte is read as',
  name: 'The reading of a reserved MAIR byte',
  options: [
    { value: 'ngnrne', label: 'Device-nGnRnE' },
    { value: 'fields', label: 'its fields, one by one' },
  ],
  initial: 'ngnrne',
  cite: ['mair-reserved'],
  idle: anyOf(stage1IsOff, unless(mairIsReserved, 'Not used: the MAIR byte is not reserved')),
})

export const s2inner = choice({
  key: 's2inner',
  group: 'choices',
  label: 'A reserved inner field of MemAttr is read as',
  name: 'The reading of a reserved inner field of MemAttr',
  options: [
    { value: 'NC', label: 'Non-cacheable' },
    { value: 'WT', label: 'Write-Through' },
    { value: 'WB', label: 'Write-Back' },
  ],
  initial: 'NC',
  cite: ['s2-fwb0-cacheability'],
  idle: anyOf(
    stage2IsOff,
    unless(innerIsReserved, 'Not used: MemAttr has no reserved inner field with FWB 0'),
  ),
})

export const fwbres = choice({
  key: 'fwbres',
  group: 'choices',
  label: 'A reserved MemAttr under FWB is read as',
  name: 'The reading of a reserved MemAttr under FWB',
  options: [
    { value: 'pseudocode', label: 'the pseudocode reads it' },
    { value: 'walker', label: "Linux's walker reads it" },
    { value: 'ngnrne', label: 'Device-nGnRnE' },
  ],
  initial: 'pseudocode',
  cite: ['s2-fwb1', 'linux-at'],
  idle: unless(memattrIsReservedUnderFwb, 'Not used: MemAttr is not a reserved value under FWB'),
})

export const effsh = flag({
  key: 'effsh',
  group: 'choices',
  label: 'Shareability that stage 1 hands on',
  initial: true,
  labels: ['as in the leaf', 'effective'],
  cite: ['sh-effective', 's1-translate'],
  idle: anyOf(stage1IsOff, unless(forcesWriteBack, 'Not used: stage 2 does not force Write-Back')),
})

export const fetchdev = choice({
  key: 'fetchdev',
  group: 'choices',
  label: 'A fetch from Device',
  options: [
    { value: 'nc', label: 'is Non-cacheable' },
    { value: 'fault', label: 'takes a Permission fault' },
  ],
  initial: 'nc',
  cite: ['s1-translate', 's2-translate'],
  idle: onlyForFetches,
})

export const c0tag = flag({
  key: 'c0tag',
  group: 'choices',
  label: 'Tagged memory with SCTLR_EL1.C 0',
  initial: false,
  labels: ['becomes Untagged', 'stays Tagged'],
  cite: ['s1-translate', 'combine-tags'],
  idle: anyOf(
    stage1IsOff,
    unless((at) => at.acc === 'r' && !at.c, 'Not used: SCTLR_EL1.C does not act on this access'),
    unless((at) => at.mair === 0xf0 && at.mte2, 'Not used: the MAIR byte is not Tagged'),
    unless((at) => !stage2On(at), 'Not used: stage 2 makes it Untagged in any case'),
  ),
})
