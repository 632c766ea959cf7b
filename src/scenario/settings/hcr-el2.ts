import { flag } from '../kinds/flag.ts'
import {
  anyOf,
  dcTurnsStage2On,
  onlyForData,
  onlyForFetches,
  setByKvm,
  stage2IsOff,
  unless,
} from './reasons.ts'

export const hcrfwb = flag({
  key: 'hcrfwb',
  group: 'hcr',
  label: 'FWB, bit 46',
  name: 'HCR_EL2.FWB',
  initial: true,
  cite: ['hcr-el2', 's2-fwb1'],
  disabled: anyOf(setByKvm, (at) => (at.fwb ? null : 'RES0 without FEAT_S2FWB: reads as 0')),
  idle: stage2IsOff,
})

export const vm = flag({
  key: 'vm',
  group: 'hcr',
  label: 'VM, bit 0',
  name: 'HCR_EL2.VM',
  initial: true,
  cite: ['hcr-el2', 's2-translate'],
  disabled: setByKvm,
  idle: dcTurnsStage2On,
})

export const dc = flag({
  key: 'dc',
  group: 'hcr',
  label: 'DC, bit 12',
  name: 'HCR_EL2.DC',
  initial: false,
  cite: ['hcr-el2', 's1-disabled'],
  disabled: setByKvm,
})

export const dct = flag({
  key: 'dct',
  group: 'hcr',
  label: 'DCT, bit 57',
  name: 'HCR_EL2.DCT',
  initial: false,
  cite: ['hcr-el2', 's1-disabled'],
  disabled: anyOf(setByKvm, (at) => (at.mte2 ? null : 'RES0 without FEAT_MTE2: reads as 0')),
  idle: unless((at) => at.dc, 'Not used: HCR_EL2.DC is 0'),
})

export const cd = flag({
  key: 'cd',
  group: 'hcr',
  label: 'CD, bit 32',
  name: 'HCR_EL2.CD',
  initial: false,
  cite: ['hcr-el2', 's2-translate'],
  disabled: setByKvm,
  idle: anyOf(onlyForData, stage2IsOff),
})

export const id = flag({
  key: 'id',
  group: 'hcr',
  label: 'ID, bit 33',
  name: 'HCR_EL2.ID',
  initial: false,
  cite: ['hcr-el2', 's2-translate'],
  disabled: setByKvm,
  idle: anyOf(onlyForFetches, stage2IsOff),
})
